package dev.companyos.repo.memory;

import dev.companyos.kernel.Commit;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.TaskId;
import dev.companyos.repo.CommitText;
import dev.companyos.repo.Folders;
import dev.companyos.repo.Repository;
import dev.companyos.repo.Signatures;
import dev.companyos.repo.WorkspaceWalk;
import dev.companyos.repo.WorkspaceWalk.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Merges file by file: two sides that changed the same file in different ways are a conflict. */
final class MemoryRepository implements Repository {
    private record Node(Map<String, String> files, List<Commit> parents, LogEntry entry) {}

    private final Path directory;
    private final Clock clock;
    private final Signatures signatures = Signatures.fresh();
    private final Map<Commit, Node> commits = new HashMap<>();
    private @Nullable Commit main;

    MemoryRepository(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
        Folders.empty(directory);
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public synchronized Optional<Commit> main() {
        return Optional.ofNullable(main);
    }

    @Override
    public synchronized void export(Commit commit, Path into) {
        Folders.empty(into);
        write(known(commit).files(), into);
    }

    private static void write(Map<String, String> files, Path into) {
        files.forEach((path, content) -> {
            try {
                var file = into.resolve(path);
                Files.createDirectories(file.getParent());
                Files.writeString(file, content, StandardCharsets.ISO_8859_1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public synchronized Optional<Commit> commit(
            Path workspace, String branch, Optional<Commit> parent, Message message) {
        if (branch.isEmpty() || branch.equals("main") || branch.contains("..") || branch.startsWith("-"))
            throw CompanyException.invalid("branch", "`%s` is no branch.".formatted(branch), "", "Name it otherwise.");
        var before = parent.map(it -> known(it).files()).orElse(Map.of());
        var files = new TreeMap<String, String>();
        WorkspaceWalk.of(workspace, paths -> ignored(workspace, paths), before.keySet())
                .forEach((path, entry) -> {
                    if (entry instanceof Entry.Plain plain) files.put(path, read(plain.file()));
                });
        return files.equals(before)
                ? Optional.empty()
                : Optional.of(add(files, parent.stream().toList(), message));
    }

    /** The top {@code .gitignore} only: names, globs and folders, without negation. */
    private static Set<String> ignored(Path workspace, List<String> paths) {
        var file = workspace.resolve(".gitignore");
        if (!Files.isRegularFile(file)) return Set.of();
        var ignored = new HashSet<String>();
        for (var pattern : read(file).lines().filter(it -> !it.isBlank()).toList()) {
            var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern.replaceAll("/$", ""));
            for (var path : paths)
                if ((!pattern.endsWith("/") || path.endsWith("/"))
                        && matcher.matches(Path.of(path).getFileName())) ignored.add(path);
        }
        return ignored;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole files: what was there goes out, what is there comes in. */
    @Override
    public synchronized String diff(Commit from, Commit to) {
        var before = known(from).files();
        var after = known(to).files();
        var paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        var text = new StringBuilder();
        for (var path : paths) {
            if (Objects.equals(before.get(path), after.get(path))) continue;
            text.append("diff --git a/%1$s b/%1$s%n".formatted(path));
            before.getOrDefault(path, "")
                    .lines()
                    .forEach(it -> text.append('-').append(it).append('\n'));
            after.getOrDefault(path, "")
                    .lines()
                    .forEach(it -> text.append('+').append(it).append('\n'));
        }
        return text.toString();
    }

    @Override
    public synchronized Optional<Commit> before(Commit merged) {
        return known(merged).parents().stream().findFirst();
    }

    @Override
    public synchronized List<Changed> changes(Commit merged) {
        var was = before(merged).map(it -> known(it).files()).orElse(Map.of());
        var is = known(merged).files();
        var paths = new TreeSet<>(was.keySet());
        paths.addAll(is.keySet());
        return paths.stream()
                .filter(it -> !Objects.equals(was.get(it), is.get(it)))
                .map(it -> new Changed(
                        it,
                        !was.containsKey(it)
                                ? Changed.Kind.ADDED
                                : is.containsKey(it) ? Changed.Kind.CHANGED : Changed.Kind.DELETED))
                .toList();
    }

    @Override
    public synchronized Commit undone(Commit merged, Set<String> paths, Message message) {
        var was = before(merged).map(it -> known(it).files()).orElse(Map.of());
        var files = new TreeMap<>(known(merged).files());
        for (var path : paths) {
            var old = was.get(path);
            if (old == null) files.remove(path);
            else files.put(path, old);
        }
        return add(files, List.of(merged), message);
    }

    @Override
    public synchronized MergeResult merge(Commit tip, Message message) {
        if (main == null)
            throw CompanyException.conflict("merge", "There is nothing to merge onto.", "", "Advance `main` instead.");
        var onto = main;
        var base = known(base(onto, tip)).files();
        var ours = known(onto).files();
        var theirs = known(tip).files();
        var merged = new TreeMap<String, String>();
        var conflicts = new ArrayList<String>();
        var paths = new TreeSet<>(base.keySet());
        paths.addAll(ours.keySet());
        paths.addAll(theirs.keySet());
        for (var path : paths) {
            var before = base.get(path);
            var left = ours.get(path);
            var right = theirs.get(path);
            if (!Objects.equals(left, right) && !Objects.equals(left, before) && !Objects.equals(right, before))
                conflicts.add(path);
            var kept = Objects.equals(left, before) ? right : left;
            if (kept != null) merged.put(path, kept);
        }
        return conflicts.isEmpty()
                ? new MergeResult.Clean(add(merged, List.of(onto, tip), message), onto)
                : new MergeResult.Conflicted(conflicts, details(conflicts, ours, theirs));
    }

    private static String details(List<String> files, Map<String, String> ours, Map<String, String> theirs) {
        var details = new StringBuilder();
        for (var file : files)
            details.append("--- %s%n<<<<<<<%n%s=======%n%s>>>>>>>%n"
                    .formatted(file, ours.getOrDefault(file, ""), theirs.getOrDefault(file, "")));
        return details.toString();
    }

    private Commit base(Commit one, Commit other) {
        var ancestors = new HashSet<Commit>();
        var open = new ArrayList<>(List.of(one));
        while (!open.isEmpty()) {
            var commit = open.removeLast();
            if (ancestors.add(commit)) open.addAll(known(commit).parents());
        }
        open.add(other);
        while (!open.isEmpty()) {
            var commit = open.removeFirst();
            if (ancestors.contains(commit)) return commit;
            open.addAll(known(commit).parents());
        }
        throw CompanyException.conflict("merge", "The two share no history.", "", "Start from the newest `main`.");
    }

    @Override
    public synchronized boolean advance(Optional<Commit> from, Commit to) {
        if (!from.equals(main())) return false;
        var before = from.map(it -> known(it).files().keySet()).orElse(Set.of());
        var files = known(to).files();
        for (var path : before) if (!files.containsKey(path)) Folders.delete(directory.resolve(path));
        write(files, directory);
        main = to;
        return true;
    }

    @Override
    public synchronized List<LogEntry> log(int limit) {
        var log = new ArrayList<LogEntry>();
        for (var at = main; at != null && log.size() < limit; ) {
            var node = known(at);
            log.add(node.entry());
            at = node.parents().isEmpty() ? null : node.parents().getFirst();
        }
        return List.copyOf(log);
    }

    @Override
    public synchronized Optional<Commit> mergedFor(TaskId task) {
        var trailer = new Trailer("Task", task.value().toString());
        return log(Integer.MAX_VALUE).stream()
                .filter(it -> it.trailers().contains(trailer))
                .map(LogEntry::commit)
                .findFirst();
    }

    private Commit add(Map<String, String> files, List<Commit> parents, Message message) {
        var text = signatures.signed(message, sha(new TreeMap<>(files).toString()), parents);
        var at = clock.instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        var commit = new Commit(sha(files + "\n" + parents + "\n" + at + "\n" + message.author() + "\n" + text));
        var entry = new LogEntry(
                commit,
                CommitText.author(message.author()),
                at,
                CommitText.subject(message.subject()),
                CommitText.trailers(text),
                true);
        commits.put(commit, new Node(Map.copyOf(files), parents, entry));
        return commit;
    }

    private static String sha(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Node known(Commit commit) {
        var node = commits.get(commit);
        if (node == null) throw CompanyException.notFound("commit", commit.sha());
        return node;
    }
}
