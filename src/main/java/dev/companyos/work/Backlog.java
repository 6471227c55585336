package dev.companyos.work;

import dev.companyos.bus.Bus;
import dev.companyos.facts.Evidence;
import dev.companyos.facts.TaskFact;
import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.DirectiveId;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.TaskId;
import dev.companyos.kernel.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The life of every task: each move is one transaction with the fact that tells of it. */
public final class Backlog {
    /** After this many failed attempts a task is escalated. */
    public static final int RUNGS = 5;

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
     * left as they are, so planning twice plans once. A repair whose cause has an open task is not added.
     *
     * @throws dev.companyos.kernel.CompanyException {@code invalid.plan} when a dependency is not in the plan or in the
     *     backlog, or dependencies form a circle; nothing is added
     */
    public List<Task> plan(CompanyId company, DirectiveId directive, List<NewTask> plan) {
        throw new UnsupportedOperationException();
    }

    /** Hears {@link TaskFact}s: what is planned or finished may make tasks ready. */
    public void on(CompanyId company, TaskFact fact) {
        throw new UnsupportedOperationException();
    }

    /** One winner; empty if it is not ready (any more). Publishes {@link TaskFact.Claimed}. */
    public Optional<Claim> claim(CompanyId company, TaskId task, AgentId by, String worker) {
        throw new UnsupportedOperationException();
    }

    /** Makes the lease as long as a fresh one. False if it is lost. */
    public boolean renew(Claim claim) {
        throw new UnsupportedOperationException();
    }

    /** @throws LeaseLost and nothing is written if somebody else may hold the task: call it inside the transaction that must be fenced */
    public void assertHeld(Claim claim) {
        throw new UnsupportedOperationException();
    }

    /** @throws LeaseLost if the claim is no longer valid; then nothing is written */
    public void finish(Claim claim, String result, Evidence evidence) {
        throw new UnsupportedOperationException();
    }

    /**
     * Ends this attempt. The task becomes ready for its next rung, or is escalated after the last.
     *
     * @return where the task is now
     * @throws LeaseLost if the claim is no longer valid; then nothing is written
     */
    public Task.Status fail(Claim claim, String stage, String reason, Evidence evidence) {
        throw new UnsupportedOperationException();
    }

    /** Gives the task back as if it had not been claimed: the attempt does not count (shutdown, no money, no model). */
    public void handBack(Claim claim, String why) {
        throw new UnsupportedOperationException();
    }

    /** Makes tasks ready again whose lease ran out, or whose worker is {@code worker} and no longer runs. Returns how many. */
    public int reclaim(Optional<String> deadWorker) {
        throw new UnsupportedOperationException();
    }

    /** Publishes {@link TaskFact.Ready} again for tasks that have been ready for longer than {@code olderThan}. */
    public int remindOfReady(Duration olderThan) {
        throw new UnsupportedOperationException();
    }

    public void cancel(CompanyId company, TaskId task, String why) {
        throw new UnsupportedOperationException();
    }

    /** A founder's second chance for an escalated, failed or cancelled task: attempts start again at 1. */
    public void retry(CompanyId company, TaskId task) {
        throw new UnsupportedOperationException();
    }

    public void score(CompanyId company, TaskId task, int score) {
        throw new UnsupportedOperationException();
    }

    public Optional<Task> find(CompanyId company, TaskId task) {
        throw new UnsupportedOperationException();
    }

    /** Oldest first. */
    public List<Task> list(CompanyId company, int limit) {
        throw new UnsupportedOperationException();
    }

    public List<Task> ofDirective(CompanyId company, DirectiveId directive) {
        throw new UnsupportedOperationException();
    }

    public Map<Task.Status, Integer> counts(CompanyId company) {
        throw new UnsupportedOperationException();
    }

    /** Ready tasks by role: the queue that HR looks at. */
    public Map<RoleId, Integer> readyByRole(CompanyId company) {
        throw new UnsupportedOperationException();
    }
}
