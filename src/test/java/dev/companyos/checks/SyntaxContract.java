package dev.companyos.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link Syntax} keeps to. */
@Timeout(60)
public abstract class SyntaxContract {
    private static final String BROKEN = "{\n  \"name\": \"coffee\",\n  \"kinds\": [\"one\", \"two\"\n}\n";

    protected abstract Syntax syntax();

    @Test
    void good_text_has_no_findings() {
        assertThat(syntax().check("a/b.json", "{\"a\": [1, 2, {\"b\": \"}\"}], \"c\": \"\\\"\"}\n"))
                .isEmpty();
    }

    @Test
    void broken_text_is_found_with_its_file_its_line_and_what_to_do() {
        assertThat(syntax().check("a/b.json", BROKEN)).isNotEmpty().allSatisfy(it -> {
            assertThat(it.file()).isEqualTo("a/b.json");
            assertThat(it.line()).isBetween(3, 5);
            assertThat(it.problem()).isNotBlank();
            assertThat(it.repair()).isNotBlank();
        });
    }

    @Test
    void a_language_that_nobody_knows_has_no_findings() {
        for (var path : List.of("notes.xyz", "LICENSE", "picture.svgz", "a.b/c", ".hidden"))
            assertThat(syntax().check(path, BROKEN)).as(path).isEmpty();
    }

    @Test
    void no_text_at_all_does_any_harm() {
        var texts = List.of(
                "",
                "\0",
                "\uD800",
                "}".repeat(10_000),
                "[".repeat(10_000),
                "\"".repeat(9_999),
                "\n".repeat(10_000),
                "🙂");
        for (var path : List.of("a.json", "a.py", "a.java", "a.ts", "a.html", "a.css", "a.yaml"))
            for (var text : texts) assertThat(syntax().check(path, text).size()).isLessThanOrEqualTo(20);
    }

    @Test
    void many_threads_get_the_same_answer() throws Exception {
        var expected = syntax().check("a.json", BROKEN);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<List<Finding>>>();
            for (int i = 0; i < 32; i++) all.add(pool.submit(() -> syntax().check("a.json", BROKEN)));
            for (var it : all) assertThat(it.get()).isEqualTo(expected);
        }
    }
}
