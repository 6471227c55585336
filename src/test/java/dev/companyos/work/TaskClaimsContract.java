package dev.companyos.work;

import static dev.companyos.work.Planned.BACKEND;
import static dev.companyos.work.Planned.id;
import static dev.companyos.work.Planned.plan;
import static dev.companyos.work.Planned.task;
import static dev.companyos.work.Task.Status.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.DirectiveId;
import dev.companyos.kernel.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Tasks} does about claims, and all moves after one; the part of {@link TasksContract}. */
public abstract class TaskClaimsContract {
    static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");
    static final Instant LATER = NOW.plusSeconds(60);
    static final Instant LEASE = NOW.plusSeconds(30);

    final CompanyId company = CompanyId.fresh();
    final DirectiveId directive = DirectiveId.fresh();
    final Tasks tasks = tasks();
    final Transactions transactions = transactions();

    protected abstract Tasks tasks();

    protected abstract Transactions transactions();

    @Test
    void only_a_ready_task_can_be_claimed_and_only_once() {
        add(task("a"));
        assertThat(claim("a")).isEmpty();
        tasks.makeReady(company, id("a"), NOW);
        var claimed = claim("a").orElseThrow();
        assertThat(claimed.status()).isEqualTo(IN_PROGRESS);
        assertThat(claimed.attempt()).isEqualTo(1);
        assertThat(claimed.epoch()).isEqualTo(1);
        assertThat(claimed.agent()).contains(BACKEND);
        assertThat(claimed.leaseEnds()).contains(LEASE);
        assertThat(claimed.startedAt()).contains(NOW);
        assertThat(claim("a")).isEmpty();
        assertThat(tasks.claim(company, id("nowhere"), BACKEND, "w1", NOW, LEASE))
                .isEmpty();
    }

    @Test
    void a_lease_can_be_renewed_even_after_its_end_but_not_once_the_task_was_taken_away() {
        add(task("a"));
        var claim = claimed("a");
        assertThat(tasks.renew(claim, LATER)).isTrue();
        assertThat(find("a").leaseEnds()).contains(LATER);
        assertThat(tasks.reclaim(Optional.empty(), LATER)).isEmpty();
        tasks.reclaim(Optional.empty(), LATER.plusSeconds(1));
        assertThat(tasks.renew(claim, LATER.plusSeconds(60))).isFalse();
        assertThat(find("a").leaseEnds()).isEmpty();
    }

    @Test
    void a_claim_that_was_reclaimed_can_write_nothing() {
        add(task("a"));
        var stale = claimed("a");
        tasks.reclaim(Optional.of("w1"), NOW);
        var fresh = claimed("a");
        assertThat(tasks.hold(stale)).isFalse();
        assertThat(tasks.complete(stale, "late", NOW)).isEmpty();
        assertThat(tasks.fail(stale, error(1), READY, NOW)).isEmpty();
        assertThat(tasks.fail(stale, error(1), ESCALATED, NOW)).isEmpty();
        assertThat(tasks.handBack(stale, NOW)).isEmpty();
        assertThat(tasks.renew(stale, LATER)).isFalse();
        assertThat(tasks.hold(fresh)).isTrue();
        assertThat(find("a").errors()).isEmpty();
        assertThat(find("a").leaseEnds()).contains(LEASE);
    }

    @Test
    void a_finished_task_keeps_its_result_and_frees_its_worker() {
        add(task("a"));
        var claim = claimed("a");
        var done = tasks.complete(claim, "it works", LATER).orElseThrow();
        assertThat(done.status()).isEqualTo(COMPLETED);
        assertThat(done.result()).isEqualTo("it works");
        assertThat(done.completedAt()).contains(LATER);
        assertThat(done.leaseEnds()).isEmpty();
        assertThat(done.agent()).contains(BACKEND);
        assertThat(tasks.complete(claim, "again", LATER)).isEmpty();
        assertThat(tasks.hold(claim)).isFalse();
    }

    @Test
    void a_failed_attempt_is_remembered_and_the_next_one_counts_on() {
        add(task("a"));
        var again = tasks.fail(claimed("a"), error(1), READY, NOW).orElseThrow();
        assertThat(again.status()).isEqualTo(READY);
        assertThat(again.errors()).containsExactly(error(1));
        assertThat(again.result()).isEmpty();
        assertThat(claimed("a").attempt()).isEqualTo(2);
    }

    @Test
    void a_suspended_task_is_ready_when_what_it_waits_for_is_completed() {
        add(task("a"), task("first"));
        var suspended =
                tasks.suspend(claimed("a"), error(1), Set.of(id("first")), NOW).orElseThrow();
        assertThat(suspended.status()).isEqualTo(PENDING);
        assertThat(suspended.dependsOn()).contains(id("first"));
        assertThat(suspended.leaseEnds()).isEmpty();
        assertThat(tasks.makeReady(company, id("a"), NOW)).isEmpty();
        tasks.complete(claimed("first"), "done", NOW);
        assertThat(tasks.makeReady(company, id("first"), NOW))
                .extracting(Task::id)
                .containsExactly(id("a"));
        assertThat(claimed("a").attempt()).isEqualTo(2);
        assertThat(find("a").errors()).containsExactly(error(1));
    }

    @Test
    void an_escalated_task_says_why() {
        add(task("a"));
        var end = tasks.fail(claimed("a"), error(5), ESCALATED, LATER).orElseThrow();
        assertThat(end.status()).isEqualTo(ESCALATED);
        assertThat(end.result()).isEqualTo("boom 5");
        assertThat(end.completedAt()).contains(LATER);
    }

    @Test
    void only_the_newest_20_errors_are_kept() {
        add(task("a"));
        IntStream.rangeClosed(1, 23).forEach(n -> tasks.fail(claimed("a"), error(n), READY, NOW));
        assertThat(find("a").errors())
                .isEqualTo(IntStream.rangeClosed(4, 23)
                        .mapToObj(TaskClaimsContract::error)
                        .toList());
    }

    @Test
    void an_attempt_that_is_handed_back_does_not_count() {
        add(task("a"));
        var back = tasks.handBack(claimed("a"), NOW).orElseThrow();
        assertThat(back.status()).isEqualTo(READY);
        assertThat(back.attempt()).isZero();
        var claim = claimed("a");
        assertThat(claim.attempt()).isEqualTo(1);
        assertThat(claim.epoch()).isEqualTo(2);
    }

    @Test
    void tasks_are_reclaimed_from_expired_leases_and_from_the_dead_worker_only() {
        add(task("expired"), task("dead"), task("alive"));
        List.of("expired", "dead", "alive").forEach(name -> tasks.makeReady(company, id(name), NOW));
        tasks.claim(company, id("expired"), BACKEND, "w1", NOW, LEASE);
        tasks.claim(company, id("dead"), BACKEND, "w2", NOW, LATER.plusSeconds(60));
        tasks.claim(company, id("alive"), BACKEND, "w3", NOW, LATER.plusSeconds(60));
        assertThat(tasks.reclaim(Optional.of("w2"), LATER))
                .extracting(Task::title)
                .containsExactlyInAnyOrder("expired", "dead");
        assertThat(find("dead").attempt()).isZero();
        assertThat(find("dead").epoch()).isEqualTo(2);
        assertThat(status("alive")).isEqualTo(IN_PROGRESS);
        assertThat(tasks.reclaim(Optional.of("w2"), LATER)).isEmpty();
    }

    @Test
    void a_waiting_task_is_announced_again_once_per_period_longest_waiting_first() {
        add(task("a"), task("b"), task("c"));
        tasks.makeReady(company, id("b"), NOW);
        tasks.makeReady(company, id("a"), NOW.plusSeconds(5));
        tasks.makeReady(company, id("c"), LATER);
        assertThat(tasks.announceAgain(LATER, 1, LATER)).extracting(Task::title).containsExactly("b");
        assertThat(tasks.announceAgain(LATER, 5, LATER)).extracting(Task::title).containsExactly("a");
        assertThat(tasks.announceAgain(LATER, 5, LATER)).isEmpty();
    }

    @Test
    void cancelling_voids_the_claim() {
        add(task("a"));
        var claim = claimed("a");
        var cancelled = tasks.cancel(company, id("a"), "not wanted", LATER);
        assertThat(cancelled.status()).isEqualTo(CANCELLED);
        assertThat(cancelled.result()).isEqualTo("not wanted");
        assertThat(tasks.hold(claim)).isFalse();
        assertThat(tasks.complete(claim, "late", LATER)).isEmpty();
    }

    @Test
    void a_restarted_task_begins_at_its_first_attempt_and_waits_for_what_it_must() {
        add(task("a"), task("b").after("a"));
        tasks.cancel(company, id("b"), "no", NOW);
        var waiting = tasks.restart(company, id("b"), NOW);
        assertThat(waiting.status()).isEqualTo(PENDING);
        assertThat(waiting.result()).isEmpty();
        assertThat(waiting.completedAt()).isEmpty();
        var epoch = claimed("a").epoch();
        tasks.cancel(company, id("a"), "no", NOW);
        var again = tasks.restart(company, id("a"), NOW);
        assertThat(again.status()).isEqualTo(READY);
        assertThat(again.attempt()).isZero();
        assertThat(again.epoch()).isGreaterThan(epoch);
    }

    List<Task> add(Planned... planned) {
        return transactions.call(() -> {
            tasks.lockPlanning(company);
            return tasks.add(company, directive, plan(planned), NOW);
        });
    }

    Claim claimed(String name) {
        tasks.makeReady(company, id(name), NOW);
        var task = claim(name).orElseThrow();
        return new Claim(task, BACKEND, "w1", task.epoch(), task.attempt());
    }

    Optional<Task> claim(String name) {
        return tasks.claim(company, id(name), BACKEND, "w1", NOW, LEASE);
    }

    Task find(String name) {
        return tasks.find(company, id(name)).orElseThrow();
    }

    Task.Status status(String name) {
        return find(name).status();
    }

    static Task.AttemptError error(int attempt) {
        return new Task.AttemptError(attempt, "test", "boom " + attempt, NOW);
    }
}
