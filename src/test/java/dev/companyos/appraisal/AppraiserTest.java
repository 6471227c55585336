package dev.companyos.appraisal;

import static dev.companyos.appraisal.SignalsTest.evidence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.facts.AppraisalFact.Appraised;
import dev.companyos.facts.AppraisalFact.Band;
import dev.companyos.facts.AppraisalFact.Feedback.Correction;
import dev.companyos.facts.AppraisalFact.Feedback.Recovery;
import dev.companyos.facts.AppraisalFact.Feedback.Reward;
import dev.companyos.facts.Evidence;
import dev.companyos.facts.TaskFact;
import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.Commit;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.TaskId;
import dev.companyos.kernel.Usd;
import dev.companyos.testing.RecordingBus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppraiserTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final AgentId AGENT = new AgentId("backend_1");

    private final RecordingBus bus = new RecordingBus();
    private final Appraiser appraiser = new Appraiser(bus, Clock.fixed(NOON, ZoneOffset.UTC));
    private final CompanyId company = CompanyId.fresh();
    private final TaskId task = TaskId.fresh();

    @Test
    void a_clean_first_attempt_is_elite() {
        assertThat(finished(evidence(12, 0, 1, 4)))
                .isEqualTo(new Appraised(
                        NOON,
                        task,
                        AGENT,
                        "Join the waitlist",
                        100,
                        Band.ELITE,
                        new Reward("Excellent work. Your approach was effective. Keep this momentum. "
                                + "“Join the waitlist” (100 points).")));
    }

    @Test
    void a_good_result_is_rewarded_with_what_cost_points() {
        var it = finished(evidence(12, 0, 3, 15));
        assertThat(it.band()).isEqualTo(Band.GOOD);
        assertThat(it.feedback()).isInstanceOf(Reward.class);
        assertThat(it.feedback().text())
                .startsWith("Good result. Task completed successfully. Consider optimizing approach.")
                .contains("Join the waitlist")
                .endsWith("What cost points: needing more than one attempt.");
    }

    @Test
    void an_acceptable_result_is_corrected() {
        var it = finished(evidence(6, 2, 2, 20));
        assertThat(it.band()).isEqualTo(Band.ACCEPTABLE);
        assertThat(it.feedback()).isInstanceOf(Correction.class);
        assertThat(it.feedback().text())
                .startsWith("Review: Consider alternative approaches. Improve for next time. “Join the waitlist”")
                .endsWith("What cost points: tests that did not pass.");
    }

    @Test
    void a_poor_finish_says_what_was_wrong_and_what_to_try() {
        var it = finished(evidence(1, 4, 4, 60));
        assertThat(it.band()).isEqualTo(Band.POOR);
        assertThat(it.feedback()).isInstanceOfSatisfying(Recovery.class, lesson -> {
            assertThat(lesson.text()).startsWith("Learning moment. “Join the waitlist”");
            assertThat(lesson.whatWentWrong()).contains("tests that did not pass");
            assertThat(lesson.tryInstead()).startsWith("Run the tests before you finish");
        });
    }

    @Test
    void a_failed_attempt_tells_its_stage_its_reason_and_what_to_try() {
        var it = failed("merge", "\n  Somebody else changed app/main.py.\nsecond line", evidence(12, 0, 1, 4));
        assertThat(it.score()).isEqualTo(49);
        assertThat(it.band()).isEqualTo(Band.POOR);
        assertThat(it.feedback())
                .isEqualTo(new Recovery(
                        "Learning moment. Attempt 2. What went wrong: merge: Somebody else changed app/main.py. "
                                + "Try: Touch fewer shared files, and read the newest ones before writing.",
                        "merge: Somebody else changed app/main.py.",
                        "Touch fewer shared files, and read the newest ones before writing."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"merge", "tests", "bounds", "model", "verify", "decision", "turn", "", "☃"})
    void every_stage_has_a_lesson(String stage) {
        assertThat(failed(stage, "It did not work.", evidence(0, 0, 1, 4)).feedback())
                .isInstanceOfSatisfying(
                        Recovery.class, it -> assertThat(it.tryInstead()).isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \n\t\n", "🚀🚀", "x"})
    void any_reason_will_do(String reason) {
        assertThat(failed("tests", reason, evidence(0, 0, 1, 4)).feedback().text())
                .startsWith("Learning moment.");
    }

    @Test
    void a_long_reason_is_cut_between_characters() {
        var it = failed("tests", "🚀".repeat(5_000), evidence(0, 0, 1, 4));
        assertThat(it.feedback().text()).hasSizeLessThan(600).doesNotContain("\uFFFD");
        assertThat(((Recovery) it.feedback()).whatWentWrong()).endsWith("🚀");
    }

    @Test
    void what_was_never_tested_is_not_elite() {
        var untested = new Evidence(0, 0, 0, 0, 1, Duration.ofMinutes(1), Duration.ofMinutes(30), Usd.ZERO);
        assertThat(finished(untested).score()).isEqualTo(70);
    }

    @Test
    void nothing_else_is_scored() {
        appraiser.on(company, new TaskFact.Planned(NOON, task, new RoleId("backend"), "t"));
        appraiser.on(company, new TaskFact.Ready(NOON, task, new RoleId("backend"), "t"));
        appraiser.on(company, new TaskFact.Claimed(NOON, task, AGENT, 1, "t"));
        appraiser.on(company, new TaskFact.Tested(NOON, task, AGENT, 3, 3, true));
        appraiser.on(company, new TaskFact.Merged(NOON, task, AGENT, new Commit("a".repeat(40)), "t"));
        appraiser.on(company, new TaskFact.Escalated(NOON, task, "t", "why"));
        appraiser.on(company, new TaskFact.Cancelled(NOON, task, "why"));
        assertThat(bus.published()).isEmpty();
    }

    private Appraised finished(Evidence evidence) {
        appraiser.on(company, new TaskFact.Finished(NOON, task, AGENT, "Join the waitlist", "done", evidence));
        return (Appraised) bus.published().getLast();
    }

    private Appraised failed(String stage, String reason, Evidence evidence) {
        appraiser.on(company, new TaskFact.Failed(NOON, task, AGENT, 2, stage, reason, evidence));
        return (Appraised) bus.published().getLast();
    }
}
