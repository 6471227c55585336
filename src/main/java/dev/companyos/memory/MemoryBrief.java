package dev.companyos.memory;

import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** One agent's memory in the words of a prompt. The same memory always reads the same; at most 4,000 characters. */
public final class MemoryBrief {
    private static final int LONGEST = 4_000;
    private static final int LONGEST_LINE = 240;
    private static final int NEWEST_FEEDBACK = 3;
    private static final int NEWEST_PATTERNS = 5;
    private static final int NEWEST_EPISODES = 10;

    private MemoryBrief() {}

    /** Newest first in every section. What does not fit is left out by whole lines, the last section first. */
    public static String of(Memories memories, CompanyId company, AgentId agent, Instant now) {
        var memory = memories.of(company, agent);
        var episodes = memories.episodes(company, agent, now, NEWEST_EPISODES);
        int tasks = memory.tasksCompleted() + memory.tasksFailed();
        var lines = new ArrayList<String>();
        if (tasks > 0)
            lines.add(String.format(
                    Locale.ROOT,
                    "Your average score is %.0f of 100: %d tasks completed, %d attempts failed.",
                    memory.performanceScore(),
                    memory.tasksCompleted(),
                    memory.tasksFailed()));
        section(
                lines,
                "What to do better:",
                newest(memory.correctionHistory(), NEWEST_FEEDBACK, Memories.Entry::prompt));
        section(lines, "What you do well:", newest(memory.rewardHistory(), NEWEST_FEEDBACK, Memories.Entry::prompt));
        section(lines, "What you have learned:", newest(memory.patternsLearned(), NEWEST_PATTERNS, it -> it));
        section(
                lines,
                "Your last 24 hours:",
                episodes.stream().map(it -> it.kind() + ": " + it.text()).toList());
        return lines.isEmpty() ? "This is your first task here." : fitting(lines);
    }

    private static <T> List<String> newest(List<T> history, int limit, Function<T, String> text) {
        return history.reversed().stream().limit(limit).map(text).toList();
    }

    private static void section(List<String> lines, String heading, List<String> entries) {
        if (entries.isEmpty()) return;
        lines.add(heading);
        entries.forEach(it -> lines.add("- " + oneLine(it)));
    }

    /** Memories quote what models and tools said: they stay on their line and cannot open or close a tag of a prompt. */
    private static String oneLine(String text) {
        String plain = text.replaceAll("\\s+", " ").strip().replaceAll("<(?=[/A-Za-z!?])", "&lt;");
        return plain.length() > LONGEST_LINE ? Text.storable(plain, LONGEST_LINE - 1) + "…" : plain;
    }

    private static String fitting(List<String> lines) {
        var text = new StringBuilder();
        for (String line : lines) {
            if (text.length() + line.length() + 1 > LONGEST) break;
            text.append(line).append('\n');
        }
        return text.toString().strip();
    }
}
