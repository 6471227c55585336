package dev.companyos.work;

import static dev.companyos.work.Task.Status.*;

import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.DirectiveId;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One piece of work with a way to tell that it is done.
 *
 * @param number position in its company, from 1, for people
 * @param estimate 15 to 240 minutes
 * @param cause the alert that a repair task answers, or ""; at most one open task per cause
 * @param attempt attempts begun so far; also the rung of the ladder
 * @param epoch grows with every claim: the fencing token
 * @param result what the agent reported, or why it ended
 */
public record Task(
        TaskId id,
        CompanyId company,
        DirectiveId directive,
        int number,
        RoleId role,
        String title,
        String description,
        List<String> acceptance,
        Duration estimate,
        Set<TaskId> dependsOn,
        String cause,
        Status status,
        int attempt,
        long epoch,
        Optional<AgentId> agent,
        Optional<Instant> leaseEnds,
        String result,
        List<AttemptError> errors,
        Optional<Integer> score,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> completedAt) {
    public Task {
        acceptance = List.copyOf(acceptance);
        dependsOn = Set.copyOf(dependsOn);
        errors = List.copyOf(errors);
    }

    public record AttemptError(int attempt, String stage, String error, Instant at) {}

    public enum Status {
        PENDING,
        READY,
        IN_PROGRESS,
        COMPLETED,
        FAILED,
        ESCALATED,
        CANCELLED;

        /** Nothing will happen to it by itself any more. */
        public boolean ended() {
            return this == COMPLETED || this == FAILED || this == ESCALATED || this == CANCELLED;
        }
    }

    /** The whole life of a task; docs/task-life.md is drawn from this table. */
    public static final Map<Status, Set<Status>> MOVES = Map.of(
            PENDING, Set.of(READY, CANCELLED),
            READY, Set.of(IN_PROGRESS, CANCELLED),
            IN_PROGRESS, Set.of(READY, PENDING, COMPLETED, FAILED, ESCALATED, CANCELLED),
            COMPLETED, Set.of(),
            FAILED, Set.of(READY),
            ESCALATED, Set.of(READY, CANCELLED),
            CANCELLED, Set.of(READY, PENDING));

    /** @throws CompanyException {@code conflict.task} if {@code next} may not follow */
    public void mayMoveTo(Status next) {
        if (!MOVES.getOrDefault(status, Set.of()).contains(next))
            throw CompanyException.conflict(
                    "task",
                    "%s cannot go from %s to %s.".formatted(id, status, next),
                    "Only %s may follow %s.".formatted(MOVES.get(status), status),
                    "Reload the task: somebody else has probably moved it.");
    }
}
