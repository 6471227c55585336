package dev.companyos.duties.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.checks.FileChecks;
import dev.companyos.checks.Finding;
import dev.companyos.duties.talk.Tool.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceToolsTest {
    static final TestRun GREEN = new TestRun(true, 3, 0, "3 passed in 0.12s");

    @TempDir
    Path workspace;

    final Deque<TestRun> runs = new ArrayDeque<>();
    WorkspaceTools tools;
    Hands hands;

    @BeforeEach
    void open() throws IOException {
        Files.writeString(workspace.resolve("a.py"), "x = 1\ny = 2\nx = 1\n");
        tools = new WorkspaceTools(
                workspace,
                new FileChecks((path, content) -> content.contains("broken")
                        ? List.of(new Finding(path, 1, "It is broken.", "Mend it."))
                        : List.of()),
                () -> runs.isEmpty() ? GREEN : runs.poll());
        hands = new Hands(tools.all());
    }

    String a() throws IOException {
        return Files.readString(workspace.resolve("a.py"));
    }

    @Test
    void writes_and_deletes_files_inside_the_workspace_only() throws IOException {
        assertThat(hands.ok("write_file", "{'path':'new/b.py','content':'z = 3'}"))
                .contains("new/b.py (5 characters)");
        assertThat(workspace.resolve("new/b.py")).hasContent("z = 3");
        assertThat(hands.ok("delete_file", "{'path':'new/b.py'}")).isEqualTo("Deleted.");
        assertThat(hands.error("delete_file", "{'path':'new/b.py'}")).contains("no file");
        assertThat(hands.error("write_file", "{'path':'../b.py','content':'z'}"))
                .contains("Not written");
        assertThat(hands.error("write_file", "{'path':'b.py','content':'broken'}"))
                .contains("b.py:1: It is broken.");
        assertThat(tools.refusedWrites()).isEqualTo(2);
        assertThat(workspace.resolve("b.py")).doesNotExist();
    }

    @Test
    void an_edit_replaces_a_text_that_stands_there_once() throws IOException {
        assertThat(hands.ok("edit_file", "{'path':'a.py','old_text':'y = 2\\n','new_text':'y = $1\\\\n\\n'}"))
                .isEqualTo("Changed: a.py, line 2.");
        assertThat(a()).isEqualTo("x = 1\ny = $1\\n\nx = 1\n");
        assertThat(hands.ok("edit_file", "{'path':'a.py','old_text':'y = $1\\\\n\\n','new_text':''}"))
                .contains("Changed");
        assertThat(a()).isEqualTo("x = 1\nx = 1\n");
    }

    @Test
    void an_edit_that_is_not_clear_says_why_and_changes_nothing() throws IOException {
        assertThat(hands.error("edit_file", "{'path':'a.py','old_text':'x = 1','new_text':'x = 3'}"))
                .contains("stands 2 times", "[1, 3]");
        assertThat(hands.error("edit_file", "{'path':'a.py','old_text':'z = 9','new_text':''}"))
                .contains("not in the file", "Read the file again");
        assertThat(hands.error("edit_file", "{'path':'a.py','old_text':'x = 1  y = 2','new_text':''}"))
                .contains("other white space");
        assertThat(hands.error("edit_file", "{'path':'a.py','old_text':'y = 2\\nz = 3','new_text':''}"))
                .contains("first line is in line [2]");
        assertThat(hands.error("edit_file", "{'path':'a.py','old_text':'','new_text':'z'}"))
                .contains("is empty");
        assertThat(hands.error("edit_file", "{'path':'a.py','old_text':'y = 2','new_text':'y = 2'}"))
                .contains("the same");
        assertThat(hands.error("edit_file", "{'path':'b.py','old_text':'y','new_text':'z'}"))
                .contains("no file");
        assertThat(hands.error("edit_file", "{'path':'a.py','old_text':'y = 2','new_text':'broken'}"))
                .contains("It is broken");
        assertThat(a()).isEqualTo("x = 1\ny = 2\nx = 1\n");
        assertThat(tools.refusedWrites()).isEqualTo(1);
    }

    @Test
    void fields_of_an_edit_are_checked_by_name() {
        assertThat(hands.call("edit_file", "{'path':'a.py','old_text':['y'],'replacement':'z'}"))
                .isInstanceOfSatisfying(Outcome.Misused.class, it -> assertThat(it.text())
                        .contains("`old_text` must be a text, not a list")
                        .contains("`new_text` is missing")
                        .contains("no argument `replacement`"));
    }

    @Test
    void tests_are_told_the_same_whenever_they_are_run() {
        var one = new TestRun(
                true,
                2,
                1,
                "E  at <app.X object at 0x7f31aa02bc10> in %s/a.py\n1 failed in 0.12s".formatted(workspace));
        var other = new TestRun(
                true,
                2,
                1,
                "E  at <app.X object at 0x7f9900ab1120> in %s/a.py\n1 failed in 13.7s".formatted(workspace));
        runs.add(one);
        runs.add(other);
        String told = hands.error("run_tests", "{}");
        assertThat(told).startsWith("2 passed, 1 failed\n").contains("in a.py", "in some time");
        assertThat(hands.error("run_tests", "{}")).isEqualTo(told);
        assertThat(tools.lastRun()).contains(other);
    }

    @Test
    void long_output_keeps_its_ends() {
        runs.add(new TestRun(true, 0, 1, "first" + "x".repeat(50_000) + "last"));
        assertThat(hands.error("run_tests", "{}"))
                .hasSizeLessThan(13_000)
                .contains("first", "last", "characters are not shown here; mend what is shown");
    }

    @Test
    void nothing_is_finished_that_does_not_pass_its_tests_and_its_checks() throws IOException {
        runs.add(new TestRun(true, 2, 1, "no"));
        assertThat(hands.error("finish", "{'summary':'done'}")).startsWith("Not finished: 2 passed, 1 failed");
        assertThat(hands.error("finish", "{'summary':'done'}"))
                .contains("1 failed"); // not run again: nothing was written
        hands.ok("write_file", "{'path':'b.py','content':'z'}");
        assertThat(tools.lastRun()).isEmpty();
        assertThat(hands.call("finish", "{'summary':' done '}")).isEqualTo(new Outcome.Finished("done"));
        Files.writeString(workspace.resolve("c.py"), "broken");
        assertThat(hands.error("finish", "{'summary':'done'}")).contains("Not finished.\nc.py:1");
    }
}
