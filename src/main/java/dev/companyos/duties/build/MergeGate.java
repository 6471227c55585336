package dev.companyos.duties.build;

import dev.companyos.duties.tools.TestRun;
import dev.companyos.kernel.Commit;
import dev.companyos.repo.Repository;
import dev.companyos.repo.Repository.MergeResult;
import dev.companyos.stacks.Stack;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Nothing reaches {@code main} but a commit whose own tree passed all tests. One merge of a product at a time in this
 * process, in the order in which they came; against other processes, {@code main} moves only from where the merge was made.
 */
public final class MergeGate {
    private static final int TRIES = 10;

    private final TestSuite suite;
    private final ConcurrentHashMap<Path, ReentrantLock> locks = new ConcurrentHashMap<>();

    public MergeGate(TestSuite suite) {
        this.suite = suite;
    }

    public sealed interface Passage {
        record Merged(Commit commit, TestRun tests) implements Passage {}

        /** @param files both sides changed them */
        record Conflicted(List<String> files, String details) implements Passage {}

        record Broken(TestRun tests) implements Passage {}
    }

    /**
     * @param tested hears of the run on the merged tree
     * @param move moves {@code main} to the commit it is given, in a transaction that is fenced by the task's lease;
     *     returns false when {@code main} has moved meanwhile
     */
    Passage pass(
            Repository repository,
            Commit tip,
            Repository.Message message,
            Stack stack,
            boolean ours,
            Path folder,
            Consumer<TestRun> tested,
            Move move) {
        var lock = locks.computeIfAbsent(repository.directory(), _ -> new ReentrantLock(true));
        lock.lock();
        try {
            for (int i = 0; i < TRIES; i++) {
                switch (repository.merge(tip, message)) {
                    case MergeResult.Conflicted it -> {
                        return new Passage.Conflicted(it.files(), it.details());
                    }
                    case MergeResult.Clean it -> {
                        repository.export(it.candidate(), folder);
                        var run = suite.run(folder, stack, ours);
                        tested.accept(run);
                        if (!run.green()) return new Passage.Broken(run);
                        if (move.to(Optional.of(it.onto()), it.candidate()))
                            return new Passage.Merged(it.candidate(), run);
                    }
                }
            }
            throw new IllegalStateException("main moved %d times while one change was tested".formatted(TRIES));
        } finally {
            lock.unlock();
            Workspaces.delete(folder);
        }
    }

    @FunctionalInterface
    interface Move {
        boolean to(Optional<Commit> from, Commit to);
    }
}
