package dev.companyos.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.facts.BudgetFact;
import dev.companyos.facts.DirectiveFact;
import dev.companyos.facts.Evidence;
import dev.companyos.facts.Fact;
import dev.companyos.facts.InboxFact;
import dev.companyos.facts.InspectionFact;
import dev.companyos.facts.MilestoneFact;
import dev.companyos.facts.MissionFact;
import dev.companyos.facts.ReleaseFact;
import dev.companyos.facts.TaskFact;
import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.Commit;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.DirectiveId;
import dev.companyos.kernel.FactId;
import dev.companyos.kernel.ReleaseId;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.TaskId;
import dev.companyos.kernel.Usd;
import dev.companyos.testing.RecordingBus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BrainKeeperTest {
    private static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");
    private static final AgentId BACKEND = new AgentId("backend_1");
    private static final TaskId TASK = TaskId.of("task");
    private static final Commit COMMIT = new Commit("0123456789012345678901234567890123456789");

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final CompanyStore store = CompanyStore.memory(clock);
    private final RecordingBus bus = new RecordingBus();
    private final Growth growth = new Growth(store.brains(), store.milestones(), bus, store.transactions(), clock);
    private final BrainKeeper keeper = new BrainKeeper(store.brains(), store.inbox(), growth);
    private final CompanyId company = store.company("coffee");

    @Test
    void merged_code_is_a_shipped_feature_and_finished_work_without_code_is_not() {
        hear(new TaskFact.Merged(NOW, TASK, BACKEND, COMMIT, "Waitlist form"));
        hear(new TaskFact.Merged(NOW, TASK, BACKEND, COMMIT, "Waitlist form"));
        hear(finished(TaskId.of("report")));
        assertThat(brain().shippedFeatures()).containsExactly("Waitlist form");
    }

    @Test
    void an_escalated_task_blocks_and_waits_for_the_founder_until_it_is_finished() {
        hear(escalated(NOW));
        assertThat(brain().blockers()).singleElement().asString().contains("Waitlist form", "tests red");
        assertThat(store.inbox().list(company, true)).singleElement().satisfies(item -> {
            assertThat(item.kind()).isEqualTo("escalation");
            assertThat(item.ref()).isEqualTo(TASK.value().toString());
            assertThat(item.title()).contains("Waitlist form");
            assertThat(item.body()).contains("tests red", "company task retry " + TASK.value());
        });
        hear(finished(TASK));
        assertThat(brain().blockers()).isEmpty();
        assertThat(store.inbox().list(company, true)).isEmpty();
    }

    @Test
    void a_cancelled_task_blocks_nobody_and_one_that_is_escalated_again_does() {
        hear(escalated(NOW));
        hear(new TaskFact.Cancelled(NOW, TASK, "no"));
        assertThat(brain().blockers()).isEmpty();
        hear(escalated(NOW.plusSeconds(60)));
        assertThat(brain().blockers()).hasSize(1);
        assertThat(store.inbox().list(company, true)).hasSize(1);
        assertThat(store.inbox().list(company, false)).hasSize(2);
    }

    @Test
    void a_release_is_live_and_the_first_one_is_a_milestone() {
        hear(released("http://one"));
        hear(released("http://two"));
        assertThat(brain().liveUrls()).isEqualTo(Map.of("api", "http://two", "frontend", "http://two"));
        assertThat(brain().metrics()).containsEntry(Metric.DEPLOY_COUNT, 2.0);
        assertThat(bus.published())
                .singleElement()
                .isInstanceOfSatisfying(
                        MilestoneFact.Reached.class, it -> assertThat(it.type()).isEqualTo("first_deployment"));
        assertThat(store.milestones().list(company)).hasSize(1);
    }

    @Test
    void a_rollback_shows_what_is_live_now() {
        hear(released("http://one"));
        hear(new ReleaseFact.RolledBack(NOW, ReleaseId.fresh(), COMMIT, "probe", "http://zero"));
        assertThat(brain().liveUrls())
                .containsOnly(Map.entry("api", "http://zero"), Map.entry("frontend", "http://zero"));
        hear(new ReleaseFact.RolledBack(NOW, ReleaseId.fresh(), COMMIT, "probe", ""));
        assertThat(brain().liveUrls()).isEmpty();
        assertThat(brain().metrics()).containsEntry(Metric.DEPLOY_COUNT, 1.0);
    }

    @Test
    void an_alert_is_an_open_bug_until_it_is_closed() {
        var alert = UUID.randomUUID();
        hear(new InspectionFact.AlertRaised(
                NOW, alert, InspectionFact.Severity.CRITICAL, "api", "500 on /join\0", "restart"));
        assertThat(brain().openBugs()).containsExactly("[CRITICAL] api: 500 on /join\uFFFD");
        hear(new InspectionFact.AlertClosed(NOW, alert, "answers again"));
        assertThat(brain().openBugs()).isEmpty();
    }

    @Test
    void inspections_measure_errors_and_uptime() {
        hear(inspected(true, 4, 4));
        assertThat(brain().metrics()).isEqualTo(Map.of(Metric.ERROR_RATE, 0.0, Metric.UPTIME_PCT, 100.0));
        var version = brain().version();
        hear(inspected(true, 4, 4));
        assertThat(brain().version()).isEqualTo(version);
        hear(inspected(false, 4, 3));
        assertThat(brain().metrics().get(Metric.ERROR_RATE)).isEqualTo(0.25);
        assertThat(brain().metrics().get(Metric.UPTIME_PCT)).isCloseTo(95.0, Offset.offset(1e-9));
        hear(inspected(true, 0, 0));
        assertThat(brain().metrics().get(Metric.ERROR_RATE)).isEqualTo(0.25);
        assertThat(brain().metrics().get(Metric.UPTIME_PCT)).isCloseTo(95.25, Offset.offset(1e-9));
    }

    @Test
    void feedback_is_kept_with_who_gave_it() {
        hear(new MissionFact.FeedbackGiven(NOW, "ann@example.org", "Where is the form?"));
        hear(new MissionFact.FeedbackGiven(NOW, "ann@example.org", "Where is the form?"));
        hear(new MissionFact.FeedbackGiven(NOW.plusSeconds(1), "bob", "x".repeat(5_000)));
        assertThat(brain().userFeedback()).hasSize(2).last().isEqualTo("ann@example.org: Where is the form?");
        assertThat(brain().userFeedback().getFirst()).hasSize(1_000).endsWith("…");
    }

    @Test
    void the_directive_is_the_current_sprint() {
        hear(new DirectiveFact.Issued(NOW, DirectiveId.fresh(), "Open the waitlist"));
        assertThat(brain().currentSprint()).isEqualTo("Open the waitlist");
    }

    @Test
    void the_founder_hears_of_the_budget_once_a_month_and_cap_until_it_is_raised() {
        hear(new BudgetFact.Warned(NOW, Usd.dollars(16), Usd.dollars(20)));
        hear(new BudgetFact.Exhausted(NOW, Usd.dollars(20), Usd.dollars(20)));
        hear(new BudgetFact.Exhausted(NOW.plusSeconds(60), Usd.dollars(20), Usd.dollars(20)));
        assertThat(store.inbox().list(company, true))
                .extracting(Inbox.Item::kind)
                .containsExactly("budget", "budget");
        assertThat(store.inbox().list(company, true).getFirst().title()).contains("$20.00 of $20.00");
        hear(new BudgetFact.CapRaised(NOW, Usd.dollars(40)));
        assertThat(store.inbox().list(company, true)).isEmpty();
        hear(new BudgetFact.Exhausted(NOW.plus(Duration.ofDays(40)), Usd.dollars(20), Usd.dollars(20)));
        assertThat(store.inbox().list(company, true)).hasSize(1);
    }

    @Test
    void a_dead_letter_waits_for_the_founder() {
        var letter = FactId.fresh();
        hear(new InboxFact.DeadLettered(NOW, letter, "appraisal", "agent.reports", "not JSON"));
        assertThat(store.inbox().list(company, true)).singleElement().satisfies(item -> {
            assertThat(item.kind()).isEqualTo("dead_letter");
            assertThat(item.ref()).isEqualTo(letter.value().toString());
            assertThat(item.body()).contains("agent.reports", "not JSON");
        });
    }

    @Test
    void what_changes_nothing_leaves_the_brain_as_it_was() {
        var before = brain();
        hear(new TaskFact.Planned(NOW, TASK, new RoleId("backend"), "x"));
        hear(new TaskFact.Claimed(NOW, TASK, BACKEND, 1, "x"));
        hear(new MissionFact.MissionSet(NOW, "x", ""));
        hear(new MilestoneFact.Reached(NOW, "first_user", "x"));
        hear(new DirectiveFact.Closed(NOW, DirectiveId.fresh(), 1, 0));
        hear(new InboxFact.Answered(NOW, UUID.randomUUID(), "x"));
        assertThat(brain()).isEqualTo(before);
    }

    @Test
    void growth_reaches_each_milestone_once() {
        growth.measured(company, Metric.USERS, 0);
        assertThat(bus.published()).isEmpty();
        growth.measured(company, Metric.USERS, 12);
        growth.measured(company, Metric.USERS, 9);
        growth.measured(company, Metric.USERS, 120);
        growth.measured(company, Metric.REVENUE, 0.5);
        growth.measured(company, Metric.REVENUE, 1);
        growth.measured(company, Metric.MRR, 1_000);
        assertThat(bus.published())
                .extracting(fact -> ((MilestoneFact.Reached) fact).type())
                .containsExactly("first_user", "10_users", "100_users", "first_dollar", "100_mrr", "1000_mrr");
        assertThat(brain().metrics()).containsEntry(Metric.USERS, 120.0);
    }

    private void hear(Fact fact) {
        keeper.on(company, fact);
    }

    private Brain brain() {
        return store.brains().read(company);
    }

    private static TaskFact escalated(Instant at) {
        return new TaskFact.Escalated(at, TASK, "Waitlist form", "tests red");
    }

    private static TaskFact finished(TaskId task) {
        return new TaskFact.Finished(
                NOW,
                task,
                BACKEND,
                "x",
                "done",
                new Evidence(1, 1, 0, 0, 1, Duration.ofMinutes(1), Duration.ofMinutes(30), Usd.ZERO));
    }

    private static ReleaseFact released(String url) {
        return new ReleaseFact.Released(NOW, ReleaseId.fresh(), COMMIT, url, 3);
    }

    private static InspectionFact inspected(boolean healthy, int probes, int passed) {
        return new InspectionFact.Inspected(NOW, healthy, probes, passed, 5, 5);
    }
}
