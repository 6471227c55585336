package dev.companyos.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.memory.Memories.Entry;
import dev.companyos.memory.Memories.Entry.Kind;
import dev.companyos.memory.Memories.Episode;
import dev.companyos.testing.AtOnce;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Memories} does. */
public abstract class MemoriesContract {
    private static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");
    private static final AgentId AGENT = new AgentId("customer_success_1");

    private final Memories memories = memories();
    private final CompanyId company = CompanyId.fresh();
    private final CompanyId other = CompanyId.fresh();

    protected abstract Memories memories();

    @Test
    void a_new_agent_starts_at_100_and_has_learned_nothing() {
        assertThat(memories.of(company, AGENT))
                .isEqualTo(new AgentMemory(AGENT, 100, 0, 0, List.of(), List.of(), List.of()));
        assertThat(memories.all(company)).isEmpty();
    }

    @Test
    void the_score_is_the_average_of_all_tasks() {
        memories.recordOutcome(company, AGENT, true, 80, reward("a"));
        assertThat(memories.of(company, AGENT).performanceScore()).isEqualTo(80);
        memories.recordOutcome(company, AGENT, true, 95, reward("b"));
        memories.recordOutcome(company, AGENT, false, 20, correction("c"));
        var memory = memories.of(company, AGENT);
        assertThat(memory.performanceScore()).isEqualTo(65, within(1e-9));
        assertThat(memory.tasksCompleted()).isEqualTo(2);
        assertThat(memory.tasksFailed()).isEqualTo(1);
        assertThat(memory.rewardHistory()).containsExactly(reward("a"), reward("b"));
        assertThat(memory.correctionHistory()).containsExactly(correction("c"));
    }

    @Test
    void a_lesson_before_the_first_task_does_not_count_as_a_task() {
        memories.learn(company, AGENT, "Avoid: haste.");
        assertThat(memories.of(company, AGENT).performanceScore()).isEqualTo(100);
        memories.recordOutcome(company, AGENT, true, 60, reward("a"));
        assertThat(memories.of(company, AGENT).performanceScore()).isEqualTo(60);
        assertThat(memories.of(company, AGENT).patternsLearned()).containsExactly("Avoid: haste.");
    }

    @Test
    void histories_keep_their_newest_20_oldest_first() {
        for (int i = 1; i <= 23; i++) {
            memories.recordOutcome(company, AGENT, true, 90, reward("r" + i));
            memories.recordOutcome(company, AGENT, false, 10, correction("c" + i));
            memories.learn(company, AGENT, "p" + i);
        }
        var memory = memories.of(company, AGENT);
        assertThat(memory.rewardHistory())
                .extracting(Entry::prompt)
                .hasSize(20)
                .startsWith("r4")
                .endsWith("r23");
        assertThat(memory.correctionHistory())
                .extracting(Entry::prompt)
                .hasSize(20)
                .startsWith("c4")
                .endsWith("c23");
        assertThat(memory.patternsLearned()).hasSize(20).startsWith("p4").endsWith("p23");
        assertThat(memory.tasksCompleted() + memory.tasksFailed()).isEqualTo(46);
    }

    @Test
    void a_pattern_is_learned_once() {
        memories.learn(company, AGENT, "a");
        memories.learn(company, AGENT, "b");
        memories.learn(company, AGENT, "a");
        assertThat(memories.of(company, AGENT).patternsLearned()).containsExactly("a", "b");
    }

    @Test
    void outcomes_at_the_same_moment_are_all_counted() {
        var score = new AtomicInteger();
        AtOnce.winners(60, () -> {
            int mine = score.getAndIncrement();
            memories.recordOutcome(company, AGENT, mine % 2 == 0, mine, reward("r" + mine));
            memories.learn(company, AGENT, "p" + mine % 7);
            return true;
        });
        var memory = memories.of(company, AGENT);
        assertThat(memory.tasksCompleted()).isEqualTo(30);
        assertThat(memory.tasksFailed()).isEqualTo(30);
        assertThat(memory.performanceScore()).isEqualTo(29.5, within(1e-6));
        assertThat(memory.rewardHistory()).hasSize(20).doesNotHaveDuplicates();
        assertThat(memory.patternsLearned()).containsExactlyInAnyOrder("p0", "p1", "p2", "p3", "p4", "p5", "p6");
    }

    @Test
    void episodes_of_the_last_day_come_newest_first() {
        remember("old", Duration.ofHours(24).plusSeconds(1));
        remember("a day ago", Duration.ofHours(24));
        remember("new", Duration.ofMinutes(1));
        remember("middle", Duration.ofHours(5));
        assertThat(memories.episodes(company, AGENT, NOW, 10))
                .extracting(Episode::text)
                .containsExactly("new", "middle", "a day ago");
        assertThat(memories.episodes(company, AGENT, NOW, 2))
                .extracting(Episode::text)
                .containsExactly("new", "middle");
        assertThat(memories.forget(NOW)).isEqualTo(1);
        assertThat(memories.forget(NOW)).isZero();
        assertThat(memories.episodes(company, AGENT, NOW, 10)).hasSize(3);
    }

    @Test
    void of_two_episodes_of_one_moment_the_one_remembered_last_is_the_newer() {
        remember("first", Duration.ZERO);
        remember("second", Duration.ZERO);
        assertThat(memories.episodes(company, AGENT, NOW, 10))
                .extracting(Episode::text)
                .containsExactly("second", "first");
    }

    @Test
    void one_episode_can_be_told_to_many() {
        var agents = IntStream.rangeClosed(1, 30)
                .mapToObj(it -> new AgentId("qa_" + it))
                .toList();
        var episode = new Episode("milestone", "The first user 🚀", NOW);
        memories.remember(company, agents, episode);
        memories.remember(company, List.of(), episode);
        assertThat(agents).allSatisfy(it -> assertThat(memories.episodes(company, it, NOW, 10))
                .containsExactly(episode));
        assertThat(memories.episodes(company, AGENT, NOW, 10)).isEmpty();
    }

    @Test
    void companies_remember_apart() {
        memories.recordOutcome(company, AGENT, true, 80, reward("a"));
        memories.recordOutcome(company, new AgentId("backend_1"), true, 80, reward("a"));
        remember("mine", Duration.ZERO);
        assertThat(memories.of(other, AGENT).tasksCompleted()).isZero();
        assertThat(memories.episodes(other, AGENT, NOW, 10)).isEmpty();
        assertThat(memories.all(other)).isEmpty();
        assertThat(memories.all(company))
                .extracting(it -> it.agent().value())
                .containsExactly("backend_1", "customer_success_1");
    }

    @Test
    void any_text_is_remembered() {
        String odd = "\"quotes\" \\ {{slot}} 'drop table' \n שלום 🚀";
        memories.recordOutcome(company, AGENT, true, 80, reward(odd));
        memories.recordOutcome(company, AGENT, true, 80, reward("nul \u0000 half \uD83D end"));
        memories.learn(company, AGENT, odd);
        memories.learn(company, AGENT, "🚀".repeat(10_000));
        memories.remember(company, AGENT, new Episode("answer", odd + "\u0000\uDE80", NOW));
        var memory = memories.of(company, AGENT);
        assertThat(memory.rewardHistory()).extracting(Entry::prompt).containsExactly(odd, "nul  half \uFFFD end");
        assertThat(memory.patternsLearned()).containsExactly(odd, "🚀".repeat(1_000));
        assertThat(memories.episodes(company, AGENT, NOW, 1))
                .extracting(Episode::text)
                .containsExactly(odd + "\uFFFD");
    }

    private void remember(String text, Duration ago) {
        memories.remember(company, AGENT, new Episode("task_started", text, NOW.minus(ago)));
    }

    private static Entry reward(String text) {
        return new Entry(Kind.REWARD, text, NOW);
    }

    private static Entry correction(String text) {
        return new Entry(Kind.CORRECTION, text, NOW);
    }
}
