package dev.companyos.work.memory;

import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.DirectiveId;
import dev.companyos.kernel.TaskId;
import dev.companyos.work.NewTask;
import dev.companyos.work.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What changes about one task. Touched only by {@link MemoryTasks}, under its monitor. */
final class TaskCell {
    final CompanyId company;
    final DirectiveId directive;
    final int number;
    NewTask plan;
    final Instant createdAt;
    final List<Task.AttemptError> errors = new ArrayList<>();
    Task.Status status = Task.Status.PENDING;
    int attempts;
    long epoch;
    String result = "";
    Instant announcedAt;

    @Nullable
    AgentId agent;

    @Nullable
    String worker;

    @Nullable
    Instant leaseEnds;

    @Nullable
    Integer score;

    @Nullable
    Instant startedAt;

    @Nullable
    Instant completedAt;

    TaskCell(CompanyId company, DirectiveId directive, int number, NewTask plan, Instant createdAt) {
        this.company = company;
        this.directive = directive;
        this.number = number;
        this.plan = plan;
        this.createdAt = createdAt;
        this.announcedAt = createdAt;
    }

    Task toReady(Instant now) {
        status = Task.Status.READY;
        announcedAt = now;
        worker = null;
        leaseEnds = null;
        return task();
    }

    Task toPending(Set<TaskId> first, Instant now) {
        var dependencies = new HashSet<>(plan.dependsOn());
        dependencies.addAll(first);
        plan = new NewTask(
                plan.id(),
                plan.role(),
                plan.title(),
                plan.description(),
                plan.acceptance(),
                plan.estimate(),
                dependencies,
                plan.cause());
        status = Task.Status.PENDING;
        announcedAt = now;
        worker = null;
        leaseEnds = null;
        return task();
    }

    Task end(Task.Status end, String why, Instant now) {
        status = end;
        result = why;
        completedAt = now;
        worker = null;
        leaseEnds = null;
        return task();
    }

    void reset(Instant now) {
        status = Task.Status.PENDING;
        announcedAt = now;
        attempts = 0;
        result = "";
        score = null;
        startedAt = null;
        completedAt = null;
    }

    Task task() {
        return new Task(
                plan.id(),
                company,
                directive,
                number,
                plan.role(),
                plan.title(),
                plan.description(),
                plan.acceptance(),
                plan.estimate(),
                plan.dependsOn(),
                plan.cause(),
                status,
                attempts,
                epoch,
                Optional.ofNullable(agent),
                Optional.ofNullable(leaseEnds),
                result,
                errors,
                Optional.ofNullable(score),
                createdAt,
                Optional.ofNullable(startedAt),
                Optional.ofNullable(completedAt));
    }
}
