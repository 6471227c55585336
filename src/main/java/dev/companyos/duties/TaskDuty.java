package dev.companyos.duties;

/** A kind of turn that works on a task which somebody has claimed. */
public interface TaskDuty {
    /**
     * Does the task as far as it can be done now. Effects outside PostgreSQL carry the task's id, so that a turn which
     * starts again after a crash finds them and does not repeat them.
     *
     * @throws dev.companyos.work.LeaseLost when somebody else has the task: nothing that was done counts
     */
    Result perform(TaskTurn turn);
}
