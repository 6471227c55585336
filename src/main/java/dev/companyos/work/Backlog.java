package dev.companyos.work;

import dev.companyos.bus.Bus;
import dev.companyos.facts.Evidence;
import dev.companyos.facts.TaskFact;
import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.DirectiveId;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.TaskId;
import dev.companyos.kernel.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The life of every task: each move is one transaction with the fact that tells of it. */
public final class Backlog {
    /** After this many failed attempts a task is escalated. */
    public static final int RUNGS = 5;

    private static final int RESULT = 20_000;
    private static final int REASON = 24_000;
    private static final Set<Task.Status> RETRIED =
            Set.of(Task.Status.ESCALATED, Task.Status.FAILED, Task.Status.CANCELLED);

    private final Tasks tasks;
    private final Bus bus;
    private final Transactions transactions;
    private final Clock clock;
    private final Duration lease;

    public Backlog(Tasks tasks, Bus bus, Transactions transactions, Clock clock, Duration lease) {
        this.tasks = tasks;
        this.bus = bus;
        this.transactions = transactions;
        this.clock = clock;
        this.lease = lease;
    }

    /**
     * Adds the tasks of a plan and publishes {@link TaskFact.Planned} for each. Tasks whose ids are there already are
     * left as they are, so planning twice plans once. A repair whose cause has an open task is not added; what depends
     * on it depends on that task instead.
     *
     * @param plan 1 to 50 tasks
     * @return the plan's tasks as they are now, in its order, without repairs that were not added
     * @throws dev.companyos.kernel.CompanyException {@code invalid.plan} when it is too long or empty, a
     *     dependency is not in the plan or in the backlog, or dependencies form a circle; nothing is added
     */
    public List<Task> plan(CompanyId company, DirectiveId directive, List<NewTask> plan) {
        var checked = Plan.of(plan);
        return transactions.call(() -> {
            tasks.lockPlanning(company);
            var known = new HashMap<TaskId, Task>();
            tasks.find(company, checked.idsAndDependencies()).forEach(task -> known.put(task.id(), task));
            checked.refuseUnknownDependencies(known.keySet());
            var left = checked.without(known.keySet(), tasks.openByCause(company, checked.causes()));
            var now = clock.instant();
            for (var task : tasks.add(company, directive, left.tasks(), now)) {
                known.put(task.id(), task);
                bus.publish(company, new TaskFact.Planned(now, task.id(), task.role(), task.title()));
            }
            return checked.ids().stream()
                    .filter(known::containsKey)
                    .map(known::get)
                    .toList();
        });
    }

    /** Hears {@link TaskFact}s: what is planned or finished may make tasks ready. */
    public void on(CompanyId company, TaskFact fact) {
        switch (fact) {
            case TaskFact.Planned it -> makeReady(company, it.task());
            case TaskFact.Finished it -> makeReady(company, it.task());
            case TaskFact.Ready _,
                    TaskFact.Claimed _,
                    TaskFact.Tested _,
                    TaskFact.Reviewed _,
                    TaskFact.Merged _,
                    TaskFact.Failed _,
                    TaskFact.Escalated _,
                    TaskFact.Cancelled _ -> {}
        }
    }

    /** One winner; empty if it is not ready (any more). Publishes {@link TaskFact.Claimed}. */
    public Optional<Claim> claim(CompanyId company, TaskId task, AgentId by, String worker) {
        return transactions.call(() -> {
            var now = clock.instant();
            var won = tasks.claim(company, task, by, worker, now, now.plus(lease))
                    .map(it -> new Claim(it, by, worker, it.epoch(), it.attempt()));
            won.ifPresent(it -> bus.publish(
                    company,
                    new TaskFact.Claimed(now, task, by, it.attempt(), it.task().title())));
            return won;
        });
    }

    /** Makes the lease as long as a fresh one. False if it is lost. */
    public boolean renew(Claim claim) {
        return tasks.renew(claim, clock.instant().plus(lease));
    }

    /** @throws LeaseLost and nothing is written if somebody else may hold the task: call it inside the transaction that must be fenced */
    public void assertHeld(Claim claim) {
        if (!tasks.hold(claim)) throw new LeaseLost(claim);
    }

    /** @throws LeaseLost if the claim is no longer valid; then nothing is written */
    public void finish(Claim claim, String result, Evidence evidence) {
        transactions.run(() -> {
            var now = clock.instant();
            var task =
                    tasks.complete(claim, Storable.text(result, RESULT), now).orElseThrow(() -> new LeaseLost(claim));
            bus.publish(
                    task.company(),
                    new TaskFact.Finished(now, task.id(), claim.by(), task.title(), task.result(), evidence));
        });
    }

    /**
     * Ends this attempt. The task becomes ready for its next rung, or is escalated after the last.
     *
     * @return where the task is now
     * @throws LeaseLost if the claim is no longer valid; then nothing is written
     */
    public Task.Status fail(Claim claim, String stage, String reason, Evidence evidence) {
        return transactions.call(() -> {
            var now = clock.instant();
            var error = new Task.AttemptError(
                    claim.attempt(), Storable.text(stage, 80), Storable.text(reason, REASON), now);
            var next = claim.attempt() < RUNGS ? Task.Status.READY : Task.Status.ESCALATED;
            var task = tasks.fail(claim, error, next, now).orElseThrow(() -> new LeaseLost(claim));
            bus.publish(
                    task.company(),
                    new TaskFact.Failed(
                            now, task.id(), claim.by(), claim.attempt(), error.stage(), error.error(), evidence));
            if (next == Task.Status.READY) announce(task);
            else bus.publish(task.company(), new TaskFact.Escalated(now, task.id(), task.title(), error.error()));
            return next;
        });
    }

    /**
     * Ends this attempt; the task waits until {@code first} is done, which is planned here. After the last rung, or when
     * nothing was planned because other work answers the same cause, this is {@link #fail}.
     *
     * @throws LeaseLost if the claim is no longer valid; then nothing is written
     */
    public Task.Status waitFor(Claim claim, String reason, Evidence evidence, List<NewTask> first) {
        return transactions.call(() -> {
            var task = claim.task();
            var planned = claim.attempt() < RUNGS ? plan(task.company(), task.directive(), first) : List.<Task>of();
            if (planned.isEmpty()) return fail(claim, "wait", reason, evidence);
            var now = clock.instant();
            var error = new Task.AttemptError(claim.attempt(), "wait", Storable.text(reason, REASON), now);
            var ids = planned.stream().map(Task::id).collect(Collectors.toSet());
            if (tasks.suspend(claim, error, ids, now).isEmpty()) throw new LeaseLost(claim);
            bus.publish(
                    task.company(),
                    new TaskFact.Failed(
                            now, task.id(), claim.by(), claim.attempt(), error.stage(), error.error(), evidence));
            return Task.Status.PENDING;
        });
    }

    /**
     * Gives the task back as if it had not been claimed: the attempt does not count (shutdown, no money, no model). A
     * claim that is lost already has nothing to give back, and nothing happens.
     */
    @SuppressWarnings("unused") // why: the caller's log tells it; a task that was not tried has no error
    public void handBack(Claim claim, String why) {
        transactions.run(() -> tasks.handBack(claim, clock.instant()).ifPresent(this::announce));
    }

    /** Makes tasks ready again whose lease ran out, or whose worker is {@code worker} and no longer runs. Returns how many. */
    public int reclaim(Optional<String> deadWorker) {
        return transactions.call(() -> announceAll(tasks.reclaim(deadWorker, clock.instant())));
    }

    /**
     * Publishes {@link TaskFact.Ready} again for tasks that have been ready for longer than {@code olderThan} and were
     * not announced since; at most 500 a call, the longest waiting first. Returns how many.
     */
    public int remindOfReady(Duration olderThan) {
        var now = clock.instant();
        return transactions.call(() -> announceAll(tasks.announceAgain(now.minus(olderThan), 500, now)));
    }

    /**
     * Whoever works on it finds its lease lost.
     *
     * @throws dev.companyos.kernel.CompanyException {@code not-found.task}, {@code conflict.task} if it is completed or
     *     cancelled already
     */
    public void cancel(CompanyId company, TaskId task, String why) {
        transactions.run(() -> {
            locked(company, task).mayMoveTo(Task.Status.CANCELLED);
            var now = clock.instant();
            var reason = Storable.text(why, REASON);
            tasks.cancel(company, task, reason, now);
            bus.publish(company, new TaskFact.Cancelled(now, task, reason));
        });
    }

    /**
     * A founder's second chance for an escalated, failed or cancelled task: attempts start again at 1. If it waits for
     * dependencies it is planned anew, otherwise it is ready at once.
     *
     * @throws dev.companyos.kernel.CompanyException {@code not-found.task}, {@code conflict.task} if it has not come to
     *     such an end, or another task answers its cause by now
     */
    public void retry(CompanyId company, TaskId task) {
        transactions.run(() -> {
            tasks.lockPlanning(company);
            var ended = locked(company, task);
            if (!RETRIED.contains(ended.status()))
                throw CompanyException.conflict(
                        "task",
                        "%s cannot be retried: it is %s.".formatted(task, ended.status()),
                        "Only an escalated, failed or cancelled task gets a second chance.",
                        "Look at it with `company task show`.");
            var other = tasks.openByCause(company, Set.of(ended.cause())).get(ended.cause());
            if (!ended.cause().isEmpty() && other != null && !other.equals(task))
                throw CompanyException.conflict(
                        "task",
                        "%s cannot be retried: %s answers the same alert.".formatted(task, other),
                        "An alert has at most one open repair task.",
                        "Wait for the other task, or cancel it first.");
            var now = clock.instant();
            var again = tasks.restart(company, task, now);
            if (again.status() == Task.Status.READY) announce(again);
            else bus.publish(company, new TaskFact.Planned(now, task, again.role(), again.title()));
        });
    }

    /** @param score 0 to 100 */
    public void score(CompanyId company, TaskId task, int score) {
        if (score < 0 || score > 100)
            throw CompanyException.invalid(
                    "score", "A score of %d cannot be given.".formatted(score), "It is 0 to 100.", "Score again.");
        if (!tasks.score(company, task, score))
            throw CompanyException.notFound("task", task.value().toString());
    }

    public Optional<Task> find(CompanyId company, TaskId task) {
        return tasks.find(company, task);
    }

    /** Oldest first. */
    public List<Task> list(CompanyId company, int limit) {
        return tasks.list(company, limit);
    }

    public List<Task> ofDirective(CompanyId company, DirectiveId directive) {
        return tasks.ofDirective(company, directive);
    }

    public Map<Task.Status, Integer> counts(CompanyId company) {
        return tasks.counts(company);
    }

    /** Ready tasks by role: the queue that HR looks at. */
    public Map<RoleId, Integer> readyByRole(CompanyId company) {
        return tasks.readyByRole(company);
    }

    private void makeReady(CompanyId company, TaskId task) {
        transactions.run(() -> announceAll(tasks.makeReady(company, task, clock.instant())));
    }

    private int announceAll(List<Task> ready) {
        ready.forEach(this::announce);
        return ready.size();
    }

    private void announce(Task ready) {
        bus.publish(ready.company(), new TaskFact.Ready(clock.instant(), ready.id(), ready.role(), ready.title()));
    }

    private Task locked(CompanyId company, TaskId task) {
        return tasks.lock(company, task)
                .orElseThrow(
                        () -> CompanyException.notFound("task", task.value().toString()));
    }
}
