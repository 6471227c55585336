package dev.companyos.shift;

import dev.companyos.bus.Bus;
import dev.companyos.company.Directive;
import dev.companyos.company.Directives;
import dev.companyos.facts.DirectiveFact;
import dev.companyos.facts.TaskFact;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.DirectiveId;
import dev.companyos.kernel.TaskId;
import dev.companyos.work.Backlog;
import dev.companyos.work.Task;
import dev.companyos.work.Task.Status;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Closes a directive when none of its tasks can move any more by itself. */
public final class DirectiveClosing {
    private final Directives directives;
    private final Backlog backlog;
    private final Bus bus;
    private final Clock clock;

    public DirectiveClosing(Directives directives, Backlog backlog, Bus bus, Clock clock) {
        this.directives = directives;
        this.backlog = backlog;
        this.bus = bus;
        this.clock = clock;
    }

    public void on(CompanyId company, TaskFact fact) {
        switch (fact) {
            case TaskFact.Finished _, TaskFact.Escalated _, TaskFact.Cancelled _ ->
                backlog.find(company, fact.task()).ifPresent(it -> look(company, it.directive()));
            case TaskFact.Planned _,
                    TaskFact.Ready _,
                    TaskFact.Claimed _,
                    TaskFact.Tested _,
                    TaskFact.Reviewed _,
                    TaskFact.Merged _,
                    TaskFact.Failed _ -> {}
        }
    }

    private void look(CompanyId company, DirectiveId directive) {
        var tasks = backlog.ofDirective(company, directive);
        var byId = tasks.stream().collect(Collectors.toMap(Task::id, Function.identity()));
        if (tasks.isEmpty() || !tasks.stream().allMatch(it -> cannotMove(it, byId))) return;
        if (!directives.move(company, directive, Directive.Status.PLANNED, Directive.Status.CLOSED)) return;
        int completed = count(tasks, Status.COMPLETED);
        bus.publish(company, new DirectiveFact.Closed(clock.instant(), directive, completed, tasks.size() - completed));
    }

    private static int count(List<Task> tasks, Status status) {
        return (int) tasks.stream().filter(it -> it.status() == status).count();
    }

    private static boolean cannotMove(Task task, Map<TaskId, Task> all) {
        return switch (task.status()) {
            case COMPLETED, FAILED, ESCALATED, CANCELLED -> true;
            case READY, IN_PROGRESS -> false;
            case PENDING ->
                task.dependsOn().stream().anyMatch(it -> {
                    var needed = all.get(it);
                    return needed != null && needed.status() != Status.COMPLETED && cannotMove(needed, all);
                });
        };
    }
}
