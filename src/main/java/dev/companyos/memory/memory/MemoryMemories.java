package dev.companyos.memory.memory;

import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Text;
import dev.companyos.memory.AgentMemory;
import dev.companyos.memory.Memories;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One monitor; nothing is rolled back. */
public final class MemoryMemories implements Memories {
    private static final Duration DAY = Duration.ofHours(24);
    private static final int NEWEST = 20;
    private static final int LONGEST = 2_000;

    private record Key(CompanyId company, AgentId agent) {}

    private record Remembered(Key whose, Episode episode) {}

    private final Map<Key, AgentMemory> memories = new HashMap<>();
    private final List<Remembered> episodes = new ArrayList<>();

    @Override
    public synchronized AgentMemory of(CompanyId company, AgentId agent) {
        return memories.getOrDefault(
                new Key(company, agent), new AgentMemory(agent, 100, 0, 0, List.of(), List.of(), List.of()));
    }

    @Override
    public synchronized List<AgentMemory> all(CompanyId company) {
        return memories.entrySet().stream()
                .filter(it -> it.getKey().company().equals(company))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(it -> it.agent().value()))
                .toList();
    }

    @Override
    public synchronized void recordOutcome(
            CompanyId company, AgentId agent, boolean completed, int score, Entry entry) {
        var old = of(company, agent);
        int tasks = old.tasksCompleted() + old.tasksFailed();
        var kept = new Entry(entry.kind(), Text.storable(entry.prompt(), LONGEST), entry.injectedAt());
        boolean reward = entry.kind() == Entry.Kind.REWARD;
        memories.put(
                new Key(company, agent),
                new AgentMemory(
                        agent,
                        (old.performanceScore() * tasks + score) / (tasks + 1),
                        old.tasksCompleted() + (completed ? 1 : 0),
                        old.tasksFailed() + (completed ? 0 : 1),
                        old.patternsLearned(),
                        reward ? with(old.rewardHistory(), kept) : old.rewardHistory(),
                        reward ? old.correctionHistory() : with(old.correctionHistory(), kept)));
    }

    @Override
    public synchronized void learn(CompanyId company, AgentId agent, String pattern) {
        var old = of(company, agent);
        String kept = Text.storable(pattern, LONGEST);
        memories.put(
                new Key(company, agent),
                new AgentMemory(
                        agent,
                        old.performanceScore(),
                        old.tasksCompleted(),
                        old.tasksFailed(),
                        old.patternsLearned().contains(kept)
                                ? old.patternsLearned()
                                : with(old.patternsLearned(), kept),
                        old.rewardHistory(),
                        old.correctionHistory()));
    }

    @Override
    public synchronized void remember(CompanyId company, List<AgentId> agents, Episode episode) {
        var kept = new Episode(episode.kind(), Text.storable(episode.text(), LONGEST), episode.at());
        agents.forEach(agent -> episodes.add(new Remembered(new Key(company, agent), kept)));
    }

    @Override
    public synchronized List<Episode> episodes(CompanyId company, AgentId agent, Instant now, int limit) {
        return episodes.reversed().stream()
                .filter(it -> it.whose().equals(new Key(company, agent)))
                .map(Remembered::episode)
                .filter(it -> !it.at().isBefore(now.minus(DAY)))
                .sorted(Comparator.comparing(Episode::at).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized int forget(Instant now) {
        int before = episodes.size();
        episodes.removeIf(it -> it.episode().at().isBefore(now.minus(DAY)));
        return before - episodes.size();
    }

    private static <T> List<T> with(List<T> history, T newest) {
        return Stream.concat(history.stream(), Stream.of(newest))
                .skip(Math.max(0, history.size() + 1 - NEWEST))
                .toList();
    }
}
