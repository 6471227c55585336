package dev.companyos.repo.commandline;

import dev.companyos.kernel.Commit;
import dev.companyos.repo.Folders;
import dev.companyos.repo.Repository.Changed;
import dev.companyos.repo.WorkspaceWalk;
import dev.companyos.repo.WorkspaceWalk.Entry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Folders to trees and back. {@code git add} is not used: in a folder with a planted repository it starts another git
 * there, with that repository's configuration.
 */
final class GitTrees {
    /** Every repository knows the empty tree. */
    static final String EMPTY = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

    private final Git git;
    private final Path gitDirectory;

    GitTrees(Git git, Path gitDirectory) {
        this.git = git;
        this.gitDirectory = gitDirectory;
    }

    String write(Path workspace, Optional<Commit> parent) {
        var scratch = GitRepository.scratch(gitDirectory);
        try {
            var index = scratch.resolve("index");
            var tracked = parent.map(this::files).orElse(Set.of());
            var entries = WorkspaceWalk.of(workspace, paths -> ignored(workspace, index, paths), tracked);
            var blobs = blobs(entries);
            var lines = new StringBuilder();
            entries.forEach((path, entry) -> lines.append(
                            switch (entry) {
                                case Entry.Plain plain -> plain.executable() ? "100755 " : "100644 ";
                                case Entry.Link link -> "120000 ";
                            })
                    .append(blobs.get(path))
                    .append('\t')
                    .append(path)
                    .append('\0'));
            git.call("update-index", "-z", "--index-info")
                    .index(index)
                    .input(lines.toString())
                    .run();
            return git.call("write-tree").index(index).run().line();
        } finally {
            Folders.delete(scratch);
        }
    }

    void export(Commit commit, Path into) {
        Folders.empty(into);
        var scratch = GitRepository.scratch(gitDirectory);
        try {
            var index = scratch.resolve("index");
            git.call("read-tree", commit.sha()).index(index).run();
            git.call("checkout-index", "--all", "--force")
                    .index(index)
                    .workTree(into.toAbsolutePath())
                    .run();
        } finally {
            Folders.delete(scratch);
        }
    }

    List<Changed> changes(String from, Commit to) {
        var items = git.call("diff-tree", "-r", "-z", "--no-renames", "--name-status", from, to.sha())
                .run()
                .items();
        var changes = new ArrayList<Changed>();
        for (int i = 0; i + 1 < items.size(); i += 2)
            changes.add(new Changed(
                    items.get(i + 1),
                    switch (items.get(i)) {
                        case "A" -> Changed.Kind.ADDED;
                        case "D" -> Changed.Kind.DELETED;
                        default -> Changed.Kind.CHANGED;
                    }));
        return List.copyOf(changes);
    }

    /** The tree of {@code after} with {@code paths} as they are in {@code before}. */
    String undone(Optional<Commit> before, Commit after, Set<String> paths) {
        var scratch = GitRepository.scratch(gitDirectory);
        try {
            var index = scratch.resolve("index");
            git.call("read-tree", after.sha()).index(index).run();
            var lines = new StringBuilder();
            // "0 <hash>" takes a path out of the index
            for (var path : paths)
                lines.append("0 ")
                        .append("0".repeat(40))
                        .append('\t')
                        .append(path)
                        .append('\0');
            before.ifPresent(
                    commit -> git.call("ls-tree", "-r", "-z", "--full-tree", commit.sha()).run().items().stream()
                            .filter(it -> paths.contains(it.substring(it.indexOf('\t') + 1)))
                            .forEach(it -> lines.append(it).append('\0')));
            git.call("update-index", "-z", "--index-info")
                    .index(index)
                    .input(lines.toString())
                    .run();
            return git.call("write-tree").index(index).run().line();
        } finally {
            Folders.delete(scratch);
        }
    }

    private Set<String> files(Commit commit) {
        return new HashSet<>(git.call("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit.sha())
                .run()
                .items());
    }

    private Set<String> ignored(Path workspace, Path index, List<String> paths) {
        var answer = git.call("check-ignore", "--no-index", "-z", "--stdin")
                .index(index)
                .workTree(workspace.toAbsolutePath())
                .input(String.join("\0", paths) + "\0")
                .answer();
        return new HashSet<>(answer.items());
    }

    private Map<String, String> blobs(Map<String, Entry> entries) {
        var hashes = new HashMap<String, String>();
        var plain = new ArrayList<String>();
        var paths = new StringBuilder();
        entries.forEach((path, entry) -> {
            switch (entry) {
                case Entry.Plain(var file, var executable) -> {
                    plain.add(path);
                    paths.append(file.toAbsolutePath()).append('\n');
                }
                case Entry.Link(var target) ->
                    hashes.put(
                            path,
                            git.call("hash-object", "-w", "--no-filters", "--stdin")
                                    .input(target)
                                    .run()
                                    .line());
            }
        });
        if (plain.isEmpty()) return hashes;
        var written = git.call("hash-object", "-w", "--no-filters", "--stdin-paths")
                .input(paths.toString())
                .run()
                .line()
                .split("\n");
        for (int i = 0; i < plain.size(); i++) hashes.put(plain.get(i), written[i]);
        return hashes;
    }
}
