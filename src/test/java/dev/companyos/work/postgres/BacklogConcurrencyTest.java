package dev.companyos.work.postgres;

import static dev.companyos.work.Planned.BACKEND;
import static dev.companyos.work.Planned.EVIDENCE;
import static dev.companyos.work.Planned.id;
import static dev.companyos.work.Planned.plan;
import static dev.companyos.work.Planned.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.bus.Bus;
import dev.companyos.facts.TaskFact;
import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.DirectiveId;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.TaskId;
import dev.companyos.testing.ManualClock;
import dev.companyos.testing.RecordingBus;
import dev.companyos.testing.TestDatabase;
import dev.companyos.work.Backlog;
import dev.companyos.work.Claim;
import dev.companyos.work.LeaseLost;
import dev.companyos.work.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many at once, and things that break half-way, on the real database. */
class BacklogConcurrencyTest {
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int HANDS = 64;

    private final CompanyId company = CompanyId.fresh();
    private final DirectiveId directive = DirectiveId.fresh();
    private final RecordingBus bus = new RecordingBus();
    private final ManualClock clock = new ManualClock();
    private TestDatabase database;
    private Backlog backlog;

    @BeforeEach
    void start() {
        database = TestDatabase.fresh();
        backlog = on(bus);
    }

    @Test
    void a_task_is_never_claimed_twice() throws Exception {
        var ids = new ArrayList<TaskId>();
        for (int plan = 0; plan < 4; plan++) {
            int from = plan * 50;
            var tasks = IntStream.range(from, from + 50)
                    .mapToObj(n -> task("t" + n).task())
                    .toList();
            backlog.plan(company, directive, tasks).forEach(task -> {
                ids.add(task.id());
                backlog.on(company, new TaskFact.Planned(clock.instant(), task.id(), task.role(), task.title()));
            });
        }
        var won = new ConcurrentLinkedQueue<Claim>();
        atOnce(HANDS, hand -> () -> {
            var shuffled = new ArrayList<>(ids);
            Collections.shuffle(shuffled, new Random(hand));
            for (var id : shuffled)
                backlog.claim(company, id, AgentId.of(new RoleId("backend"), hand + 1), "w" + hand)
                        .ifPresent(won::add);
            return true;
        });
        assertThat(won).hasSize(200);
        assertThat(won).extracting(claim -> claim.task().id()).doesNotHaveDuplicates();
        assertThat(won).allSatisfy(claim -> {
            assertThat(claim.epoch()).isEqualTo(1);
            assertThat(claim.task().agent()).contains(claim.by());
        });
        assertThat(bus.published().stream().filter(TaskFact.Claimed.class::isInstance))
                .hasSize(200);
        assertThat(backlog.list(company, 1_000)).extracting(Task::number).doesNotHaveDuplicates();
    }

    @Test
    void of_many_plans_at_once_one_opens_the_repair_and_numbers_have_no_gaps() throws Exception {
        var planned = atOnce(
                16,
                n -> () -> backlog.plan(
                                company, directive, plan(task("repair" + n).repairing("down"), task("other" + n)))
                        .size());
        assertThat(planned).containsOnlyOnce(2);
        assertThat(backlog.list(company, 100))
                .extracting(Task::number)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 17).boxed().toList());
    }

    @Test
    void the_same_plan_at_once_is_planned_once() throws Exception {
        atOnce(
                16,
                _ -> () -> backlog.plan(
                        company, directive, plan(task("a"), task("b").after("a"))));
        assertThat(backlog.list(company, 100)).hasSize(2);
        assertThat(bus.published()).hasSize(2);
    }

    @Test
    void what_waits_for_many_is_announced_once_when_they_finish_together() throws Exception {
        var names = IntStream.range(0, 12).mapToObj(n -> "t" + n).toArray(String[]::new);
        var tasks = new ArrayList<>(
                IntStream.range(0, 12).mapToObj(n -> task(names[n]).task()).toList());
        tasks.add(task("last").after(names).task());
        backlog.plan(company, directive, tasks);
        for (var name : names) ready(name);
        atOnce(names.length, n -> () -> {
            backlog.finish(claimed(names[n]), "done", EVIDENCE);
            backlog.on(company, finished(names[n]));
            return true;
        });
        assertThat(bus.published().stream()
                        .filter(fact ->
                                fact instanceof TaskFact.Ready it && it.task().equals(id("last"))))
                .hasSize(1);
    }

    @Test
    void of_finishing_and_reclaiming_at_the_same_moment_one_happens() throws Exception {
        for (int round = 0; round < 20; round++) {
            var name = "t" + round;
            backlog.plan(company, directive, plan(task(name)));
            ready(name);
            var claim = claimed(name);
            clock.pass(LEASE.plusSeconds(1));
            var outcome = atOnce(2, n -> () -> {
                if (n == 0) return backlog.reclaim(Optional.empty()) == 1;
                try {
                    backlog.finish(claim, "done", EVIDENCE);
                    return true;
                } catch (LeaseLost _) {
                    return false;
                }
            });
            assertThat(outcome).containsExactlyInAnyOrder(true, false);
            backlog.reclaim(Optional.of("w1"));
        }
    }

    @Test
    void whoever_was_found_to_hold_the_task_holds_it_until_the_transaction_ends() throws Exception {
        backlog.plan(company, directive, plan(task("a")));
        ready("a");
        var claim = claimed("a");
        clock.pass(LEASE.plusSeconds(1));
        database.transactions().run(() -> {
            backlog.assertHeld(claim);
            try (var other = Executors.newVirtualThreadPerTaskExecutor()) {
                assertThat(other.submit(() -> backlog.reclaim(Optional.of("w1")))
                                .get())
                        .isZero();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            backlog.finish(claim, "done", EVIDENCE);
        });
        assertThat(backlog.find(company, id("a")).orElseThrow().status()).isEqualTo(Task.Status.COMPLETED);
    }

    @Test
    void a_move_whose_fact_cannot_be_published_is_not_made() {
        backlog.plan(company, directive, plan(task("a")));
        ready("a");
        var claim = claimed("a");
        var before = backlog.find(company, id("a"));
        var broken = on((_, _) -> {
            throw new IllegalStateException("the outbox is full");
        });
        assertThatThrownBy(() -> broken.plan(company, directive, plan(task("b"))))
                .hasMessage("the outbox is full");
        assertThatThrownBy(() -> broken.finish(claim, "done", EVIDENCE)).hasMessage("the outbox is full");
        assertThatThrownBy(() -> broken.fail(claim, "test", "x", EVIDENCE)).hasMessage("the outbox is full");
        assertThatThrownBy(() -> broken.cancel(company, id("a"), "x")).hasMessage("the outbox is full");
        assertThatThrownBy(() -> broken.reclaim(Optional.of("w1"))).hasMessage("the outbox is full");
        assertThat(backlog.find(company, id("a"))).isEqualTo(before);
        assertThat(backlog.find(company, id("b"))).isEmpty();
        assertThat(backlog.plan(company, directive, plan(task("c"))).getFirst().number())
                .isEqualTo(2);
    }

    @Test
    void an_error_log_of_any_text_can_be_stored() {
        backlog.plan(company, directive, plan(task("a")));
        ready("a");
        var text = "“\0” \uD83D {\"a\": [1]} '; drop table task_log; -- ‮";
        backlog.fail(claimed("a"), "te\0st", text, EVIDENCE);
        assertThat(backlog.find(company, id("a"))
                        .orElseThrow()
                        .errors()
                        .getFirst()
                        .error())
                .startsWith("“\uFFFD”")
                .endsWith("drop table task_log; -- ‮");
    }

    private Backlog on(Bus bus) {
        return new Backlog(new PostgresTasks(database.sql()), bus, database.transactions(), clock, LEASE);
    }

    private void ready(String name) {
        backlog.on(company, new TaskFact.Planned(clock.instant(), id(name), new RoleId("backend"), name));
    }

    private Claim claimed(String name) {
        return backlog.claim(company, id(name), BACKEND, "w1").orElseThrow();
    }

    private TaskFact finished(String name) {
        return new TaskFact.Finished(clock.instant(), id(name), BACKEND, name, "done", EVIDENCE);
    }

    /** Lets {@code count} virtual threads go at the same moment; fails if one of them does. */
    private static <T> List<T> atOnce(int count, IntFunction<Callable<T>> work) throws Exception {
        var start = new CountDownLatch(1);
        var results = new ArrayList<T>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new HashSet<Future<T>>();
            for (int n = 0; n < count; n++) {
                var mine = work.apply(n);
                running.add(threads.submit(() -> {
                    start.await();
                    return mine.call();
                }));
            }
            start.countDown();
            for (var each : running) results.add(each.get());
        }
        return results;
    }
}
