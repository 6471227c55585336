package dev.companyos.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.facts.AppraisalFact.Appraised;
import dev.companyos.facts.AppraisalFact.Band;
import dev.companyos.facts.AppraisalFact.Feedback;
import dev.companyos.facts.Evidence;
import dev.companyos.facts.Fact;
import dev.companyos.facts.KnowledgeFact;
import dev.companyos.facts.MilestoneFact;
import dev.companyos.facts.MissionFact;
import dev.companyos.facts.TaskFact;
import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.TaskId;
import dev.companyos.kernel.Usd;
import dev.companyos.memory.Memories.Entry;
import dev.companyos.memory.Memories.Episode;
import dev.companyos.memory.memory.MemoryMemories;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecollectionTest {
    private static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");
    private static final AgentId AGENT = new AgentId("backend_1");
    private static final AgentId NEWCOMER = new AgentId("qa_1");
    private static final TaskId TASK = TaskId.fresh();
    private static final Evidence EVIDENCE =
            new Evidence(3, 3, 0, 0, 1, Duration.ofMinutes(1), Duration.ofMinutes(15), Usd.ZERO);

    private final CompanyId company = CompanyId.fresh();
    private final Memories memories = new MemoryMemories();
    private final Recollection recollection = new Recollection(memories, _ -> List.of(AGENT, NEWCOMER));

    @Test
    void an_attempt_s_beginning_and_end_become_episodes() {
        hear(new TaskFact.Claimed(NOW, TASK, AGENT, 2, "Waitlist"));
        hear(new TaskFact.Failed(NOW.plusSeconds(1), TASK, AGENT, 2, "tests", "3 failed", EVIDENCE));
        hear(new TaskFact.Finished(NOW.plusSeconds(2), TASK, AGENT, "Waitlist", "It works.", EVIDENCE));
        assertThat(episodes(AGENT))
                .containsExactly(
                        new Episode("task_completed", "Waitlist: It works.", NOW.plusSeconds(2)),
                        new Episode("task_failed", "at tests: 3 failed", NOW.plusSeconds(1)),
                        new Episode("task_started", "Waitlist (attempt 2)", NOW));
    }

    @Test
    void a_reward_is_kept_and_what_was_elite_becomes_a_pattern() {
        hear(appraised(80, Band.GOOD, new Feedback.Reward("Good result.")));
        assertThat(memory().patternsLearned()).isEmpty();
        hear(appraised(97, Band.ELITE, new Feedback.Reward("Excellent work.")));
        assertThat(memory().rewardHistory())
                .extracting(Entry::prompt)
                .containsExactly("Good result.", "Excellent work.");
        assertThat(memory().patternsLearned()).containsExactly("Worked: “Waitlist”, 97 points.");
        assertThat(memory().tasksCompleted()).isEqualTo(2);
    }

    @Test
    void a_correction_is_kept_and_the_task_counts_as_completed() {
        hear(appraised(60, Band.ACCEPTABLE, new Feedback.Correction("Review.")));
        assertThat(memory().correctionHistory()).extracting(Entry::prompt).containsExactly("Review.");
        assertThat(memory().rewardHistory()).isEmpty();
        assertThat(memory().tasksCompleted()).isEqualTo(1);
        assertThat(memory().performanceScore()).isEqualTo(60);
    }

    @Test
    void a_recovery_teaches_what_to_avoid() {
        hear(appraised(10, Band.POOR, new Feedback.Recovery("Learning moment.", "merge: conflict.", "Read first.")));
        assertThat(memory().patternsLearned()).containsExactly("Avoid: merge: conflict. Try: Read first.");
        assertThat(memory().correctionHistory()).extracting(Entry::prompt).containsExactly("Learning moment.");
        assertThat(memory().tasksFailed()).isEqualTo(1);
    }

    @Test
    void a_milestone_is_told_to_everyone_also_to_those_who_remember_nothing_yet() {
        hear(new MilestoneFact.Reached(NOW, "first_user", "The first user signed up."));
        var told = new Episode("milestone", "The first user signed up.", NOW);
        assertThat(episodes(AGENT)).containsExactly(told);
        assertThat(episodes(NEWCOMER)).containsExactly(told);
    }

    @Test
    void an_answer_is_remembered_by_the_agent_who_asked_and_by_nobody_for_the_founder() {
        hear(new KnowledgeFact.Answered(NOW, UUID.randomUUID(), "customer_success_2", "Use retries.", List.of()));
        hear(new KnowledgeFact.Answered(NOW, UUID.randomUUID(), "founder", "Use retries.", List.of()));
        hear(new KnowledgeFact.Answered(NOW, UUID.randomUUID(), "../etc", "Use retries.", List.of()));
        assertThat(episodes(new AgentId("customer_success_2")))
                .extracting(Episode::kind)
                .containsExactly("answer");
        assertThat(episodes(new AgentId("founder"))).isEmpty();
        assertThat(episodes(new AgentId("../etc"))).isEmpty();
    }

    @Test
    void the_rest_leaves_no_trace() {
        hear(new MissionFact.MissionSet(NOW, "m", ""));
        hear(new TaskFact.Cancelled(NOW, TASK, "why"));
        hear(new KnowledgeFact.Asked(NOW, UUID.randomUUID(), "backend_1", "how?"));
        assertThat(memories.all(company)).isEmpty();
        assertThat(episodes(AGENT)).isEmpty();
    }

    private void hear(Fact fact) {
        recollection.on(company, fact);
    }

    private AgentMemory memory() {
        return memories.of(company, AGENT);
    }

    private List<Episode> episodes(AgentId agent) {
        return memories.episodes(company, agent, NOW.plusSeconds(60), 10);
    }

    private static Appraised appraised(int score, Band band, Feedback feedback) {
        return new Appraised(NOW, TASK, AGENT, "Waitlist", score, band, feedback);
    }
}
