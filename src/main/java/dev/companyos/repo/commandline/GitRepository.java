package dev.companyos.repo.commandline;

import dev.companyos.kernel.Commit;
import dev.companyos.kernel.TaskId;
import dev.companyos.repo.GitFailed;
import dev.companyos.repo.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** Work trees are plain folders elsewhere; each call brings an index of its own, so calls do not get in each other's way. */
final class GitRepository implements Repository {
    private static final String MAIN = "refs/heads/main";
    private static final String EMPTY = "0".repeat(40);
    /** Nothing in here makes git start a program; written anew whenever the repository is opened. */
    private static final String CONFIG = """
            [core]
            \trepositoryformatversion = 0
            \tfilemode = true
            \tbare = false
            \tlogallrefupdates = true
            """;

    private final Path directory;
    private final Path gitDir;
    private final Git git;
    private final ReentrantLock mainLock = new ReentrantLock();

    private GitRepository(Path directory) {
        this.directory = directory;
        this.gitDir = directory.resolve(".git");
        this.git = new Git(gitDir);
    }

    static GitRepository open(Path directory) {
        var repository = new GitRepository(directory);
        try {
            Files.createDirectories(directory);
            if (!Files.exists(repository.gitDir.resolve("HEAD")))
                repository.git.run("init", "--quiet", "--template=", "--initial-branch=main");
            Files.writeString(repository.gitDir.resolve("config"), CONFIG);
            for (String stale : List.of("index.lock", "HEAD.lock", "refs/heads/main.lock"))
                Files.deleteIfExists(repository.gitDir.resolve(stale));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        repository.main().ifPresent(repository::bringFolderTo); // a crash may have come between moving main and this
        return repository;
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public Optional<Commit> main() {
        var answer = git.ask(Map.of(), List.of("rev-parse", "--verify", "--quiet", MAIN));
        return answer.code() == 0 ? Optional.of(new Commit(answer.output())) : Optional.empty();
    }

    @Override
    public void export(Commit commit, Path into) {
        Trees.empty(into);
        withIndex(index -> {
            git.run(index, List.of("read-tree", commit.sha()));
            git.run(
                    index,
                    List.of("--work-tree=" + into, "checkout-index", "--all", "--force", "--prefix=" + into + "/"));
            return true;
        });
    }

    @Override
    public Optional<Commit> commit(Path workspace, String branch, Optional<Commit> parent, Message message) {
        Trees.dropForeignGit(workspace);
        String tree = withIndex(index -> {
            if (parent.isPresent())
                git.run(index, List.of("read-tree", parent.get().sha()));
            git.run(index, List.of("--work-tree=" + workspace, "add", "--all", "--", "."));
            return git.run(index, List.of("write-tree"));
        });
        if (parent.isPresent() && tree.equals(git.run("rev-parse", parent.get().sha() + "^{tree}")))
            return Optional.empty();
        var commit = commitTree(tree, parent.map(List::of).orElse(List.of()), message);
        git.run("update-ref", "refs/heads/" + branch, commit.sha());
        return Optional.of(commit);
    }

    @Override
    public MergeResult merge(Commit tip, Message message) {
        Commit onto = main().orElseThrow(() -> new GitFailed(List.of("merge"), "main has no commit yet"));
        var merged = git.ask(Map.of(), List.of("merge-tree", "--write-tree", "--name-only", onto.sha(), tip.sha()));
        var lines = merged.output().lines().toList();
        if (merged.code() == 1) {
            var files = lines.stream()
                    .skip(1)
                    .takeWhile(it -> !it.isBlank())
                    .distinct()
                    .toList();
            return new MergeResult.Conflicted(files, merged.output());
        }
        if (merged.code() != 0) throw new GitFailed(List.of("merge-tree"), merged.output());
        return new MergeResult.Clean(commitTree(lines.getFirst(), List.of(onto, tip), message), onto);
    }

    @Override
    public boolean advance(Optional<Commit> from, Commit to) {
        mainLock.lock();
        try {
            var moved = git.ask(
                    Map.of(),
                    List.of("update-ref", MAIN, to.sha(), from.map(Commit::sha).orElse(EMPTY)));
            if (moved.code() != 0) {
                if (from.equals(main())) throw new GitFailed(List.of("update-ref"), moved.output());
                return false;
            }
            bringFolderTo(to);
            return true;
        } finally {
            mainLock.unlock();
        }
    }

    @Override
    public List<LogEntry> log(int limit) {
        if (main().isEmpty()) return List.of();
        String format = "%H%x1f%an%x1f%ct%x1f%s%x1f%(trailers:only,unfold,separator=%x1e)%x1d";
        String text = git.run("log", "--first-parent", "-n", String.valueOf(limit), "--format=" + format, MAIN);
        var entries = new ArrayList<LogEntry>();
        for (String record : text.split("\u001d")) {
            var fields = record.strip().split("\u001f", -1);
            if (fields.length < 5) continue;
            entries.add(new LogEntry(
                    new Commit(fields[0]),
                    fields[1],
                    Instant.ofEpochSecond(Long.parseLong(fields[2])),
                    fields[3],
                    trailers(fields[4])));
        }
        return List.copyOf(entries);
    }

    @Override
    public Optional<Commit> mergedFor(TaskId task) {
        if (main().isEmpty()) return Optional.empty();
        String found = git.run(
                "log",
                "--first-parent",
                "-n",
                "1",
                "--format=%H",
                "--fixed-strings",
                "--grep=Task: " + task.value(),
                MAIN);
        return found.isBlank() ? Optional.empty() : Optional.of(new Commit(found));
    }

    private static List<Trailer> trailers(String text) {
        var trailers = new ArrayList<Trailer>();
        for (String line : text.split("\u001e")) {
            int colon = line.indexOf(": ");
            if (colon > 0)
                trailers.add(new Trailer(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 2).strip()));
        }
        return List.copyOf(trailers);
    }

    private Commit commitTree(String tree, List<Commit> parents, Message message) {
        var args = new ArrayList<>(List.of("commit-tree", tree));
        parents.forEach(it -> args.addAll(List.of("-p", it.sha())));
        args.addAll(List.of("-m", text(message)));
        String author = message.author().replaceAll("[<>\\p{Cntrl}]", " ").strip();
        var who = Map.of(
                "GIT_AUTHOR_NAME",
                author,
                "GIT_AUTHOR_EMAIL",
                author.replace(' ', '.') + "@company.invalid",
                "GIT_COMMITTER_NAME",
                "company-os",
                "GIT_COMMITTER_EMAIL",
                "company-os@company.invalid");
        return new Commit(git.run(who, args));
    }

    private static String text(Message message) {
        String subject = message.subject().replaceAll("\\p{Cntrl}+", " ").strip();
        // a body cannot smuggle trailers in: its lines that look like one are indented
        String body = message.body()
                .replace("\u0000", "")
                .replaceAll("(?m)^(?=[A-Za-z-]+: )", "  ")
                .strip();
        String trailers = message.trailers().stream()
                .map(it -> it.key() + ": " + it.value().replaceAll("\\p{Cntrl}+", " "))
                .collect(Collectors.joining("\n"));
        return subject + (body.isEmpty() ? "" : "\n\n" + body) + (trailers.isEmpty() ? "" : "\n\n" + trailers) + "\n";
    }

    private void bringFolderTo(Commit commit) {
        git.run("symbolic-ref", "HEAD", MAIN);
        git.run(Map.of(), List.of("--work-tree=" + directory, "read-tree", "--reset", "-u", commit.sha()));
    }

    private interface WithIndex<T> {
        T call(Map<String, String> environment);
    }

    private <T> T withIndex(WithIndex<T> work) {
        Path index = gitDir.resolve("index-" + UUID.randomUUID());
        try {
            return work.call(new HashMap<>(Map.of("GIT_INDEX_FILE", index.toString())));
        } finally {
            try {
                Files.deleteIfExists(index);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
