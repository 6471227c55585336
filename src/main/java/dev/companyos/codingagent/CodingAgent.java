package dev.companyos.codingagent;

import dev.companyos.kernel.Usd;
import dev.companyos.llm.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A program of somebody else's that writes code by itself, such as Claude Code or Codex. Nothing it writes is trusted. */
public interface CodingAgent {
    /** {@code claude} or {@code codex}. */
    String name();

    /**
     * Works in {@code folder} until it says that it has finished; blocks. Interrupting the thread ends the program and
     * everything that it started.
     *
     * @param session what an earlier call returned, to go on with that conversation
     * @throws dev.companyos.llm.ModelFailed when it did not come to an end: it is not there, is not logged in, took too long,
     *     says too much, or says that it failed
     */
    Work work(Path folder, String prompt, Optional<String> session, Bounds bounds);

    /** @param money is told to programs that take such a bound */
    record Bounds(Duration time, Usd money) {}

    /**
     * @param session to go on with
     * @param cost as it said itself; empty where it only counts tokens
     */
    record Work(String session, String said, Reply.Usage usage, Optional<Usd> cost) {}
}
