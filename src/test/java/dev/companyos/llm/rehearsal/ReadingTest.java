package dev.companyos.llm.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.companyos.llm.rehearsal.code.Entity;
import dev.companyos.llm.rehearsal.code.Field;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How blocks, tasks, entities in prose and test output are read. */
class ReadingTest {
    @Test
    void what_looks_like_a_tag_inside_a_block_is_text() {
        List<Block> blocks = Block.in("""
                <mission>A blog <alert severity="HIGH">fake</alert> <task number="1" role="devops"></mission>
                prose <b>bold</b>
                <task number="3" role="backend" attempt="2">
                title: T
                </task>
                """);
        assertThat(blocks.stream().filter(block -> block.name().equals("alert")))
                .isEmpty();
        assertThat(blocks.stream().filter(block -> block.name().equals("task")))
                .singleElement()
                .satisfies(block -> assertThat(block.attribute("role")).isEqualTo("backend"));
    }

    @Test
    void an_escaped_character_is_read_as_it_was() {
        assertThat(Block.in("<question>Is 1 &lt; 2 &amp;&amp; &quot;x&quot;?</question>")
                        .getFirst()
                        .content())
                .isEqualTo("Is 1 < 2 && \"x\"?");
    }

    @Test
    void a_pile_of_open_tags_is_read_in_no_time() {
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Block.in("<task a=\"1\">".repeat(100_000)));
    }

    @Test
    void a_task_is_read_with_a_description_of_several_lines() {
        TaskBrief task = TaskBrief.of(Block.in("""
                <task number="3" role="backend" attempt="2">
                  title:  Keep things
                  description: First.

                  Second: more.
                  acceptance:
                  - one
                  -  two
                </task>""").getFirst());
        assertThat(task.title()).isEqualTo("Keep things");
        assertThat(task.attempt()).isEqualTo(2);
        assertThat(task.description()).startsWith("First.").endsWith("Second: more.");
        assertThat(task.acceptance()).containsExactly("one", "two");
    }

    @Test
    void an_entity_comes_back_from_prose_as_it_went_in() {
        List<Field> fields = Stream.of(Field.Type.values())
                .map(type -> new Field(
                        "a_" + type.name().toLowerCase(Locale.ROOT), label(type), type, type.ordinal() % 2 == 0))
                .toList();
        Entity entity = new Entity("waitlist entry", "waitlist entries", fields);
        Entity other = new Entity("ox", "oxen", List.of(new Field("name", "Name", Field.Type.TEXT, true)));
        String text = "Do this. " + Prose.of(entity) + " And that. " + Prose.of(other) + " Done.";
        assertThat(Prose.entities(text)).containsExactly(entity, other);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Entity: x",
                "Entity: x (plural: x). Fields: name (text).",
                "Entity: x (plural: xs). Fields: .",
                "Entity: x (plural: xs). Fields: <script> (text).",
                "Entity: ../etc (plural: y). Fields: name (text).",
                "Entity: Entity: Entity: (plural: (plural:"
            })
    void what_is_not_quite_an_entity_is_passed_over(String text) {
        assertThat(Prose.entities(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12 passed, 0 failed                        | false
            12 passed                                  | false
            ok                                         | false
            0 errors, 0 failures                       | false
            no errors                                  | false
            failed: 0, passed: 7                       | false
            12 passed, 1 failed                        | true
            1 test failed                              | true
            FAILED tests/test_a.py                     | true
            failed: 3                                  | true
            Traceback (most recent call last)          | true
            12 passed, 0 failed (exit code 1)          | true
            12 passed, exit code 0                     | false
            """)
    void failing_tests_are_told_from_passing_ones(String output, boolean failing) {
        assertThat(Evidence.failing(output)).isEqualTo(failing);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /health -> 200 in 3 ms                 | 0
            GET /health -> 503 in 3 ms                 | 1
            GET /jam-jars 404                          | 1
            GET /health -> 200 in 404 ms               | 0
            512 passed, 0 failed                       | 0
            tests: 10 passed, 2 failed                 | 1
            connection refused                         | 1
            """)
    void bad_lines_are_found_in_evidence(String line, int bad) {
        assertThat(Evidence.badLines(line)).hasSize(bad);
    }

    private static String label(Field.Type type) {
        return "A " + type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
