package dev.companyos.work;

import static dev.companyos.work.Planned.id;
import static dev.companyos.work.Planned.plan;
import static dev.companyos.work.Planned.task;
import static dev.companyos.work.Task.Status.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.DirectiveId;
import dev.companyos.kernel.RoleId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link Tasks} does. */
public abstract class TasksContract extends TaskClaimsContract {
    @Test
    void tasks_are_numbered_in_the_order_of_their_plans() {
        add(task("b"), task("a"));
        add(task("c"));
        assertThat(tasks.list(company, 10)).extracting(Task::title).containsExactly("b", "a", "c");
        assertThat(tasks.list(company, 10)).extracting(Task::number).containsExactly(1, 2, 3);
        assertThat(tasks.list(company, 2)).extracting(Task::title).containsExactly("b", "a");
    }

    @Test
    void what_is_planned_comes_back_as_it_was() {
        var text = "“Größe” 🚀 ‮rtl‬ \\ ' \" {{slot}} $1 :name ? \n\t \\u0000";
        var planned = task("x")
                .titled(text, text.repeat(500))
                .after("y")
                .repairing("probe:/health")
                .as("devops");
        add(task("y"), planned);
        var found = tasks.find(company, id("x")).orElseThrow();
        assertThat(found.title()).isEqualTo(text);
        assertThat(found.description()).isEqualTo(text.repeat(500));
        assertThat(found.acceptance()).containsExactly(text.repeat(500));
        assertThat(found.dependsOn()).containsExactly(id("y"));
        assertThat(found.cause()).isEqualTo("probe:/health");
        assertThat(found.role()).isEqualTo(new RoleId("devops"));
        assertThat(found.estimate()).isEqualTo(Duration.ofMinutes(30));
        assertThat(found.status()).isEqualTo(PENDING);
        assertThat(found.directive()).isEqualTo(directive);
        assertThat(found.createdAt()).isEqualTo(NOW);
        assertThat(found.agent()).isEmpty();
        assertThat(found.leaseEnds()).isEmpty();
        assertThat(found.score()).isEmpty();
        assertThat(found.startedAt()).isEmpty();
    }

    @Test
    void an_empty_plan_adds_nothing() {
        assertThat(add()).isEmpty();
        assertThat(tasks.list(company, 10)).isEmpty();
    }

    @Test
    void companies_share_nothing_not_even_a_task_of_the_same_id() {
        var other = CompanyId.fresh();
        add(task("a"));
        transactions.run(() -> {
            tasks.lockPlanning(other);
            tasks.add(other, directive, plan(task("a"), task("b").after("a")), NOW);
        });
        claimed("a");
        assertThat(tasks.find(other, id("a")).orElseThrow().status()).isEqualTo(PENDING);
        assertThat(tasks.find(other, id("a")).orElseThrow().number()).isEqualTo(1);
        assertThat(tasks.find(company, id("b"))).isEmpty();
        assertThat(tasks.list(company, 10)).hasSize(1);
        assertThat(tasks.counts(other)).containsExactly(Map.entry(PENDING, 2));
    }

    @Test
    void finds_those_that_are_there() {
        add(task("a"), task("b"));
        assertThat(tasks.find(company, Set.of(id("b"), id("a"), id("nowhere"))))
                .extracting(Task::title)
                .containsExactly("a", "b");
        assertThat(tasks.find(company, Set.of())).isEmpty();
        assertThat(tasks.find(company, id("nowhere"))).isEmpty();
        assertThat(tasks.lock(company, id("nowhere"))).isEmpty();
        assertThat(tasks.ofDirective(company, directive)).hasSize(2);
        assertThat(tasks.ofDirective(company, DirectiveId.fresh())).isEmpty();
    }

    @Test
    void a_cause_stays_taken_until_its_task_is_completed_or_cancelled() {
        add(task("a").repairing("x"), task("b").repairing("y"), task("c").repairing("z"), task("d"));
        tasks.complete(claimed("a"), "done", NOW);
        tasks.cancel(company, id("b"), "no", NOW);
        tasks.fail(claimed("c"), error(5), ESCALATED, NOW);
        assertThat(tasks.openByCause(company, Set.of("x", "y", "z", ""))).containsExactly(Map.entry("z", id("c")));
        assertThat(tasks.openByCause(company, Set.of())).isEmpty();
    }

    @Test
    void a_task_is_ready_when_all_that_it_waits_for_is_completed() {
        add(task("a"), task("b"), task("c").after("a", "b"));
        assertThat(tasks.makeReady(company, id("c"), NOW)).isEmpty();
        tasks.complete(claimed("a"), "", NOW);
        assertThat(tasks.makeReady(company, id("a"), NOW)).isEmpty();
        tasks.complete(claimed("b"), "", NOW);
        assertThat(tasks.makeReady(company, id("b"), NOW)).extracting(Task::id).containsExactly(id("c"));
        assertThat(tasks.makeReady(company, id("b"), NOW)).isEmpty();
        assertThat(status("c")).isEqualTo(READY);
    }

    @Test
    void nothing_becomes_ready_through_a_task_that_was_cancelled_or_escalated() {
        add(task("a"), task("b"), task("c").after("a"), task("d").after("b"));
        tasks.cancel(company, id("a"), "no", NOW);
        tasks.fail(claimed("b"), error(5), ESCALATED, NOW);
        assertThat(tasks.makeReady(company, id("a"), NOW)).isEmpty();
        assertThat(tasks.makeReady(company, id("b"), NOW)).isEmpty();
        assertThat(status("c")).isEqualTo(PENDING);
    }

    @Test
    void counts_by_status_and_by_role() {
        add(task("a"), task("b"), task("c").as("devops"), task("d").after("a"));
        List.of("a", "b", "c", "d").forEach(name -> tasks.makeReady(company, id(name), NOW));
        assertThat(tasks.counts(company)).isEqualTo(Map.of(READY, 3, PENDING, 1));
        assertThat(tasks.readyByRole(company)).isEqualTo(Map.of(new RoleId("backend"), 2, new RoleId("devops"), 1));
        assertThat(tasks.counts(CompanyId.fresh())).isEmpty();
    }

    @Test
    void a_score_is_kept_with_its_task() {
        add(task("a"));
        assertThat(tasks.score(company, id("a"), 93)).isTrue();
        assertThat(find("a").score()).contains(93);
        assertThat(tasks.score(company, id("nowhere"), 93)).isFalse();
    }
}
