package dev.companyos.work;

import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.DirectiveId;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.TaskId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where tasks are kept. Every move checks, in the statement that makes it, that the task still is where it is moved
 * from: of any number of callers one wins, the others get an empty answer and have written nothing. Writes that name a
 * {@link Claim} are fenced: they happen only while the task is in progress under that claim's epoch.
 */
public interface Tasks {
    /** Until the caller's transaction ends, nobody else adds tasks to this company. */
    void lockPlanning(CompanyId company);

    /**
     * Adds {@code plan} as pending, numbered in its order. The caller holds {@link #lockPlanning}, and has made sure
     * that ids and causes are free and that every dependency is there or in the plan.
     */
    List<Task> add(CompanyId company, DirectiveId directive, List<NewTask> plan, Instant now);

    Optional<Task> find(CompanyId company, TaskId task);

    /** Those of {@code ids} that are there, by number. */
    List<Task> find(CompanyId company, Collection<TaskId> ids);

    /** Which of {@code causes} has a task that is neither completed nor cancelled, and which task that is. */
    Map<String, TaskId> openByCause(CompanyId company, Collection<String> causes);

    /** As {@link #find}; nobody else moves the task until the caller's transaction ends. */
    Optional<Task> lock(CompanyId company, TaskId task);

    /** By number. */
    List<Task> list(CompanyId company, int limit);

    /** By number. */
    List<Task> ofDirective(CompanyId company, DirectiveId directive);

    Map<Task.Status, Integer> counts(CompanyId company);

    Map<RoleId, Integer> readyByRole(CompanyId company);

    /**
     * Of {@code task} and those that depend on it, moves to ready what is pending and has all its dependencies
     * completed. Returns those that this call moved, by number.
     */
    List<Task> makeReady(CompanyId company, TaskId task, Instant now);

    /** From ready to in progress, with the next epoch and the next attempt. */
    Optional<Task> claim(CompanyId company, TaskId task, AgentId by, String worker, Instant now, Instant leaseEnds);

    /** A lease that ran out may still be renewed, as long as nobody has taken the task away. */
    boolean renew(Claim claim, Instant leaseEnds);

    /** Whether the claim still holds; if so it goes on holding until the caller's transaction ends. */
    boolean hold(Claim claim);

    Optional<Task> complete(Claim claim, String result, Instant now);

    /** @param next {@code READY}, or {@code ESCALATED}, which also makes the error the task's result */
    Optional<Task> fail(Claim claim, Task.AttemptError error, Task.Status next, Instant now);

    /** Back to pending, with {@code first} as further dependencies; those are in the backlog. */
    Optional<Task> suspend(Claim claim, Task.AttemptError error, Set<TaskId> first, Instant now);

    /** Back to ready; the attempt does not count. */
    Optional<Task> handBack(Claim claim, Instant now);

    /**
     * Back to ready, for all companies, what is in progress with a lease that ended before {@code now} or by {@code
     * deadWorker}. The attempt does not count; the old claim is void. A task whose holder is writing at this moment is
     * passed over.
     */
    List<Task> reclaim(Optional<String> deadWorker, Instant now);

    /** Up to {@code limit} ready tasks, of all companies, announced before {@code before}; marks them announced now. */
    List<Task> announceAgain(Instant before, int limit, Instant now);

    /** For a caller that holds {@link #lock} and has checked the move. Voids the claim, if there is one. */
    Task cancel(CompanyId company, TaskId task, String why, Instant now);

    /**
     * For a caller that holds {@link #lock} and has checked the move. No attempts begun, no result; errors are kept.
     * Ready if all its dependencies are completed, else pending.
     */
    Task restart(CompanyId company, TaskId task, Instant now);

    /** False if there is no such task. */
    boolean score(CompanyId company, TaskId task, int score);
}
