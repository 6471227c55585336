package dev.companyos.facts;

import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.Commit;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.TaskId;
import java.time.Instant;

/** The life of a task. Consumers switch over it, so a new case breaks the build and not the company. */
public sealed interface TaskFact extends Fact {
    TaskId task();

    @Override
    default String key() {
        return task().value().toString();
    }

    record Planned(Instant at, TaskId task, RoleId role, String title) implements TaskFact {}

    /** Its dependencies are met: a free agent of {@code role} may claim it. */
    record Ready(Instant at, TaskId task, RoleId role, String title) implements TaskFact {}

    record Claimed(Instant at, TaskId task, AgentId by, int attempt, String title) implements TaskFact {}

    /** The product's tests were run for this task, in the workspace or on the merged tree. */
    record Tested(Instant at, TaskId task, AgentId by, int run, int passed, boolean merged) implements TaskFact {}

    /**
     * A colleague has looked at the change before its merge.
     *
     * @param by the one who looked
     * @param back whether the author has to go on with it
     */
    record Reviewed(Instant at, TaskId task, AgentId by, boolean approved, boolean back, String summary)
            implements TaskFact {}

    record Merged(Instant at, TaskId task, AgentId by, Commit commit, String title) implements TaskFact {}

    record Finished(Instant at, TaskId task, AgentId by, String title, String result, Evidence evidence)
            implements TaskFact {}

    /** One attempt came to nothing; the task itself goes on to the next rung of the ladder. */
    record Failed(Instant at, TaskId task, AgentId by, int attempt, String stage, String reason, Evidence evidence)
            implements TaskFact {}

    /** Given up after every rung: it is in the founder's inbox. */
    record Escalated(Instant at, TaskId task, String title, String why) implements TaskFact {}

    record Cancelled(Instant at, TaskId task, String why) implements TaskFact {}
}
