package dev.companyos.duties.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.companyos.checks.FileChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingToolsTest {
    @TempDir
    Path tree;

    Hands hands;

    @BeforeEach
    void lay() throws IOException {
        put("src/a.py", "one\ntwo\nthree\n");
        put("src/b.py", "def one():\n    return 'a.b'\n");
        put("README.md", "# One\n");
        hands = new Hands(new ReadingTools(() -> tree, new FileChecks((_, _) -> List.of())).all());
    }

    void put(String path, String text) throws IOException {
        Files.createDirectories(tree.resolve(path).getParent());
        Files.writeString(tree.resolve(path), text);
    }

    @Test
    void lists_files_of_the_product_or_of_a_folder() {
        assertThat(hands.ok("list_files", "{}")).isEqualTo("README.md\nsrc/a.py\nsrc/b.py");
        assertThat(hands.ok("list_files", "{'under':'./src/'}")).isEqualTo("src/a.py\nsrc/b.py");
        assertThat(hands.ok("list_files", "{'under':'../..'}")).isEqualTo("There are no files here.");
    }

    @Test
    void a_long_list_says_how_to_see_the_rest() throws IOException {
        for (int i = 0; i < 450; i++) put("many/%03d.txt".formatted(i), "x");
        assertThat(hands.ok("list_files", "{'under':'many'}"))
                .contains("many/399.txt")
                .doesNotContain("many/400.txt")
                .endsWith("[files 1-400 of 450; for more: list_files with from=401, or with `under`]");
        assertThat(hands.ok("list_files", "{'under':'many','from':401}"))
                .startsWith("many/400.txt")
                .endsWith("[files 401-450 of 450]");
        assertThat(hands.error("list_files", "{'under':'many','from':451}")).contains("only 450");
    }

    @Test
    void reads_a_file_to_the_letter_and_marks_it_as_foreign() {
        assertThat(hands.ok("read_file", "{'path':'src/a.py'}"))
                .matches("<data source=\"src/a.py\" id=\"(\\w{8})\">\none\ntwo\nthree\n</data id=\"\\1\">");
        assertThat(hands.ok("read_file", "{'path':'src/a.py','from':2,'to':2}"))
                .contains("\ntwo\n</data")
                .doesNotContain("one", "three")
                .endsWith("[lines 2-2 of 3; for more: read_file with from=3]");
        assertThat(hands.ok("read_file", "{'path':'src/a.py','from':3}")).endsWith("[lines 3-3 of 3]");
    }

    @Test
    void a_long_file_comes_in_parts() throws IOException {
        put(
                "long.txt",
                IntStream.rangeClosed(1, 1_200).mapToObj(i -> "line " + i).collect(Collectors.joining("\n")));
        assertThat(hands.ok("read_file", "{'path':'long.txt'}"))
                .contains("line 400\n")
                .doesNotContain("line 401")
                .endsWith("[lines 1-400 of 1200; for more: read_file with from=401]");
        assertThat(hands.error("read_file", "{'path':'long.txt','from':2000}")).contains("only 1200 lines");
        put("wide.txt", "x".repeat(100_000) + "\nend");
        assertThat(hands.ok("read_file", "{'path':'wide.txt'}"))
                .hasSizeLessThan(17_000)
                .contains("line 1 of 2, which is longer than can be shown; for more: read_file with from=2");
    }

    @Test
    void what_is_no_text_not_there_or_outside_is_said_so() throws IOException {
        Files.write(tree.resolve("picture.png"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        Files.createSymbolicLink(tree.resolve("link"), Path.of("/etc/passwd"));
        put("empty.txt", "");
        assertThat(hands.error("read_file", "{'path':'picture.png'}")).contains("not text");
        assertThat(hands.error("read_file", "{'path':'src/c.py'}")).contains("no file `src/c.py`");
        assertThat(hands.error("read_file", "{'path':'/etc/passwd'}")).contains("not relative");
        assertThat(hands.error("read_file", "{'path':'../x'}")).contains("`..`");
        assertThat(hands.error("read_file", "{'path':'link'}")).contains("link");
        assertThat(hands.ok("read_file", "{'path':'empty.txt'}")).isEqualTo("The file is empty.");
        assertThat(hands.ok("search_code", "{'pattern':'root:'}")).isEqualTo("Nothing found.");
    }

    @Test
    void searches_by_expression_or_by_plain_text() {
        assertThat(hands.ok("search_code", "{'pattern':'^(def )?one'}"))
                .contains("src/a.py:1: one\nsrc/b.py:1: def one():");
        assertThat(hands.ok("search_code", "{'pattern':'a.b','literal':true}")).contains("src/b.py:2: return 'a.b'");
        assertThat(hands.ok("search_code", "{'pattern':'one','under':'src/a.py'}"))
                .contains("a.py")
                .doesNotContain("b.py");
        assertThat(hands.ok("search_code", "{'pattern':'nowhere'}")).isEqualTo("Nothing found.");
    }

    @Test
    void many_matches_say_how_to_see_the_rest() throws IOException {
        put("many.txt", "hit\n".repeat(250));
        assertThat(hands.ok("search_code", "{'pattern':'hit'}"))
                .contains("many.txt:100: hit")
                .doesNotContain("many.txt:101")
                .endsWith("[matches 1-100; for more: search_code with from=101, or with `under`]");
        assertThat(hands.ok("search_code", "{'pattern':'hit','from':201}")).contains("many.txt:250: hit");
        assertThat(hands.ok("search_code", "{'pattern':'hit','from':251}")).contains("fewer than 251");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+$",
                "(a|a)*b",
                "(a|aa)+$",
                "(.*)*x",
                "(.*a){15}b",
                "(?:){1000000000}",
                "((?:){999}){999}",
                "(x+x+)+y",
                "(a*)*\\\\1z"
            })
    void an_expression_that_would_hang_is_refused_or_done_in_no_time(String pattern) throws IOException {
        put("evil.txt", ("a".repeat(1_500) + "!\n").repeat(20) + "x".repeat(1_500));
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> hands.call("search_code", "{'pattern':'%s'}".formatted(pattern)));
    }

    @Test
    void an_expression_that_backtracks_says_so() throws IOException {
        put("evil.txt", "a".repeat(1_500) + "!");
        assertThat(hands.error("search_code", "{'pattern':'(.*a){15}b'}")).contains("takes too long", "evil.txt");
        assertThat(hands.error("search_code", "{'pattern':'('}")).contains("not a regular expression", "literal");
        assertThat(hands.error("search_code", "{'pattern':''}")).contains("empty");
        assertThat(hands.error("search_code", "{'pattern':'%s'}".formatted("x".repeat(301))))
                .contains("300 is the most");
    }
}
