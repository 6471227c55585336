package dev.companyos.codingagent.memory;

import dev.companyos.codingagent.CodingAgent;
import dev.companyos.kernel.Usd;
import dev.companyos.llm.ModelFailed;
import dev.companyos.llm.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Writes what it was told to write, in no time, and says so.
 *
 * @param files by path in the folder it works in
 * @param failure what it fails with in place of working, where it is to fail
 */
public record ScriptedAgent(Map<String, String> files, String says, Optional<String> failure) implements CodingAgent {
    private static final String SESSION = "scripted-1";

    @Override
    public String name() {
        return "claude";
    }

    @Override
    public Work work(Path folder, String prompt, Optional<String> session, Bounds bounds) {
        if (Thread.currentThread().isInterrupted())
            throw new ModelFailed(
                    ModelFailed.Kind.CANCELLED,
                    Optional.empty(),
                    "The work was interrupted.",
                    "Its turn ended.",
                    "Nothing.");
        if (failure.isPresent())
            throw new ModelFailed(
                    ModelFailed.Kind.PERMANENT, Optional.empty(), "The agent failed.", failure.get(), "See why.");
        try {
            for (var it : files.entrySet()) {
                Path file = folder.resolve(it.getKey());
                Files.createDirectories(file.getParent());
                Files.writeString(file, it.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Work(
                session.orElse(SESSION), says, new Reply.Usage(prompt.length() / 4, 10, 0, 0), Optional.of(Usd.ZERO));
    }
}
