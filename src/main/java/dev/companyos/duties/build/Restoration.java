package dev.companyos.duties.build;

import dev.companyos.duties.Provenance;
import dev.companyos.duties.build.MergeGate.Passage;
import dev.companyos.kernel.Commit;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.Slug;
import dev.companyos.kernel.TaskId;
import dev.companyos.repo.Repository;
import dev.companyos.repo.Repository.Changed;
import dev.companyos.stacks.Stack;
import dev.companyos.stacks.Stacks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a task changed, and how it was before: history is the backup. A restoration is a change like any other: it is merged
 * onto the newest {@code main} with what came after the task kept, and only if all tests pass on the merged tree.
 */
public final class Restoration {
    private final Build.Grounds grounds;
    private final Stacks stacks;

    public Restoration(Build.Grounds grounds, Stacks stacks) {
        this.grounds = grounds;
        this.stacks = stacks;
    }

    /** @param merged empty while nothing of the task is on {@code main} */
    public record Changes(Optional<Commit> merged, List<Changed> files, String diff) {
        static final Changes NONE = new Changes(Optional.empty(), List.of(), "");
    }

    /** @param files those that are again as they were before the task */
    public record Restored(Commit commit, List<String> files) {}

    public Changes changes(Slug product, TaskId task) {
        var repository = grounds.repositories().open(product);
        var merged = repository.mergedFor(task);
        if (merged.isEmpty()) return Changes.NONE;
        var before = repository.before(merged.get());
        return new Changes(
                merged,
                repository.changes(merged.get()),
                before.map(it -> repository.diff(it, merged.get())).orElse(""));
    }

    /**
     * Undoes what {@code task} did to {@code files}, or all that it did where there are none.
     *
     * @throws CompanyException {@code invalid.file} for a file that the task did not change; {@code conflict.restore} when
     *     the task has not merged anything, when others have changed the same lines since, and when tests would fail:
     *     {@code main} is as it was then
     */
    public Restored restore(Slug product, String stackName, TaskId task, Set<String> files) {
        var repository = grounds.repositories().open(product);
        var merged = repository
                .mergedFor(task)
                .orElseThrow(() -> conflict(
                        "There is nothing to restore.",
                        "Nothing of this task is on `main`.",
                        "See `company task show`."));
        var paths = wanted(repository, merged, files);
        var stack = stacks.choose(stackName).stack();
        boolean ours = Provenance.ours(repository);
        grounds.suite().admit(ours);
        var message = message(repository, task, merged, paths, ours);
        var tip = repository.undone(merged, paths, message);
        return new Restored(pass(repository, tip, message, stack, ours), List.copyOf(paths));
    }

    private static Set<String> wanted(Repository repository, Commit merged, Set<String> files) {
        var changed = new TreeSet<>(
                repository.changes(merged).stream().map(Changed::path).toList());
        for (var file : files)
            if (!changed.contains(file))
                throw CompanyException.notFound("file", file.length() > 200 ? file.substring(0, 200) + "…" : file);
        return files.isEmpty() ? changed : new TreeSet<>(files);
    }

    private Commit pass(Repository repository, Commit tip, Repository.Message message, Stack stack, boolean ours) {
        var folder = grounds.workspaces()
                .resolve(repository.directory().getFileName().toString())
                .resolve("restore-" + UUID.randomUUID());
        var passage = grounds.gate().pass(repository, tip, message, stack, ours, folder, _ -> {}, repository::advance);
        return switch (passage) {
            case Passage.Merged it -> it.commit();
            case Passage.Conflicted it ->
                throw conflict(
                        "%s could not be restored.".formatted(String.join(", ", it.files())),
                        "The same lines were changed again after this task.",
                        "Restore the later task first, or ask for a task that does it by hand.");
            case Passage.Broken it ->
                throw conflict(
                        "It was not restored: the product's tests would fail.",
                        "%s %s".formatted(it.tests().summary(), tail(it.tests().output())),
                        "Restore the files that belong together, or the whole task.");
        };
    }

    private static Repository.Message message(
            Repository repository, TaskId task, Commit merged, Set<String> paths, boolean ours) {
        String subject = repository.log(Integer.MAX_VALUE).stream()
                .filter(it -> it.commit().equals(merged))
                .findFirst()
                .map(Repository.LogEntry::subject)
                .orElse(task.toString());
        return new Repository.Message(
                "Restore what was before: " + subject,
                String.join("\n", paths),
                "founder",
                Stream.of(new Repository.Trailer("Restores", task.value().toString()), Provenance.OURS)
                        .filter(it -> ours || it != Provenance.OURS)
                        .toList());
    }

    private static CompanyException conflict(String what, String why, String repair) {
        return CompanyException.conflict("restore", what, why, repair);
    }

    private static String tail(String text) {
        return text.length() > 2_000 ? "…" + text.substring(text.length() - 2_000) : text;
    }
}
