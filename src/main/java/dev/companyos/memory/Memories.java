package dev.companyos.memory;

import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import java.time.Instant;
import java.util.List;

/** What agents remember. Histories keep their newest 20 entries; episodes are forgotten after 24 hours. */
public interface Memories {
    /** The agent's memory; a fresh one (score 100, nothing learned) for an agent that has none. */
    AgentMemory of(CompanyId company, AgentId agent);

    List<AgentMemory> all(CompanyId company);

    /** Adds a finished task: updates the running average and the counts, and keeps {@code prompt} in its history. */
    void recordOutcome(CompanyId company, AgentId agent, boolean completed, int score, Entry entry);

    /** Adds a pattern, unless it is already there. At most 20, the oldest go first. */
    void learn(CompanyId company, AgentId agent, String pattern);

    default void remember(CompanyId company, AgentId agent, Episode episode) {
        remember(company, List.of(agent), episode);
    }

    /** As {@link #remember(CompanyId, AgentId, Episode)} for each of {@code agents}, all or none. */
    void remember(CompanyId company, List<AgentId> agents, Episode episode);

    /** Not older than 24 hours before {@code now}, newest first, at most {@code limit}. */
    List<Episode> episodes(CompanyId company, AgentId agent, Instant now, int limit);

    /** Drops episodes that are out of date; returns how many. */
    int forget(Instant now);

    record Entry(Kind kind, String prompt, Instant injectedAt) {
        public enum Kind {
            REWARD,
            CORRECTION
        }
    }

    /** @param kind task_started, task_completed, task_failed, milestone, answer */
    record Episode(String kind, String text, Instant at) {}
}
