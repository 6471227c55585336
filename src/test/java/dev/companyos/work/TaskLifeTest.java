package dev.companyos.work;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.DirectiveId;
import dev.companyos.work.memory.MemoryTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TaskLifeTest {
    private static final Path PAGE = Path.of("docs/task-life.md");

    @Test
    void the_picture_shows_the_table_of_moves() throws IOException {
        var drawn = Path.of("target/task-life.md");
        Files.createDirectories(drawn.getParent());
        Files.writeString(drawn, page());
        assertThat(PAGE)
                .withFailMessage("%s is stale: copy %s over it.", PAGE, drawn)
                .exists()
                .hasContent(page());
    }

    @Test
    void every_status_has_its_moves() {
        assertThat(Task.MOVES).containsOnlyKeys(Task.Status.values());
    }

    @Test
    void a_task_refuses_a_move_that_is_not_in_the_table() {
        var tasks = new MemoryTasks();
        var task = tasks.add(
                        CompanyId.fresh(),
                        DirectiveId.fresh(),
                        Planned.plan(Planned.task("a")),
                        Instant.parse("2026-11-01T09:00:00Z"))
                .getFirst();
        assertThatThrownBy(() -> task.mayMoveTo(Task.Status.COMPLETED))
                .isInstanceOfSatisfying(CompanyException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo("conflict.task"))
                .hasMessageContaining("PENDING")
                .hasMessageContaining("COMPLETED");
    }

    private static String page() {
        return """
                # The life of a task

                Drawn from `Task.MOVES`; `TaskLifeTest` fails when this page is stale.

                ```mermaid
                stateDiagram-v2
                    [*] --> pending: planned
                %s
                ```

                | from | to | when |
                |---|---|---|
                | pending | ready | every task that it depends on is completed |
                | ready | in_progress | an agent claims it: next attempt, next epoch, a lease |
                | in_progress | completed | the agent finished, under the same epoch |
                | in_progress | ready | the attempt failed and a rung is left; or it was handed back, or its lease ran out: then the attempt does not count |
                | in_progress | escalated | attempt %d failed: it is in the founder's inbox |
                | pending, ready, in_progress, escalated | cancelled | the founder does not want it any more; who works on it loses the lease |
                | escalated, failed, cancelled | ready | the founder retries it: attempts start again at 1 |
                | cancelled | pending | the same, while something that it depends on is not completed |

                A task that depends on one that was escalated or cancelled stays pending, for everyone to see, until that one is
                retried and completed. Nothing leads to `failed` today: a failed attempt leads to `ready` or `escalated`.
                """.formatted(moves(), Backlog.RUNGS);
    }

    private static String moves() {
        return Arrays.stream(Task.Status.values())
                .flatMap(from -> Task.MOVES.get(from).isEmpty()
                        ? Stream.of("    %s --> [*]".formatted(name(from)))
                        : Task.MOVES.get(from).stream()
                                .sorted(Comparator.naturalOrder())
                                .map(to -> "    %s --> %s".formatted(name(from), name(to))))
                .collect(joining("\n"));
    }

    private static String name(Task.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
