package dev.companyos.shift;

import dev.companyos.company.Company;
import dev.companyos.duties.StandingDuty;
import dev.companyos.duties.StandingDuty.StandingTurn;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.RoleId;
import dev.companyos.roles.Roles;
import dev.companyos.roles.Staff.Agent.Status;
import dev.companyos.shift.Agenda.Slot;
import dev.companyos.shift.TaskShift.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the turns that agents take of their own accord, when the agenda says so. Waits for the next one, and does not poll. */
public final class StandingShift {
    private static final Logger LOG = LoggerFactory.getLogger(StandingShift.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(60);

    private final Agenda agenda;
    private final Roles roles;
    private final Surroundings around;
    private final Leases leases;
    private final Setbacks setbacks;
    private final Plan plan;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private boolean looking;
    private volatile boolean stopped;

    /** Which role does what, how often each looks around (over what its role file says), how long a lease is. */
    public record Plan(Map<RoleId, StandingDuty> duties, Map<RoleId, Duration> every, Duration lease) {}

    public StandingShift(Agenda agenda, Roles roles, Surroundings around, Leases leases, Setbacks setbacks, Plan plan) {
        this.agenda = agenda;
        this.roles = roles;
        this.around = around;
        this.leases = leases;
        this.setbacks = setbacks;
        this.plan = plan;
    }

    /** Puts every role of a company on the agenda: the CEO now, the others when they are first due or woken. */
    public void enrol(CompanyId company, Instant now) {
        plan.duties().keySet().forEach(role -> every(role)
                .ifPresent(every -> agenda.plan(company, role, role.value().equals("ceo") ? now : now.plus(every))));
    }

    public void start() {
        Thread.ofVirtual().name("standing-shift").start(this::loop);
    }

    /** Something was put on the agenda: look at it now. Call it after the transaction has committed. */
    public void wake() {
        lock.lock();
        try {
            looking = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public void stop() {
        stopped = true;
        wake();
    }

    private void loop() {
        while (!stopped) {
            try {
                var running = around.companies().all().stream()
                        .filter(it -> it.status() == Company.Status.RUNNING)
                        .map(Company::id)
                        .toList();
                var now = around.clock().instant();
                agenda.claim(running, around.worker(), now, plan.lease())
                        .ifPresentOrElse(
                                slot -> Thread.ofVirtual()
                                        .name("turn-" + slot.role())
                                        .start(() -> leases.during(
                                                () -> agenda.renew(
                                                        slot,
                                                        around.clock().instant().plus(plan.lease())),
                                                () -> turn(slot))),
                                () -> sleepUntil(agenda.nextDue(running, now)));
            } catch (RuntimeException e) {
                if (stopped) return;
                LOG.warn("The agenda could not be read; it is tried again.", e);
                sleepUntil(Optional.of(around.clock().instant().plusSeconds(2)));
            }
        }
    }

    private void sleepUntil(Optional<Instant> due) {
        lock.lock();
        try {
            long millis = due.map(
                            it -> Duration.between(around.clock().instant(), it).toMillis())
                    .orElse(60_000L);
            if (!looking && !stopped && millis > 0) {
                var _ = woken.await(Math.min(millis + 1, 60_000), TimeUnit.MILLISECONDS);
            }
            looking = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void turn(Slot slot) {
        Optional<Duration> next = every(slot.role());
        String seen = slot.seen();
        try {
            var did = perform(slot);
            if (did.isPresent()) {
                LOG.info("{} {}", slot.role(), did.get().what());
                if (!did.get().seen().isEmpty()) seen = did.get().seen();
                if (did.get().more()) next = Optional.of(Duration.ZERO);
            }
        } catch (CompanyException e) {
            next = Optional.of(setbacks.meet(slot.company(), e));
        } catch (RuntimeException e) {
            if (!stopped) LOG.error("A turn of {} broke; it is taken again.", slot.role(), e);
            next = Optional.of(AFTER_TROUBLE);
        }
        try {
            agenda.done(slot, next.map(it -> around.clock().instant().plus(it)), seen);
        } catch (RuntimeException e) {
            LOG.warn("The end of a turn of {} could not be written down; its lease will run out.", slot.role(), e);
        }
        wake();
    }

    private Optional<StandingDuty.Did> perform(Slot slot) {
        var role = roles.find(slot.role()).orElseThrow();
        var duty = plan.duties().get(slot.role());
        var agent = around.staff().agents(slot.company(), slot.role()).stream()
                .filter(it -> !it.paused())
                .findFirst();
        if (duty == null || agent.isEmpty()) return Optional.empty();
        var company = around.companies().find(slot.company()).orElseThrow();
        var errand = agenda.nextErrand(slot.company(), slot.role());
        var id = agent.get().id();
        var turn = new StandingTurn(
                company,
                around.brains().read(company.id()),
                role,
                id,
                around.memory().apply(company.id(), id),
                slot.seen(),
                errand,
                work -> around.transactions().run(() -> {
                    if (!agenda.holds(slot)) throw lost(slot);
                    work.run();
                    errand.ifPresent(it -> agenda.errandDone(slot.company(), slot.role(), it.id()));
                }));
        around.staff()
                .setStatus(
                        company.id(),
                        id,
                        Status.WORKING,
                        role.title(),
                        around.clock().instant());
        try {
            return duty.perform(turn);
        } finally {
            around.staff()
                    .setStatus(company.id(), id, Status.IDLE, "", around.clock().instant());
        }
    }

    private static CompanyException lost(Slot slot) {
        return CompanyException.conflict(
                "turn",
                "A turn of %s came to nothing.".formatted(slot.role()),
                "Its lease ran out and somebody else has taken the turn.",
                "Nothing needs doing.");
    }

    private Optional<Duration> every(RoleId role) {
        var set = plan.every().get(role);
        return set != null ? Optional.of(set) : roles.find(role).flatMap(it -> it.every());
    }

    /** The roles that take turns of their own accord. */
    public List<RoleId> standing() {
        return plan.duties().keySet().stream().sorted().toList();
    }
}
