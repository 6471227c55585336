package dev.companyos.repo.commandline;

import dev.companyos.kernel.Commit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The product's folder, which follows {@code main}. What it holds now is written down after each move, so that a move
 * cut off by a crash is seen and finished. Untracked files are left alone; a tracked file that somebody changed by hand
 * is kept under {@code .git/displaced} when a new version takes its place.
 */
final class GitFolder {
    private final Git git;
    private final Path directory;
    private final Path held;

    GitFolder(Git git, Path directory) {
        this.git = git;
        this.directory = directory;
        this.held = directory.resolve(".git/company-main");
    }

    void bringTo(Commit commit) {
        if (holds(commit) || elsewhere()) return;
        var before = held();
        boolean moved = before.isPresent()
                && git.call("read-tree", "-m", "-u", before.get(), commit.sha())
                                .workTree(directory)
                                .attempt()
                                .code()
                        == 0;
        if (!moved) {
            keepChanges(commit);
            git.call("read-tree", "--reset", "-u", commit.sha())
                    .workTree(directory)
                    .run();
        }
        write(commit);
    }

    private boolean holds(Commit commit) {
        return held().filter(commit.sha()::equals).isPresent();
    }

    /** Somebody has checked out another branch there: their folder, until they are back on {@code main}. */
    private boolean elsewhere() {
        return !git.call("symbolic-ref", "--quiet", "HEAD").attempt().line().equals("refs/heads/main");
    }

    private Optional<String> held() {
        try {
            return Files.exists(held)
                    ? Optional.of(Files.readString(held).strip()).filter(it -> it.matches("[0-9a-f]{40}"))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Commit commit) {
        try {
            var fresh = held.resolveSibling("company-main.new");
            Files.writeString(fresh, commit.sha());
            Files.move(fresh, held, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keepChanges(Commit commit) {
        git.call("update-index", "-q", "--refresh").workTree(directory).attempt();
        var changed = git.call("diff-files", "--name-only", "-z", "--diff-filter=M", "--ignore-submodules=all")
                .workTree(directory)
                .attempt();
        if (changed.code() != 0) return;
        var displaced = directory.resolve(".git/displaced").resolve(commit.abbreviated());
        for (var name : changed.items()) {
            var file = directory.resolve(name);
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) continue;
            try {
                var copy = displaced.resolve(name);
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
