package dev.companyos.repo.commandline;

import dev.companyos.kernel.Commit;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.TaskId;
import dev.companyos.repo.CommitText;
import dev.companyos.repo.Repository;
import dev.companyos.repo.Signatures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Works on objects, private indexes and references; only {@link #advance} touches the product's folder. Candidates of
 * {@link #merge} are unreachable until then, which is why collection is off.
 */
final class GitRepository implements Repository {
    private static final String NONE = "0".repeat(40);
    private static final String MAIN = "refs/heads/main";
    private static final Pattern BRANCH =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*(?:[/.][A-Za-z0-9][A-Za-z0-9_-]*)*");
    private static final int LONGEST_DIFF = 1 << 20;
    private static final int DETAILS = 8_000;

    private final Git git;
    private final Path directory;
    private final Clock clock;
    private final Signatures signatures;
    private final GitTrees trees;
    private final GitFolder folder;
    private final ReentrantLock advancing = new ReentrantLock();

    GitRepository(Git git, Path directory, Clock clock, Signatures signatures) {
        this.git = git;
        this.directory = directory;
        this.clock = clock;
        this.signatures = signatures;
        this.trees = new GitTrees(git, directory.resolve(".git"));
        this.folder = new GitFolder(git, directory);
    }

    void repair() {
        advancing.lock();
        try {
            main().ifPresent(folder::bringTo);
        } finally {
            advancing.unlock();
        }
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public Optional<Commit> main() {
        var found =
                git.call("rev-parse", "--verify", "--quiet", MAIN + "^{commit}").attempt();
        return found.code() == 0 ? Optional.of(new Commit(found.line())) : Optional.empty();
    }

    @Override
    public void export(Commit commit, Path into) {
        trees.export(known(commit), into);
    }

    @Override
    public Optional<Commit> commit(Path workspace, String branch, Optional<Commit> parent, Message message) {
        if (!BRANCH.matcher(branch).matches()
                || branch.length() > 200
                || branch.equals("main")
                || branch.endsWith(".lock")
                || branch.contains(".lock/"))
            throw CompanyException.invalid(
                    "branch",
                    "`%s` cannot be a branch of a workspace.".formatted(CommitText.subject(branch)),
                    "Branches are letters, digits, `_` and `-`, with single `/` and `.` between, and not `main`.",
                    "Name it after its task.");
        parent.ifPresent(this::known);
        var tree = trees.write(workspace, parent);
        var before = parent.map(this::treeOf).orElse(GitTrees.EMPTY);
        if (tree.equals(before)) return Optional.empty();
        var commit = commitTree(tree, parent.stream().toList(), message);
        git.call("update-ref", "--no-deref", "refs/heads/" + branch, commit.sha())
                .run();
        return Optional.of(commit);
    }

    @Override
    public String diff(Commit from, Commit to) {
        known(from);
        known(to);
        String text = git.call("diff", "--no-ext-diff", "--no-textconv", "--no-color", "-M", from.sha(), to.sha(), "--")
                .run()
                .text();
        return text.length() > LONGEST_DIFF ? text.substring(0, LONGEST_DIFF) + "\n…\n" : text;
    }

    @Override
    public Optional<Commit> before(Commit merged) {
        known(merged);
        var found = git.call("rev-parse", "--verify", "--quiet", merged.sha() + "^1^{commit}")
                .attempt();
        return found.code() == 0 ? Optional.of(new Commit(found.line())) : Optional.empty();
    }

    @Override
    public List<Changed> changes(Commit merged) {
        return trees.changes(before(merged).map(Commit::sha).orElse(GitTrees.EMPTY), merged);
    }

    @Override
    public Commit undone(Commit merged, Set<String> paths, Message message) {
        var tree = trees.undone(before(merged), known(merged), paths);
        return commitTree(tree, List.of(merged), message);
    }

    @Override
    public MergeResult merge(Commit tip, Message message) {
        var onto = main().orElseThrow(() -> CompanyException.conflict(
                "merge",
                "There is nothing to merge onto.",
                "`main` has no commit yet.",
                "Advance `main` to the first commit instead."));
        known(tip);
        var merged = git.call("merge-tree", "--write-tree", "-z", "--name-only", "--messages", onto.sha(), tip.sha())
                .attempt();
        if (merged.code() > 1)
            throw CompanyException.conflict(
                    "merge",
                    "%s cannot be merged onto %s.".formatted(tip.abbreviated(), onto.abbreviated()),
                    merged.errors().strip(),
                    "Start again from the newest `main`.");
        var parts = merged.items();
        if (merged.code() == 0)
            return new MergeResult.Clean(commitTree(parts.getFirst(), List.of(onto, tip), message), onto);
        var files = parts.subList(1, parts.size()).stream()
                .takeWhile(it -> !it.isEmpty())
                .distinct()
                .toList();
        return new MergeResult.Conflicted(files, details(parts.getFirst(), files));
    }

    /** The files as they would be after the merge, with conflict markers, as far as they fit. */
    private String details(String tree, List<String> files) {
        var details = new StringBuilder();
        for (var file : files) {
            if (details.length() > DETAILS) break;
            var content = git.call("cat-file", "blob", tree + ":" + file).attempt();
            details.append("--- ").append(file).append('\n');
            details.append(content.code() == 0 ? content.text() : "(removed on one side, changed on the other)\n");
        }
        return details.length() > DETAILS ? details.substring(0, DETAILS) + "\n…" : details.toString();
    }

    @Override
    public boolean advance(Optional<Commit> from, Commit to) {
        known(to);
        advancing.lock();
        try {
            var moved = git.call(
                            "update-ref",
                            "--no-deref",
                            MAIN,
                            to.sha(),
                            from.map(Commit::sha).orElse(NONE))
                    .attempt();
            if (moved.code() != 0) {
                if (!main().equals(from)) return false;
                throw new CompanyException(
                        "git.failed",
                        "`main` of %s could not be moved.".formatted(directory),
                        moved.errors().strip(),
                        "See that the disk has room and that no other git works there.");
            }
            folder.bringTo(to);
            return true;
        } finally {
            advancing.unlock();
        }
    }

    @Override
    public List<LogEntry> log(int limit) {
        var main = main();
        return main.isEmpty() ? List.of() : entries(main.get(), List.of("--max-count=" + limit));
    }

    @Override
    public Optional<Commit> mergedFor(TaskId task) {
        var main = main();
        if (main.isEmpty()) return Optional.empty();
        var trailer = new Trailer("Task", task.value().toString());
        return entries(main.get(), List.of("--fixed-strings", "--grep=Task: " + task.value())).stream()
                .filter(it -> it.signed() && it.trailers().contains(trailer))
                .map(LogEntry::commit)
                .findFirst();
    }

    private List<LogEntry> entries(Commit tip, List<String> options) {
        var command = new ArrayList<>(List.of("log", "-z", "--first-parent", "--format=%H%n%T%n%P%n%an%n%at%n%s%n%B"));
        command.addAll(options);
        command.add(tip.sha());
        return git.call(command.toArray(String[]::new)).run().items().stream()
                .map(it -> {
                    var fields = it.split("\n", 7);
                    var parents = Stream.of(fields[2].split(" "))
                            .filter(sha -> !sha.isEmpty())
                            .map(Commit::new)
                            .toList();
                    return new LogEntry(
                            new Commit(fields[0]),
                            fields[3],
                            Instant.ofEpochSecond(Long.parseLong(fields[4])),
                            fields[5],
                            CommitText.trailers(fields[6]),
                            signatures.valid(fields[6], fields[3], fields[1], parents));
                })
                .toList();
    }

    private Commit commitTree(String tree, List<Commit> parents, Message message) {
        var command = new ArrayList<>(List.of("commit-tree", tree, "-F", "-"));
        for (var parent : parents) command.addAll(List.of("-p", parent.sha()));
        var name = CommitText.author(message.author());
        var mail = name.replaceAll("[^A-Za-z0-9_.-]", "-") + "@company.invalid";
        var now = clock.instant().getEpochSecond() + " +0000";
        var call = git.call(command.toArray(String[]::new)).input(signatures.signed(message, tree, parents));
        for (var who : List.of("AUTHOR", "COMMITTER"))
            call.with("GIT_" + who + "_NAME", name)
                    .with("GIT_" + who + "_EMAIL", mail)
                    .with("GIT_" + who + "_DATE", now);
        return new Commit(call.run().line());
    }

    private String treeOf(Commit commit) {
        return git.call("rev-parse", "--verify", commit.sha() + "^{tree}").run().line();
    }

    /** Keeps text that is no hash away from the command line. */
    private Commit known(Commit commit) {
        boolean there = commit.sha().matches("[0-9a-f]{40}")
                && git.call("cat-file", "-e", commit.sha() + "^{commit}")
                                .attempt()
                                .code()
                        == 0;
        if (!there) throw CompanyException.notFound("commit", CommitText.subject(commit.sha()));
        return commit;
    }

    static Path scratch(Path gitDirectory) {
        try {
            return Files.createTempDirectory(Files.createDirectories(gitDirectory.resolve("scratch")), "index");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
