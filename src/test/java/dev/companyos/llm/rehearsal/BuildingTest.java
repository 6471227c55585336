package dev.companyos.llm.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.llm.Message;
import dev.companyos.llm.Reply;
import dev.companyos.llm.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildingTest {
    private static final String ENTITY =
            "Keep them. Entity: jam jar (plural: jam jars). Fields: name (text, required); opened on (date).";

    @TempDir
    Path folder;

    private Workshop workshop;

    @BeforeEach
    void open() {
        workshop = new Workshop(folder);
        workshop.put("README.md", "How to work here");
    }

    @Test
    void an_engineer_looks_reads_writes_tests_and_finishes() {
        String summary = workshop.run(model(""), task("backend", 1, ENTITY));

        assertThat(workshop.tools)
                .containsExactly("list_files", "read_file", "write_file", "write_file", "run_tests", "finish");
        assertThat(workshop.files()).contains("app/jam_jar.py", "tests/test_jam_jar.py");
        assertThat(workshop.read("app/jam_jar.py")).contains("opened_on").contains("DATE");
        assertThat(summary).contains("All tests pass");
    }

    @ParameterizedTest
    @ValueSource(strings = {"frontend,app/jam_jar_page.py", "fullstack,app/home.py", "backend,app/jam_jar.py"})
    void each_role_writes_its_own_files(String roleAndFile) {
        String[] pair = roleAndFile.split(",");
        workshop.run(model(""), task(pair[0], 1, ENTITY));
        assertThat(workshop.files()).contains(pair[1]).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"syntax", "tests", "syntax=1", "tests=1"})
    void every_mistake_is_mended_when_it_is_seen(String faults) {
        String summary = workshop.run(model(faults), task("backend", 1, ENTITY));
        assertThat(workshop.tools).filteredOn("write_file"::equals).hasSize(3);
        assertThat(workshop.testRuns.getLast()).isEqualTo("4 passed, 0 failed");
        assertThat(summary).contains("All tests pass");
    }

    @Test
    void a_refused_first_attempt_is_followed_by_one_that_works() {
        workshop.run(model("refuse=1"), task("backend", 1, ENTITY));
        assertThat(workshop.replies.getFirst()).isInstanceOf(Reply.Refused.class);
        workshop.run(model("refuse=1"), task("backend", 2, ENTITY));
        assertThat(workshop.files()).contains("app/jam_jar.py");
    }

    @Test
    void a_mistake_of_the_first_attempt_is_not_made_on_the_second() {
        workshop.run(model("tests"), task("backend", 2, ENTITY));
        assertThat(workshop.testRuns).containsExactly("4 passed, 0 failed");
    }

    @Test
    void a_failure_that_is_not_ours_ends_honestly_and_soon() {
        workshop.alwaysSay = "3 passed, 1 failed\nREADME.md is missing a heading";
        String summary = workshop.run(model(""), task("backend", 1, ENTITY));
        assertThat(summary).contains("still fail");
        assertThat(workshop.testRuns).hasSizeBetween(1, 4);
        assertThat(workshop.tools.getLast()).isEqualTo("finish");
    }

    @Test
    void a_refused_write_is_not_repeated_for_ever() {
        workshop.refuseWrites = true;
        String summary = workshop.run(model(""), task("backend", 1, ENTITY));
        assertThat(summary).contains("was refused");
        assertThat(workshop.tools).hasSizeLessThan(12);
    }

    @Test
    void writes_that_do_not_fit_into_one_reply_come_in_several() {
        Request big = task("fullstack", 1, ENTITY);
        Request small = new Request(big.model(), big.system(), big.messages(), big.tools(), big.outputSchema(), 8);
        workshop.run(model(""), small);
        assertThat(workshop.files()).contains("app/home.py", "tests/test_home.py");
        assertThat(workshop.replies).allSatisfy(reply -> {
            if (reply instanceof Reply.ToolCalls calls)
                assertThat(calls.calls()).hasSize(1);
        });
    }

    @Test
    void a_task_without_anything_to_build_leaves_a_note_that_says_so() {
        workshop.run(model(""), task("backend", 1, "Make it nicer."));
        assertThat(workshop.files()).contains("docs/open/do-it.md");
        assertThat(workshop.read("docs/open/do-it.md"))
                .contains("Make it nicer.")
                .contains("no code was written");
    }

    @Test
    void an_unknown_stack_is_said_and_nothing_is_invented() {
        Request request = task("backend", 1, ENTITY);
        Request other = new Request(
                "m",
                List.of(new Request.SystemBlock("# Duty: build\n<stack name=\"cobol\">x</stack>", false)),
                request.messages(),
                List.of(),
                Optional.empty(),
                9_000);
        workshop.run(model(""), other);
        assertThat(workshop.read("docs/open/do-it.md")).contains("`cobol`");
    }

    @Test
    void a_repair_restores_what_was_changed() {
        workshop.put("app/jam_jar.py", "# broken by someone");
        workshop.run(model(""), repair());
        assertThat(workshop.read("app/jam_jar.py")).contains("opened_on");
        assertThat(workshop.files()).noneMatch(file -> file.startsWith("docs/repairs"));
    }

    @Test
    void a_repair_that_finds_everything_intact_says_so_and_changes_no_code() {
        workshop.run(model(""), task("backend", 1, ENTITY));
        String before = workshop.read("app/jam_jar.py");
        workshop.run(model(""), repair());
        assertThat(workshop.read("app/jam_jar.py")).isEqualTo(before);
        assertThat(workshop.files()).contains("docs/repairs/repair-get-api-jam-jars.md");
    }

    @Test
    void spoken_to_again_it_does_the_work_again_without_mistakes() {
        Request first = task("backend", 1, ENTITY);
        List<Message> more = new ArrayList<>(first.messages());
        more.add(new Message.Assistant("Done.", List.of()));
        more.add(new Message.User("The merge was refused, main has moved. Do it again."));
        workshop.run(model("syntax=1"), new Request("m", first.system(), more, List.of(), Optional.empty(), 9_000));
        assertThat(workshop.tools).filteredOn("write_file"::equals).hasSize(2);
        assertThat(workshop.testRuns).containsExactly("4 passed, 0 failed");
    }

    @Test
    void another_models_arguments_do_not_stop_it() {
        Request first = task("backend", 1, ENTITY);
        List<Message> odd = List.of(
                first.messages().getFirst(),
                new Message.Assistant("", List.of(new Message.ToolCall("x", "write_file", "{not json"))),
                new Message.ToolResults(List.of()));
        workshop.run(model(""), new Request("m", first.system(), odd, List.of(), Optional.empty(), 9_000));
        assertThat(workshop.files()).contains("app/jam_jar.py");
    }

    private static RehearsalModel model(String faults) {
        return new RehearsalModel(RehearsalFaults.parse(faults), time -> {}, new Assignments(ToyWriter::forStack));
    }

    private static Request task(String role, int attempt, String description) {
        return Prompts.of("build", Prompts.task(role, attempt, "Do it", description));
    }

    private static Request repair() {
        return Prompts.of("build", Prompts.task("backend", 1, "Repair: GET /api/jam-jars", "It is down. " + ENTITY));
    }
}
