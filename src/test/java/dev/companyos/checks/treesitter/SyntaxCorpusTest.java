package dev.companyos.checks.treesitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every text of {@code src/test/resources/syntax/<language>/{good,broken}/cases.txt}. A line {@code ==> what} begins a
 * case; {@code ==> 3: what} names the line that a broken text breaks at.
 */
@Timeout(60)
class SyntaxCorpusTest {
    private static final Map<String, String> PATHS = Map.ofEntries(
            Map.entry("python", "a.py"),
            Map.entry("javascript", "a.js"),
            Map.entry("typescript", "a.ts"),
            Map.entry("tsx", "a.tsx"),
            Map.entry("java", "A.java"),
            Map.entry("json", "a.json"),
            Map.entry("yaml", "a.yaml"),
            Map.entry("toml", "a.toml"),
            Map.entry("sql", "a.sql"),
            Map.entry("css", "a.css"),
            Map.entry("html", "a.html"),
            Map.entry("dockerfile", "Dockerfile"),
            Map.entry("shell", "a.sh"));
    private static final List<String> LANGUAGES =
            PATHS.keySet().stream().sorted().toList();
    private static final Pattern HEADING = Pattern.compile("==> (?:(\\d+): )?(.+)");
    private static final int CASES = 12;

    private record Case(String language, String what, int line, String text) {
        @Override
        public String toString() {
            return language + ": " + what;
        }
    }

    private final TreeSitterSyntax syntax = new TreeSitterSyntax();

    static Stream<Case> good() {
        return LANGUAGES.stream().flatMap(it -> cases(it, "good").stream());
    }

    static Stream<Case> broken() {
        return LANGUAGES.stream().flatMap(it -> cases(it, "broken").stream());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void good_text_has_no_finding(Case it) {
        assertThat(syntax.check(path(it.language), it.text)).isEmpty();
        assertThat(syntax.missing()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void broken_text_is_found_at_its_line(Case it) {
        var findings = syntax.check(path(it.language), it.text);
        assertThat(findings).isNotEmpty();
        assertThat(findings.getFirst().file()).isEqualTo(path(it.language));
        if (it.line > 0)
            assertThat(findings.getFirst().line())
                    .as(findings.getFirst().toString())
                    .isEqualTo(it.line);
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void every_language_has_enough_of_both(String language) {
        assertThat(cases(language, "good")).hasSizeGreaterThanOrEqualTo(CASES);
        assertThat(cases(language, "broken")).hasSizeGreaterThanOrEqualTo(CASES);
    }

    static Stream<Arguments> hostile() {
        var texts = new LinkedHashMap<String, String>();
        for (var open : List.of("(", "[", "{")) texts.put("100 000 times " + open, open.repeat(100_000));
        for (var open : List.of("<", "<a>", "a(", "{\"a\":", "$(", "`${", "if a:\n ", "- ", "not ", "-", "}])>"))
            texts.put("3 000 times " + open.strip(), open.repeat(3_000));
        texts.put("open and closed again", "(".repeat(100_000) + ")".repeat(100_000));
        texts.put("lists in lists", "[".repeat(100_000) + "]".repeat(100_000));
        texts.put("elements in elements", "<b>".repeat(2_000) + "</b>".repeat(2_000));
        texts.put("a sum of 3 000", "x = " + "1 + ".repeat(3_000) + "1;\n");
        texts.put("a chain of 3 000", "x" + ".y()".repeat(3_000) + ";\n");
        texts.put("a line of 1 MB", "a".repeat(1_000_000));
        texts.put("a line of 1 MB of words", "ab ".repeat(333_333));
        texts.put("a string of 1 MB", "\"" + "a".repeat(1_000_000) + "\"");
        texts.put("a string of 1 MB that is not closed", "x = '" + "\\'".repeat(500_000));
        texts.put("spaces", " ".repeat(1_000_000));
        texts.put("lines", "\n".repeat(1_000_000));
        texts.put("lines of old", "\r".repeat(100_000));
        texts.put("NUL", "\0");
        texts.put("NUL in between", "a = 1\n\0b = 2\n");
        texts.put("half of a pair", "\uD800");
        texts.put("the other half", "x = \"\uDC00\"\n");
        texts.put("the halves the wrong way round", "\uDC00\uD800 = 1;");
        texts.put("a mark of byte order in between", "a\uFEFF = 1\n");
        texts.put("every character", all());
        texts.put("quotes", "\"'`".repeat(3_000));
        texts.put("backslashes", "\\".repeat(9_999));
        texts.put("commas and colons", ",:;".repeat(3_000));
        texts.put("nothing", "");
        return LANGUAGES.stream().flatMap(language -> texts.entrySet().stream()
                .map(it -> Arguments.of(language, it.getKey(), it.getValue())));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("hostile")
    void hostile_text_ends_in_a_verdict(String language, String what, String text) {
        assertThat(syntax.check(path(language), text)).hasSizeLessThanOrEqualTo(20);
    }

    private static String all() {
        var all = new StringBuilder();
        for (int i = 0; i < 0x10000; i += 7) all.append((char) i);
        return all.toString();
    }

    private static String path(String language) {
        return PATHS.getOrDefault(language, "");
    }

    private static List<Case> cases(String language, String kind) {
        var all = new ArrayList<Case>();
        var text = new StringBuilder();
        for (var line :
                read("/syntax/%s/%s/cases.txt".formatted(language, kind)).split("(?<=\n)")) {
            var heading = HEADING.matcher(line.strip());
            if (!heading.matches()) {
                text.append(line);
                continue;
            }
            close(all, text);
            all.add(new Case(
                    language, heading.group(2), heading.group(1) == null ? 0 : Integer.parseInt(heading.group(1)), ""));
        }
        close(all, text);
        return all;
    }

    private static void close(List<Case> all, StringBuilder text) {
        if (all.isEmpty()) return;
        var last = all.removeLast();
        all.add(new Case(last.language, last.what, last.line, text.toString()));
        text.setLength(0);
    }

    private static String read(String resource) {
        try (var stream = SyntaxCorpusTest.class.getResourceAsStream(resource)) {
            assertThat(stream).as(resource).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
