package dev.companyos.work;

import static dev.companyos.work.Planned.BACKEND;
import static dev.companyos.work.Planned.EVIDENCE;
import static dev.companyos.work.Planned.id;
import static dev.companyos.work.Planned.plan;
import static dev.companyos.work.Planned.task;
import static dev.companyos.work.Task.Status.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.facts.TaskFact;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.DirectiveId;
import dev.companyos.kernel.Transactions;
import dev.companyos.testing.ManualClock;
import dev.companyos.testing.RecordingBus;
import dev.companyos.work.memory.MemoryTasks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final CompanyId company = CompanyId.fresh();
    private final DirectiveId directive = DirectiveId.fresh();
    private final RecordingBus bus = new RecordingBus();
    private final ManualClock clock = new ManualClock();
    private final Backlog backlog = new Backlog(new MemoryTasks(), bus, Transactions.inMemory(), clock, LEASE);

    @Test
    void a_task_becomes_ready_when_it_is_planned_and_what_depends_on_it_when_it_is_finished() {
        backlog.plan(company, directive, plan(task("a"), task("b").after("a")));
        hear();
        assertThat(readied()).containsExactly("a");
        backlog.finish(claimed("a"), "done", EVIDENCE);
        hear();
        assertThat(readied()).containsExactly("a", "b");
        assertThat(backlog.readyByRole(company)).hasSize(1);
    }

    @Test
    void hearing_a_fact_again_changes_nothing() {
        backlog.plan(company, directive, plan(task("a"), task("b").after("a")));
        hear();
        backlog.finish(claimed("a"), "done", EVIDENCE);
        hear();
        hear();
        assertThat(readied()).containsExactly("a", "b");
    }

    @Test
    void whoever_claims_is_told_with_attempt_and_lease() {
        ready("a");
        var claim = claimed("a");
        assertThat(claim.attempt()).isEqualTo(1);
        assertThat(claim.task().leaseEnds()).contains(clock.instant().plus(LEASE));
        assertThat(facts(TaskFact.Claimed.class))
                .containsExactly(new TaskFact.Claimed(clock.instant(), id("a"), BACKEND, 1, "a"));
        assertThat(backlog.claim(company, id("a"), BACKEND, "w2")).isEmpty();
        assertThat(facts(TaskFact.Claimed.class)).hasSize(1);
    }

    @Test
    void finishing_tells_the_result_with_its_evidence() {
        ready("a");
        backlog.finish(claimed("a"), "it works", EVIDENCE);
        assertThat(facts(TaskFact.Finished.class))
                .containsExactly(new TaskFact.Finished(clock.instant(), id("a"), BACKEND, "a", "it works", EVIDENCE));
    }

    @Test
    void a_failing_task_climbs_five_rungs_and_is_escalated() {
        ready("a");
        for (int rung = 1; rung <= Backlog.RUNGS; rung++) {
            var claim = claimed("a");
            assertThat(claim.attempt()).isEqualTo(rung);
            assertThat(backlog.fail(claim, "test", "reason " + rung, EVIDENCE))
                    .isEqualTo(rung < Backlog.RUNGS ? READY : ESCALATED);
        }
        assertThat(facts(TaskFact.Failed.class)).hasSize(5);
        assertThat(readied()).hasSize(5);
        assertThat(bus.published()
                        .subList(bus.published().size() - 2, bus.published().size()))
                .hasOnlyElementsOfTypes(TaskFact.Failed.class, TaskFact.Escalated.class)
                .last()
                .isEqualTo(new TaskFact.Escalated(clock.instant(), id("a"), "a", "reason 5"));
        assertThat(found("a").errors())
                .extracting(Task.AttemptError::error)
                .containsExactly("reason 1", "reason 2", "reason 3", "reason 4", "reason 5");
    }

    @Test
    void the_failure_is_told_before_the_task_is_ready_again() {
        ready("a");
        backlog.fail(claimed("a"), "test", "x", EVIDENCE);
        assertThat(bus.published())
                .extracting(Object::getClass)
                .extracting(Class::getSimpleName)
                .containsSubsequence("Claimed", "Failed", "Ready");
    }

    @Test
    void a_worker_that_lost_its_lease_can_do_nothing_more() {
        ready("a");
        var stale = claimed("a");
        clock.pass(LEASE.plusSeconds(1));
        assertThat(backlog.reclaim(Optional.empty())).isEqualTo(1);
        var fresh = claimed("a");
        var before = bus.published();
        lost(() -> backlog.assertHeld(stale));
        lost(() -> backlog.finish(stale, "late", EVIDENCE));
        lost(() -> backlog.fail(stale, "test", "late", EVIDENCE));
        backlog.handBack(stale, "late");
        assertThat(backlog.renew(stale)).isFalse();
        assertThat(bus.published()).isEqualTo(before);
        backlog.assertHeld(fresh);
        assertThat(fresh.attempt()).isEqualTo(1);
        assertThat(fresh.epoch()).isGreaterThan(stale.epoch());
    }

    @Test
    void a_renewed_lease_is_not_reclaimed() {
        ready("a");
        var claim = claimed("a");
        clock.pass(LEASE.minusSeconds(1));
        assertThat(backlog.renew(claim)).isTrue();
        clock.pass(LEASE.minusSeconds(1));
        assertThat(backlog.reclaim(Optional.empty())).isZero();
        clock.pass(Duration.ofSeconds(2));
        assertThat(backlog.reclaim(Optional.empty())).isEqualTo(1);
        assertThat(readied()).containsExactly("a", "a");
    }

    @Test
    void the_tasks_of_a_dead_worker_need_not_wait_for_their_leases() {
        ready("a");
        claimed("a");
        assertThat(backlog.reclaim(Optional.of("another"))).isZero();
        assertThat(backlog.reclaim(Optional.of("w1"))).isEqualTo(1);
        assertThat(found("a").attempt()).isZero();
    }

    @Test
    void a_task_that_is_handed_back_was_not_tried() {
        ready("a");
        backlog.handBack(claimed("a"), "no money");
        assertThat(found("a").attempt()).isZero();
        assertThat(found("a").errors()).isEmpty();
        assertThat(readied()).containsExactly("a", "a");
        assertThat(facts(TaskFact.Failed.class)).isEmpty();
    }

    @Test
    void a_task_that_waits_for_a_repair_is_ready_again_when_that_is_done_and_remembers_why() {
        ready("a");
        var moves = backlog.waitFor(claimed("a"), "it does not start", EVIDENCE, plan(task("repair")));
        assertThat(moves).isEqualTo(PENDING);
        hear();
        assertThat(readied()).containsExactly("a", "repair");
        backlog.finish(claimed("repair"), "mended", EVIDENCE);
        hear();
        assertThat(readied()).containsExactly("a", "repair", "a");
        var again = claimed("a");
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.task().errors()).singleElement().satisfies(it -> assertThat(it.error())
                .isEqualTo("it does not start"));
    }

    @Test
    void whoever_lost_the_lease_can_make_nothing_wait() {
        ready("a");
        var claim = claimed("a");
        backlog.reclaim(Optional.of("w"));
        backlog.cancel(company, id("a"), "no more");
        lost(() -> backlog.waitFor(claim, "why", EVIDENCE, plan(task("repair"))));
    }

    @Test
    void cancelling_takes_the_task_from_whoever_works_on_it() {
        ready("a");
        var claim = claimed("a");
        backlog.cancel(company, id("a"), "not wanted");
        lost(() -> backlog.finish(claim, "done", EVIDENCE));
        assertThat(found("a").status()).isEqualTo(CANCELLED);
        assertThat(facts(TaskFact.Finished.class)).isEmpty();
        assertThat(facts(TaskFact.Cancelled.class))
                .containsExactly(new TaskFact.Cancelled(clock.instant(), id("a"), "not wanted"));
    }

    @Test
    void what_has_ended_for_good_can_be_neither_cancelled_nor_retried() {
        ready("a");
        backlog.finish(claimed("a"), "done", EVIDENCE);
        coded("conflict.task", () -> backlog.cancel(company, id("a"), "x"));
        coded("conflict.task", () -> backlog.retry(company, id("a")));
        coded("not-found.task", () -> backlog.cancel(company, id("nowhere"), "x"));
        coded("not-found.task", () -> backlog.retry(company, id("nowhere")));
    }

    @Test
    void a_retried_task_starts_at_its_first_rung_and_remembers_its_errors() {
        ready("a");
        climbToEscalation("a");
        backlog.retry(company, id("a"));
        var claim = claimed("a");
        assertThat(claim.attempt()).isEqualTo(1);
        assertThat(claim.task().errors()).hasSize(5);
        coded("conflict.task", () -> backlog.retry(company, id("a")));
    }

    @Test
    void a_retried_task_still_waits_for_its_dependencies() {
        backlog.plan(company, directive, plan(task("a"), task("b").after("a")));
        hear();
        backlog.cancel(company, id("b"), "x");
        backlog.retry(company, id("b"));
        assertThat(found("b").status()).isEqualTo(PENDING);
        hear();
        backlog.finish(claimed("a"), "done", EVIDENCE);
        hear();
        assertThat(readied()).containsExactly("a", "b");
    }

    @Test
    void a_repair_is_not_retried_beside_another_one_for_the_same_alert() {
        backlog.plan(company, directive, plan(task("old").repairing("down")));
        backlog.cancel(company, id("old"), "x");
        backlog.plan(company, directive, plan(task("new").repairing("down")));
        coded("conflict.task", () -> backlog.retry(company, id("old")));
        assertThat(found("old").status()).isEqualTo(CANCELLED);
    }

    @Test
    void a_task_that_nobody_took_is_announced_again_once_per_period() {
        ready("a");
        clock.pass(Duration.ofMinutes(5));
        assertThat(backlog.remindOfReady(Duration.ofMinutes(6))).isZero();
        assertThat(backlog.remindOfReady(Duration.ofMinutes(4))).isEqualTo(1);
        assertThat(backlog.remindOfReady(Duration.ofMinutes(4))).isZero();
        assertThat(readied()).containsExactly("a", "a");
    }

    @Test
    void a_score_is_0_to_100() {
        ready("a");
        backlog.score(company, id("a"), 100);
        assertThat(found("a").score()).contains(100);
        coded("invalid.score", () -> backlog.score(company, id("a"), 101));
        coded("invalid.score", () -> backlog.score(company, id("a"), -1));
        coded("not-found.task", () -> backlog.score(company, id("nowhere"), 1));
    }

    private void ready(String name) {
        backlog.plan(company, directive, plan(task(name)));
        hear();
    }

    /** Gives the backlog everything that was published so far, from the beginning. */
    private void hear() {
        for (var fact : bus.published()) if (fact instanceof TaskFact it) backlog.on(company, it);
    }

    private Claim claimed(String name) {
        return backlog.claim(company, id(name), BACKEND, "w1").orElseThrow();
    }

    private void climbToEscalation(String name) {
        hear();
        while (backlog.fail(claimed(name), "test", "x", EVIDENCE) != ESCALATED)
            assertThat(found(name).status()).isEqualTo(READY);
    }

    private Task found(String name) {
        return backlog.find(company, id(name)).orElseThrow();
    }

    private List<String> readied() {
        return facts(TaskFact.Ready.class).stream().map(TaskFact.Ready::title).toList();
    }

    private <F extends TaskFact> List<F> facts(Class<F> kind) {
        return bus.published().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static void coded(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(CompanyException.class, it -> assertThat(it.code())
                .isEqualTo(code));
    }

    private static void lost(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(LeaseLost.class);
    }
}
