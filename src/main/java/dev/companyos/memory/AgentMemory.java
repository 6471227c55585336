package dev.companyos.memory;

import dev.companyos.kernel.AgentId;
import java.util.List;

/** One row of {@code agent_memories}. @param performanceScore running average of task scores, 0 to 100; starts at 100 */
public record AgentMemory(
        AgentId agent,
        double performanceScore,
        int tasksCompleted,
        int tasksFailed,
        List<String> patternsLearned,
        List<Memories.Entry> rewardHistory,
        List<Memories.Entry> correctionHistory) {}
