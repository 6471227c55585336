package dev.companyos.shift;

import dev.companyos.company.Brains;
import dev.companyos.company.Companies;
import dev.companyos.duties.Result;
import dev.companyos.duties.TaskDuty;
import dev.companyos.duties.TaskTurn;
import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.TaskId;
import dev.companyos.kernel.Transactions;
import dev.companyos.llm.Caller;
import dev.companyos.llm.Gateway;
import dev.companyos.roles.Role;
import dev.companyos.roles.Staff;
import dev.companyos.roles.Staff.Agent.Status;
import dev.companyos.work.Backlog;
import dev.companyos.work.Claim;
import dev.companyos.work.LeaseLost;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One agent, one task: claim it, take the turn, write down how it ended. */
public final class TaskShift {
    private static final Logger LOG = LoggerFactory.getLogger(TaskShift.class);

    private final Backlog backlog;
    private final Surroundings around;
    private final Gateway gateway;
    private final Leases leases;
    private final Setbacks setbacks;
    private final Map<Role.Duty, TaskDuty> duties;

    /** What a turn reads before it begins. @param memory an agent's memory in the words of a brief */
    public record Surroundings(
            Companies companies,
            Brains brains,
            Staff staff,
            BiFunction<CompanyId, AgentId, String> memory,
            Transactions transactions,
            Clock clock,
            String worker) {}

    public TaskShift(
            Backlog backlog,
            Surroundings around,
            Gateway gateway,
            Leases leases,
            Setbacks setbacks,
            Map<Role.Duty, TaskDuty> duties) {
        this.backlog = backlog;
        this.around = around;
        this.gateway = gateway;
        this.leases = leases;
        this.setbacks = setbacks;
        this.duties = Map.copyOf(duties);
    }

    /** @return how long the company should be left alone, when something outside the task is in the way */
    Optional<Duration> work(CompanyId company, TaskId task, Role role, AgentId agent) {
        var duty = duties.get(role.duty());
        if (duty == null) throw new IllegalStateException("no duty for tasks of " + role.id());
        var claim = backlog.claim(company, task, agent, around.worker());
        if (claim.isEmpty()) return Optional.empty();
        around.staff()
                .setStatus(
                        company,
                        agent,
                        Status.WORKING,
                        claim.get().task().title(),
                        around.clock().instant());
        var wait = new AtomicReference<Optional<Duration>>(Optional.empty());
        try {
            leases.during(() -> backlog.renew(claim.get()), () -> wait.set(turn(claim.get(), duty, role)));
        } finally {
            around.staff()
                    .setStatus(company, agent, Status.IDLE, "", around.clock().instant());
        }
        return wait.get();
    }

    private Optional<Duration> turn(Claim claim, TaskDuty duty, Role role) {
        var task = claim.task();
        try {
            var company = around.companies().find(task.company()).orElseThrow();
            var session = gateway.open(
                    new Caller(
                            task.company(),
                            claim.by(),
                            task.id().value() + "/" + claim.attempt(),
                            Optional.of(task.directive()),
                            Optional.of(task.id())),
                    role.tier(),
                    role.duty() == Role.Duty.WRITE ? Gateway.Patience.CAN_WAIT : Gateway.Patience.NOW);
            var turn = new TaskTurn(
                    company,
                    around.brains().read(task.company()),
                    role,
                    claim,
                    session,
                    around.memory().apply(task.company(), claim.by()),
                    around.clock().instant());
            end(turn, duty.perform(turn));
        } catch (LeaseLost e) {
            LOG.info("{}", e.getMessage());
        } catch (CompanyException e) {
            return setBack(claim, e);
        } catch (RuntimeException e) {
            if (interrupted(e)) handBack(claim, "The turn was interrupted.");
            else return broke(claim, e);
        }
        return Optional.empty();
    }

    private void end(TaskTurn turn, Result result) {
        var claim = turn.claim();
        switch (result) {
            case Result.Done it ->
                around.transactions().run(() -> {
                    it.alongside().run();
                    backlog.finish(claim, it.result(), it.evidence());
                });
            case Result.NotDone it -> backlog.fail(claim, it.stage(), it.reason(), it.evidence());
            case Result.Waits it -> backlog.waitFor(claim, it.reason(), it.evidence(), it.first());
        }
    }

    private Optional<Duration> setBack(Claim claim, CompanyException trouble) {
        if (!Setbacks.isOutside(trouble)) return broke(claim, trouble);
        handBack(claim, trouble.what() + " " + trouble.why());
        return Optional.of(setbacks.meet(claim.task().company(), trouble));
    }

    /** A defect of ours: it counts as an attempt, so that it ends with the founder and not in a loop. */
    private Optional<Duration> broke(Claim claim, RuntimeException defect) {
        LOG.error("A turn on {} broke.", claim.task().id(), defect);
        try {
            var evidence = new dev.companyos.facts.Evidence(
                    0, 0, 0, 0, claim.attempt(), Duration.ZERO, claim.task().estimate(), dev.companyos.kernel.Usd.ZERO);
            backlog.fail(claim, "turn", String.valueOf(defect.getMessage()), evidence);
        } catch (LeaseLost e) {
            LOG.info("{}", e.getMessage());
        }
        return Optional.empty();
    }

    private void handBack(Claim claim, String why) {
        boolean interrupted = Thread.interrupted();
        try {
            backlog.handBack(claim, why);
        } catch (LeaseLost e) {
            LOG.info("{}", e.getMessage());
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private static boolean interrupted(Throwable e) {
        if (Thread.currentThread().isInterrupted()) return true;
        for (Throwable it = e; it != null; it = it.getCause()) if (it instanceof InterruptedException) return true;
        return false;
    }
}
