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
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BacklogPlanningTest {
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final CompanyId company = CompanyId.fresh();
    private final DirectiveId directive = DirectiveId.fresh();
    private final RecordingBus bus = new RecordingBus();
    private final ManualClock clock = new ManualClock();
    private final Backlog backlog = new Backlog(new MemoryTasks(), bus, Transactions.inMemory(), clock, LEASE);

    @Test
    void planning_twice_plans_once() {
        var plan = plan(task("a"), task("b").after("a"));
        backlog.plan(company, directive, plan);
        assertThat(backlog.plan(company, directive, plan))
                .extracting(Task::title)
                .containsExactly("a", "b");
        assertThat(backlog.list(company, 10)).hasSize(2);
        assertThat(facts(TaskFact.Planned.class))
                .extracting(TaskFact.Planned::title)
                .containsExactly("a", "b");
    }

    @Test
    void a_plan_may_build_on_what_is_in_the_backlog() {
        backlog.plan(company, directive, plan(task("a")));
        backlog.plan(company, directive, plan(task("b").after("a")));
        assertThat(found("b").dependsOn()).containsExactly(id("a"));
    }

    @Test
    void a_plan_with_an_unknown_dependency_is_refused_as_a_whole() {
        refused(() -> backlog.plan(company, directive, plan(task("a"), task("b").after("nowhere"))), "“b” depends on");
        assertThat(backlog.list(company, 10)).isEmpty();
        assertThat(bus.published()).isEmpty();
    }

    @Test
    void a_circle_is_refused_and_named() {
        refused(
                () -> backlog.plan(
                        company,
                        directive,
                        plan(
                                task("start"),
                                task("a").after("start", "c"),
                                task("b").after("a"),
                                task("c").after("b"),
                                task("end").after("c"))),
                "“a” → “c” → “b” → “a”");
        refused(() -> backlog.plan(company, directive, plan(task("me").after("me"))), "“me” → “me”");
        assertThat(backlog.list(company, 10)).isEmpty();
    }

    @Test
    void a_plan_has_1_to_50_tasks_each_with_a_title_and_an_id_of_its_own() {
        var fifty =
                IntStream.rangeClosed(1, 50).mapToObj(n -> task("t" + n).task()).toList();
        var more =
                IntStream.rangeClosed(1, 51).mapToObj(n -> task("t" + n).task()).toList();
        refused(() -> backlog.plan(company, directive, List.of()), "0 tasks");
        refused(() -> backlog.plan(company, directive, more), "51 tasks");
        refused(() -> backlog.plan(company, directive, plan(task("a"), task("a"))), "twice");
        refused(() -> backlog.plan(company, directive, plan(task("a").titled(" \n", "x"))), "no title");
        assertThat(backlog.plan(company, directive, fifty)).hasSize(50);
    }

    @Test
    void estimates_are_kept_within_15_to_240_minutes() {
        backlog.plan(
                company,
                directive,
                plan(task("short").lasting(Duration.ofMinutes(1)), task("long").lasting(Duration.ofDays(9))));
        assertThat(found("short").estimate()).isEqualTo(Duration.ofMinutes(15));
        assertThat(found("long").estimate()).isEqualTo(Duration.ofMinutes(240));
    }

    @Test
    void what_cannot_be_stored_is_made_storable() {
        backlog.plan(company, directive, plan(task("a").titled("a\0b", "😀".repeat(20_000))));
        assertThat(found("a").title()).isEqualTo("a\uFFFDb");
        assertThat(found("a").description()).hasSizeLessThanOrEqualTo(20_000).endsWith("😀…");
    }

    @Test
    void one_cause_has_one_open_repair_even_after_it_was_escalated() {
        backlog.plan(company, directive, plan(task("first").repairing("down")));
        assertThat(backlog.plan(company, directive, plan(task("second").repairing("down"))))
                .isEmpty();
        climbToEscalation("first");
        backlog.plan(company, directive, plan(task("third").repairing("down")));
        assertThat(backlog.find(company, id("third"))).isEmpty();
        backlog.cancel(company, id("first"), "no");
        backlog.plan(company, directive, plan(task("fourth").repairing("down")));
        assertThat(found("fourth").status()).isEqualTo(PENDING);
    }

    @Test
    void what_depends_on_a_repair_that_was_not_added_depends_on_the_one_that_is_there() {
        backlog.plan(company, directive, plan(task("first").repairing("down")));
        backlog.plan(
                company,
                directive,
                plan(task("second").repairing("down"), task("verify").after("second")));
        assertThat(found("verify").dependsOn()).containsExactly(id("first"));
        refused(
                () -> backlog.plan(
                        company,
                        directive,
                        plan(task("x").repairing("slow").after("y"), task("y").repairing("slow"))),
                "circle");
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

    private <F extends TaskFact> List<F> facts(Class<F> kind) {
        return bus.published().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static void refused(ThrowingCallable call, String saying) {
        coded("invalid.plan", call);
        assertThatThrownBy(call).hasMessageContaining(saying);
    }

    private static void coded(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(CompanyException.class, it -> assertThat(it.code())
                .isEqualTo(code));
    }
}
