package dev.companyos.memory;

import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import java.time.Instant;
import java.util.List;

/** One agent's memory in the words of a prompt. The same memory always reads the same; at most 4,000 characters. */
public final class MemoryBrief {
    private static final int LONGEST = 4_000;
    private static final int NEWEST_FEEDBACK = 3;
    private static final int NEWEST_EPISODES = 10;

    private MemoryBrief() {}

    public static String of(Memories memories, CompanyId company, AgentId agent, Instant now) {
        var memory = memories.of(company, agent);
        var episodes = memories.episodes(company, agent, now, NEWEST_EPISODES);
        int tasks = memory.tasksCompleted() + memory.tasksFailed();
        if (tasks == 0 && episodes.isEmpty()) return "This is your first task here.";
        var text = new StringBuilder();
        if (tasks > 0)
            text.append(
                    "Your average score is %.0f of 100 over %d tasks.%n".formatted(memory.performanceScore(), tasks));
        section(text, "What you were told that you do well:", newest(memory.rewardHistory()));
        section(text, "What you were told to do better:", newest(memory.correctionHistory()));
        section(text, "What you have learned:", memory.patternsLearned());
        section(
                text,
                "Your last 24 hours, newest first:",
                episodes.stream().map(it -> it.kind() + ": " + it.text()).toList());
        return text.length() > LONGEST
                ? text.substring(0, LONGEST)
                : text.toString().strip();
    }

    private static List<String> newest(List<Memories.Entry> history) {
        return history.reversed().stream()
                .limit(NEWEST_FEEDBACK)
                .map(Memories.Entry::prompt)
                .toList();
    }

    private static void section(StringBuilder text, String heading, List<String> lines) {
        if (lines.isEmpty()) return;
        text.append(heading).append('\n');
        lines.forEach(it -> text.append("- ")
                .append(it.length() > 400 ? it.substring(0, 400) : it)
                .append('\n'));
    }
}
