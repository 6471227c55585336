package dev.companyos.work.memory;

import static dev.companyos.work.Task.Status.*;

import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.DirectiveId;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.TaskId;
import dev.companyos.work.Claim;
import dev.companyos.work.NewTask;
import dev.companyos.work.Task;
import dev.companyos.work.Tasks;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One monitor; nothing is rolled back. */
public final class MemoryTasks implements Tasks {
    private record Key(CompanyId company, TaskId task) {}

    private final Map<Key, TaskCell> cells = new LinkedHashMap<>();
    private final Map<CompanyId, Integer> numbers = new HashMap<>();

    @Override
    public void lockPlanning(CompanyId company) {}

    @Override
    public synchronized List<Task> add(CompanyId company, DirectiveId directive, List<NewTask> plan, Instant now) {
        return plan.stream()
                .map(task -> {
                    var cell = new TaskCell(company, directive, numbers.merge(company, 1, Integer::sum), task, now);
                    cells.put(new Key(company, task.id()), cell);
                    return cell.task();
                })
                .toList();
    }

    @Override
    public synchronized Optional<Task> find(CompanyId company, TaskId task) {
        return cell(company, task).map(TaskCell::task);
    }

    @Override
    public synchronized List<Task> find(CompanyId company, Collection<TaskId> ids) {
        return of(company)
                .filter(cell -> ids.contains(cell.plan.id()))
                .map(TaskCell::task)
                .toList();
    }

    @Override
    public synchronized Map<String, TaskId> openByCause(CompanyId company, Collection<String> causes) {
        var open = new HashMap<String, TaskId>();
        of(company)
                .filter(cell -> !cell.plan.cause().isEmpty() && causes.contains(cell.plan.cause()))
                .filter(cell -> cell.status != COMPLETED && cell.status != CANCELLED)
                .forEach(cell -> open.put(cell.plan.cause(), cell.plan.id()));
        return open;
    }

    @Override
    public Optional<Task> lock(CompanyId company, TaskId task) {
        return find(company, task);
    }

    @Override
    public synchronized List<Task> list(CompanyId company, int limit) {
        return of(company).limit(limit).map(TaskCell::task).toList();
    }

    @Override
    public synchronized List<Task> ofDirective(CompanyId company, DirectiveId directive) {
        return of(company)
                .filter(cell -> cell.directive.equals(directive))
                .map(TaskCell::task)
                .toList();
    }

    @Override
    public synchronized Map<Task.Status, Integer> counts(CompanyId company) {
        var counts = new EnumMap<Task.Status, Integer>(Task.Status.class);
        of(company).forEach(cell -> counts.merge(cell.status, 1, Integer::sum));
        return counts;
    }

    @Override
    public synchronized Map<RoleId, Integer> readyByRole(CompanyId company) {
        var counts = new TreeMap<RoleId, Integer>();
        of(company)
                .filter(cell -> cell.status == READY)
                .forEach(cell -> counts.merge(cell.plan.role(), 1, Integer::sum));
        return counts;
    }

    @Override
    public synchronized List<Task> makeReady(CompanyId company, TaskId task, Instant now) {
        return of(company)
                .filter(cell -> cell.status == PENDING)
                .filter(cell ->
                        cell.plan.id().equals(task) || cell.plan.dependsOn().contains(task))
                .filter(this::dependenciesMet)
                .map(cell -> cell.toReady(now))
                .toList();
    }

    private boolean dependenciesMet(TaskCell cell) {
        return cell.plan.dependsOn().stream()
                .map(id -> cells.get(new Key(cell.company, id)))
                .allMatch(other -> other == null || other.status == COMPLETED);
    }

    @Override
    public synchronized Optional<Task> claim(
            CompanyId company, TaskId task, AgentId by, String worker, Instant now, Instant leaseEnds) {
        return cell(company, task).filter(cell -> cell.status == READY).map(cell -> {
            cell.status = IN_PROGRESS;
            cell.attempts++;
            cell.epoch++;
            cell.agent = by;
            cell.worker = worker;
            cell.leaseEnds = leaseEnds;
            cell.startedAt = now;
            return cell.task();
        });
    }

    @Override
    public synchronized boolean renew(Claim claim, Instant leaseEnds) {
        var held = held(claim);
        held.ifPresent(cell -> cell.leaseEnds = leaseEnds);
        return held.isPresent();
    }

    @Override
    public synchronized boolean hold(Claim claim) {
        return held(claim).isPresent();
    }

    @Override
    public synchronized Optional<Task> complete(Claim claim, String result, Instant now) {
        return held(claim).map(cell -> cell.end(COMPLETED, result, now));
    }

    @Override
    public synchronized Optional<Task> fail(Claim claim, Task.AttemptError error, Task.Status next, Instant now) {
        return held(claim).map(cell -> {
            if (cell.errors.size() == 20) cell.errors.removeFirst();
            cell.errors.add(error);
            return next == READY ? cell.toReady(now) : cell.end(next, error.error(), now);
        });
    }

    @Override
    public synchronized Optional<Task> suspend(Claim claim, Task.AttemptError error, Set<TaskId> first, Instant now) {
        return held(claim).map(cell -> {
            if (cell.errors.size() == 20) cell.errors.removeFirst();
            cell.errors.add(error);
            return cell.toPending(first, now);
        });
    }

    @Override
    public synchronized Optional<Task> handBack(Claim claim, Instant now) {
        return held(claim).map(cell -> {
            cell.attempts--;
            return cell.toReady(now);
        });
    }

    @Override
    public synchronized List<Task> reclaim(Optional<String> deadWorker, Instant now) {
        return all(cell -> cell.status == IN_PROGRESS
                        && (Objects.requireNonNull(cell.leaseEnds).isBefore(now)
                                || deadWorker
                                        .filter(dead -> dead.equals(cell.worker))
                                        .isPresent()))
                .map(cell -> {
                    cell.attempts--;
                    cell.epoch++;
                    return cell.toReady(now);
                })
                .toList();
    }

    @Override
    public synchronized List<Task> announceAgain(Instant before, int limit, Instant now) {
        return all(cell -> cell.status == READY && cell.announcedAt.isBefore(before))
                .sorted(Comparator.comparing((TaskCell cell) -> cell.announcedAt))
                .limit(limit)
                .map(cell -> {
                    cell.announcedAt = now;
                    return cell.task();
                })
                .toList();
    }

    @Override
    public synchronized Task cancel(CompanyId company, TaskId task, String why, Instant now) {
        var cell = cell(company, task).orElseThrow();
        cell.epoch++;
        return cell.end(CANCELLED, why, now);
    }

    @Override
    public synchronized Task restart(CompanyId company, TaskId task, Instant now) {
        var cell = cell(company, task).orElseThrow();
        cell.reset(now);
        return dependenciesMet(cell) ? cell.toReady(now) : cell.task();
    }

    @Override
    public synchronized boolean score(CompanyId company, TaskId task, int score) {
        var cell = cell(company, task);
        cell.ifPresent(it -> it.score = score);
        return cell.isPresent();
    }

    private Optional<TaskCell> held(Claim claim) {
        return cell(claim.task().company(), claim.task().id())
                .filter(cell -> cell.status == IN_PROGRESS && cell.epoch == claim.epoch());
    }

    private Optional<TaskCell> cell(CompanyId company, TaskId task) {
        return Optional.ofNullable(cells.get(new Key(company, task)));
    }

    private Stream<TaskCell> of(CompanyId company) {
        return all(cell -> cell.company.equals(company));
    }

    private Stream<TaskCell> all(Predicate<TaskCell> which) {
        return cells.values().stream().filter(which);
    }
}
