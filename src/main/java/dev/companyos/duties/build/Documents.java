package dev.companyos.duties.build;

import dev.companyos.checks.Checks;
import dev.companyos.duties.TaskTurn;
import dev.companyos.kernel.Commit;
import dev.companyos.kernel.Slug;
import dev.companyos.kernel.Transactions;
import dev.companyos.repo.Repository;
import dev.companyos.repo.Repository.MergeResult;
import dev.companyos.stacks.Stacks;
import dev.companyos.work.Backlog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Brings a document to {@code main}. No test can break by it, so no test is run. */
public final class Documents {
    private static final int TRIES = 10;

    private final Build.Grounds grounds;
    private final Stacks stacks;
    private final Checks checks;
    private final Backlog backlog;
    private final Transactions transactions;

    public Documents(Build.Grounds grounds, Stacks stacks, Checks checks, Backlog backlog, Transactions transactions) {
        this.grounds = grounds;
        this.stacks = stacks;
        this.checks = checks;
        this.backlog = backlog;
        this.transactions = transactions;
    }

    public sealed interface Placed {
        record Merged(Commit commit) implements Placed {}

        record Refused(String reason) implements Placed {}
    }

    /** The commit of a turn before this one that died before it could say so. */
    public Optional<Commit> mergedBefore(TaskTurn turn) {
        var repository = grounds.repositories().open(turn.product());
        return repository.main().isEmpty()
                ? Optional.empty()
                : repository.mergedFor(turn.claim().task().id());
    }

    /** @param ours whether our own code wrote it */
    public Placed merge(TaskTurn turn, String path, String markdown, String summary, boolean ours) {
        var task = turn.claim().task();
        var repository = grounds.repositories().open(turn.product());
        Commit base = grounds.foundation()
                .lay(
                        turn.product(),
                        turn.brain().productName(),
                        stacks.choose(turn.brain().stack()).stack());
        Path workspace = grounds.workspaces()
                .resolve(turn.product().value())
                .resolve(task.id() + "-" + turn.claim().epoch());
        try {
            repository.export(base, workspace);
            var findings = checks.write(workspace, path, markdown);
            if (!findings.isEmpty()) return new Placed.Refused(findings.toString());
            Path file = workspace.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, markdown.endsWith("\n") ? markdown : markdown + "\n");
            var message = turn.commitMessage(summary, ours);
            String branch = "agent/%s/%s".formatted(task.id(), Slug.of(task.title(), "document"));
            var tip = repository.commit(workspace, branch, Optional.of(base), message);
            return tip.map(it -> advance(turn, repository, it, message)).orElseGet(() -> new Placed.Merged(base));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Workspaces.delete(workspace);
        }
    }

    private Placed advance(TaskTurn turn, Repository repository, Commit tip, Repository.Message message) {
        for (int i = 0; i < TRIES; i++) {
            switch (repository.merge(tip, message)) {
                case MergeResult.Conflicted it -> {
                    return new Placed.Refused("Somebody else wrote " + it.files() + " at the same time.");
                }
                case MergeResult.Clean it -> {
                    boolean moved = transactions.call(() -> {
                        backlog.assertHeld(turn.claim());
                        return repository.advance(Optional.of(it.onto()), it.candidate());
                    });
                    if (moved) return new Placed.Merged(it.candidate());
                }
            }
        }
        return new Placed.Refused("main moved on %d times in a row.".formatted(TRIES));
    }
}
