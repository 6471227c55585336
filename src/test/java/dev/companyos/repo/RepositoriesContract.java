package dev.companyos.repo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.kernel.Commit;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.Slug;
import dev.companyos.kernel.TaskId;
import dev.companyos.repo.Repository.Changed;
import dev.companyos.repo.Repository.MergeResult;
import dev.companyos.repo.Repository.Message;
import dev.companyos.repo.Repository.Trailer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link Repositories} keeps to. */
public abstract class RepositoriesContract {
    protected static final Instant NOW = Instant.parse("2026-11-05T10:00:00Z");
    protected static final Slug PRODUCT = new Slug("waitlist");

    @TempDir
    protected Path temp;

    protected Repository repository;

    protected abstract Repositories repositories(Path base, Clock clock);

    @BeforeEach
    void open() {
        repository = repositories(temp.resolve("products"), Clock.fixed(NOW, ZoneOffset.UTC))
                .open(PRODUCT);
    }

    @Test
    void a_new_repository_has_no_commit() {
        assertThat(repository.main()).isEmpty();
        assertThat(repository.log(10)).isEmpty();
        assertThat(repository.mergedFor(TaskId.fresh())).isEmpty();
        assertThat(repository.directory()).isDirectory();
    }

    @Test
    void the_first_commit_becomes_main_and_shows_in_the_folder() throws IOException {
        var commit = first("app.py", "print(1)\n");

        assertThat(repository.main()).contains(commit);
        assertThat(repository.directory().resolve("app.py")).hasContent("print(1)\n");
        var entry = repository.log(10).getFirst();
        assertThat(entry.commit()).isEqualTo(commit);
        assertThat(entry.author()).isEqualTo("backend_1");
        assertThat(entry.at()).isEqualTo(NOW);
        assertThat(entry.subject()).isEqualTo("First");
    }

    @Test
    void an_export_is_the_commits_tree_and_nothing_else() throws IOException {
        var commit = first("src/app.py", "x = 1\n");
        var into = temp.resolve("export");
        write(into, "left-over.txt", "old");

        repository.export(commit, into);

        assertThat(into.resolve("src/app.py")).hasContent("x = 1\n");
        assertThat(into.resolve("left-over.txt")).doesNotExist();
        assertThat(into.resolve(".git")).doesNotExist();
    }

    @Test
    void a_commit_takes_changes_additions_and_removals() throws IOException {
        var first = first("a.txt", "1", "b.txt", "1");
        var workspace = workspace(first);
        write(workspace, "a.txt", "2");
        write(workspace, "new/c.txt", "3");
        Files.delete(workspace.resolve("b.txt"));

        var second = commit(workspace, "task/1", first, message("Second")).orElseThrow();

        var into = temp.resolve("second");
        repository.export(second, into);
        assertThat(into.resolve("a.txt")).hasContent("2");
        assertThat(into.resolve("new/c.txt")).hasContent("3");
        assertThat(into.resolve("b.txt")).doesNotExist();
        assertThat(repository.main()).contains(first);
    }

    @Test
    void an_unchanged_workspace_makes_no_commit() throws IOException {
        var first = first("a.txt", "1");
        assertThat(commit(workspace(first), "task/1", first, message("Nothing")))
                .isEmpty();
        var empty = Files.createDirectory(temp.resolve("empty"));
        assertThat(repository.commit(empty, "task/2", Optional.empty(), message("Nothing")))
                .isEmpty();
    }

    @Test
    void what_the_product_ignores_stays_out() throws IOException {
        var first = first(".gitignore", "node_modules/\n*.log\n", "a.txt", "1");
        var workspace = workspace(first);
        write(workspace, "node_modules/left/index.js", "x");
        write(workspace, "debug.log", "x");
        write(workspace, "a.txt", "2");

        var second = commit(workspace, "task/1", first, message("Second")).orElseThrow();

        var into = temp.resolve("second");
        repository.export(second, into);
        assertThat(into.resolve("node_modules")).doesNotExist();
        assertThat(into.resolve("debug.log")).doesNotExist();
        assertThat(into.resolve("a.txt")).hasContent("2");
    }

    @Test
    void a_diff_shows_what_came_and_what_went() throws IOException {
        var before = first("app.py", "one\ntwo\n");
        var workspace = temp.resolve("diff");
        repository.export(before, workspace);
        Files.writeString(workspace.resolve("app.py"), "one\n2\n");
        Files.writeString(workspace.resolve("new.py"), "fresh\n");
        var after = repository
                .commit(
                        workspace,
                        "agent/x/diff",
                        Optional.of(before),
                        new Message("Change", "", "backend_1", List.of()))
                .orElseThrow();
        assertThat(repository.diff(before, after))
                .contains(
                        "diff --git a/app.py b/app.py",
                        "\n-two\n",
                        "\n+2\n",
                        "diff --git a/new.py b/new.py",
                        "+fresh\n");
        assertThat(repository.diff(before, before)).isEmpty();
        assertThatThrownBy(() -> repository.diff(before, new Commit("--output=/tmp/x".repeat(2))))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void what_a_commit_changed_can_be_undone_file_by_file_with_later_work_kept() throws IOException {
        var base = first("a.txt", "1\n", "old.txt", "old\n", "same.txt", "1\n");
        var workspace = temp.resolve("undone");
        repository.export(base, workspace);
        Files.writeString(workspace.resolve("a.txt"), "2\n");
        Files.delete(workspace.resolve("old.txt"));
        Files.createDirectories(workspace.resolve("new folder"));
        Files.writeString(workspace.resolve("new folder/ü.txt"), "new\n");
        var merged = repository
                .commit(workspace, "agent/x/undo", Optional.of(base), new Message("Change", "", "b_1", List.of()))
                .orElseThrow();
        repository.advance(Optional.of(base), merged);
        Files.writeString(workspace.resolve("later.txt"), "later\n");
        var later = repository
                .commit(workspace, "agent/x/later", Optional.of(merged), new Message("Later", "", "b_1", List.of()))
                .orElseThrow();
        repository.advance(Optional.of(merged), later);

        assertThat(repository.before(merged)).contains(base);
        assertThat(repository.before(base)).isEmpty();
        assertThat(repository.changes(merged))
                .containsExactlyInAnyOrder(
                        new Changed("a.txt", Changed.Kind.CHANGED),
                        new Changed("new folder/ü.txt", Changed.Kind.ADDED),
                        new Changed("old.txt", Changed.Kind.DELETED));
        assertThat(repository.changes(base)).hasSize(3).allMatch(it -> it.kind() == Changed.Kind.ADDED);

        var message = new Message("Undo", "", "founder", List.of());
        var some = repository.undone(merged, Set.of("a.txt", "old.txt"), message);
        assertThat(repository.main()).as("nothing moves").contains(later);
        var onto = (MergeResult.Clean) repository.merge(some, message);
        repository.export(onto.candidate(), workspace);
        assertThat(workspace.resolve("a.txt")).hasContent("1\n");
        assertThat(workspace.resolve("old.txt")).hasContent("old\n");
        assertThat(workspace.resolve("new folder/ü.txt")).exists();
        assertThat(workspace.resolve("later.txt")).exists();
        var all = repository.undone(merged, Set.of("a.txt", "old.txt", "new folder/ü.txt"), message);
        repository.export(((MergeResult.Clean) repository.merge(all, message)).candidate(), workspace);
        assertThat(workspace.resolve("new folder/ü.txt")).doesNotExist();
        assertThat(workspace.resolve("same.txt")).exists();
    }

    @Test
    void two_tasks_on_different_files_merge() throws IOException {
        var base = first("a.txt", "1", "b.txt", "1");
        var one = change(base, "task/1", "a.txt", "2");
        var two = change(base, "task/2", "b.txt", "2");

        land(one);
        var merged = land(two);

        assertThat(repository.main()).contains(merged);
        assertThat(repository.directory().resolve("a.txt")).hasContent("2");
        assertThat(repository.directory().resolve("b.txt")).hasContent("2");
    }

    @Test
    void a_conflict_names_its_files_and_shows_both_sides() throws IOException {
        var base = first("a.txt", "1\n", "b.txt", "1\n");
        var one = change(base, "task/1", "a.txt", "left\n");
        var two = change(base, "task/2", "a.txt", "right\n");
        var main = land(one);

        var result = repository.merge(two, message("Merge"));

        assertThat(result).isInstanceOfSatisfying(MergeResult.Conflicted.class, it -> {
            assertThat(it.files()).containsExactly("a.txt");
            assertThat(it.details()).contains("left", "right", "<<<<<<<");
        });
        assertThat(repository.main()).contains(main);
    }

    @Test
    void a_merge_moves_nothing_by_itself_and_its_first_parent_is_main() throws IOException {
        var base = first("a.txt", "1");
        var tip = change(base, "task/1", "a.txt", "2");

        var clean = (MergeResult.Clean) repository.merge(tip, message("Merge"));

        assertThat(clean.onto()).isEqualTo(base);
        assertThat(clean.candidate()).isNotEqualTo(tip);
        assertThat(repository.main()).contains(base);
        assertThat(repository.directory().resolve("a.txt")).hasContent("1");
        assertThat(repository.advance(Optional.of(base), clean.candidate())).isTrue();
        assertThat(repository.log(10)).extracting(Repository.LogEntry::commit).containsExactly(clean.candidate(), base);
    }

    @Test
    void main_moves_only_from_where_the_caller_saw_it() throws IOException {
        var base = first("a.txt", "1");
        var one = (MergeResult.Clean) repository.merge(change(base, "task/1", "a.txt", "2"), message("One"));
        var two = (MergeResult.Clean) repository.merge(change(base, "task/2", "b.txt", "2"), message("Two"));

        assertThat(repository.advance(Optional.of(base), one.candidate())).isTrue();
        assertThat(repository.advance(Optional.of(base), two.candidate())).isFalse();
        assertThat(repository.advance(Optional.empty(), two.candidate())).isFalse();
        assertThat(repository.main()).contains(one.candidate());
        assertThat(repository.directory().resolve("b.txt")).doesNotExist();
    }

    @Test
    void a_file_that_main_drops_leaves_the_folder() throws IOException {
        var base = first("a.txt", "1", "b.txt", "1");
        var workspace = workspace(base);
        Files.delete(workspace.resolve("b.txt"));
        land(commit(workspace, "task/1", base, message("Drop")).orElseThrow());

        assertThat(repository.directory().resolve("b.txt")).doesNotExist();
        assertThat(repository.directory().resolve("a.txt")).exists();
    }

    @Test
    void a_task_finds_its_merge_by_the_trailer() throws IOException {
        var task = TaskId.fresh();
        var base = first("a.txt", "1");
        var tip = change(base, "task/1", "a.txt", "2");
        var trailers = List.of(new Trailer("Task", task.value().toString()), new Trailer("Cost", "0.12\nTask: other"));
        var clean =
                (MergeResult.Clean) repository.merge(tip, new Message("Merge", "What it does.", "backend_1", trailers));

        assertThat(repository.mergedFor(task)).isEmpty();
        repository.advance(Optional.of(base), clean.candidate());

        assertThat(repository.mergedFor(task)).contains(clean.candidate());
        assertThat(repository.log(1).getFirst().trailers())
                .startsWith(trailers.getFirst(), new Trailer("Cost", "0.12 Task: other"));
        assertThat(repository.log(1).getFirst().trailers().getLast().key()).isEqualTo(Signatures.TRAILER);
        assertThat(repository.log(10)).allMatch(it -> it.signed());
    }

    @Test
    void a_body_cannot_claim_another_tasks_merge() throws IOException {
        var task = TaskId.fresh();
        var line = "Task: " + task.value();
        var base = first("a.txt", "1");
        var body = new Message("Fine", "Body.\n\n" + line, "backend_1", List.of());
        var clean = (MergeResult.Clean) repository.merge(change(base, "task/1", "a.txt", "2"), body);
        repository.advance(Optional.of(base), clean.candidate());
        var subject = new Message("Fine\n\n" + line, line, "x\n" + line, List.of(new Trailer("Attempt", "1")));
        var more = (MergeResult.Clean) repository.merge(change(clean.candidate(), "task/2", "a.txt", "3"), subject);
        repository.advance(Optional.of(clean.candidate()), more.candidate());

        assertThat(repository.mergedFor(task)).isEmpty();
    }

    @Test
    void any_text_makes_a_message() throws IOException {
        var base = first("a.txt", "1");
        var odd = new Message("\u0000 --amend \uD83D\uDE80\r\nx", "\u0000\u202E", "<evil> \n", List.of());
        var commit = repository.commit(workspaceWith(base, "a.txt", "2"), "task/1", Optional.of(base), odd);
        assertThat(commit).isPresent();
    }

    @Test
    void a_branch_name_cannot_be_main_or_an_option_or_climb() throws IOException {
        var base = first("a.txt", "1");
        var workspace = workspaceWith(base, "a.txt", "2");
        for (var branch : List.of("main", "../main", "-d", "", "a..b"))
            assertThatThrownBy(() -> commit(workspace, branch, base, message("x")))
                    .isInstanceOfSatisfying(
                            CompanyException.class, it -> assertThat(it.code()).isEqualTo("invalid.branch"));
    }

    @Test
    void an_unknown_commit_is_named_as_such() {
        for (var sha : List.of("0".repeat(40), "--output=/tmp/x", "main"))
            assertThatThrownBy(() -> repository.export(new Commit(sha), temp.resolve("x")))
                    .isInstanceOfSatisfying(
                            CompanyException.class, it -> assertThat(it.code()).isEqualTo("not-found.commit"));
    }

    @Test
    void links_that_lead_out_are_not_committed() throws IOException {
        var base = first("a.txt", "1");
        var workspace = workspaceWith(base, "dir/b.txt", "2");
        Files.createSymbolicLink(workspace.resolve("passwords"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(workspace.resolve("up"), Path.of("../../secret"));
        Files.createSymbolicLink(workspace.resolve("dir/round"), Path.of("../a.txt/../../../secret"));

        var commit = commit(workspace, "task/1", base, message("Links")).orElseThrow();

        var into = temp.resolve("out");
        repository.export(commit, into);
        assertThat(into.resolve("dir/b.txt")).hasContent("2");
        assertThat(Files.isSymbolicLink(into.resolve("passwords"))).isFalse();
        assertThat(Files.isSymbolicLink(into.resolve("up"))).isFalse();
        assertThat(Files.isSymbolicLink(into.resolve("dir/round"))).isFalse();
    }

    @Test
    void eight_tasks_at_once_lose_nothing() throws Exception {
        var base = first("a.txt", "1");
        var futures = new ArrayList<Future<?>>();
        try (var pool = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                int number = i;
                futures.add(pool.submit(() -> {
                    for (int round = 0; round < 2; round++) {
                        var name = "file-" + number + "-" + round + ".txt";
                        var tip = change(repository.main().orElse(base), "task/" + number, name, "x");
                        land(tip);
                    }
                    return null;
                }));
            }
        }
        for (var future : futures) future.get();

        assertThat(repository.log(100)).hasSize(17);
        for (int i = 0; i < 8; i++)
            for (int round = 0; round < 2; round++)
                assertThat(repository.directory().resolve("file-" + i + "-" + round + ".txt"))
                        .exists();
    }

    protected static Message message(String subject) {
        return new Message(subject, "", "backend_1", List.of(new Trailer("Attempt", "1")));
    }

    protected Commit first(String... pathsAndContents) throws IOException {
        var workspace = Files.createTempDirectory(temp, "first");
        for (int i = 0; i < pathsAndContents.length; i += 2)
            write(workspace, pathsAndContents[i], pathsAndContents[i + 1]);
        var commit = repository
                .commit(workspace, "task/first", Optional.empty(), message("First"))
                .orElseThrow();
        assertThat(repository.advance(Optional.empty(), commit)).isTrue();
        return commit;
    }

    protected Path workspace(Commit commit) throws IOException {
        var workspace = Files.createTempDirectory(temp, "workspace");
        repository.export(commit, workspace);
        return workspace;
    }

    protected Path workspaceWith(Commit commit, String path, String content) throws IOException {
        var workspace = workspace(commit);
        write(workspace, path, content);
        return workspace;
    }

    protected Optional<Commit> commit(Path workspace, String branch, Commit parent, Message message) {
        return repository.commit(workspace, branch, Optional.of(parent), message);
    }

    protected Commit change(Commit base, String branch, String path, String content) throws IOException {
        return commit(workspaceWith(base, path, content), branch, base, message("Change " + path))
                .orElseThrow();
    }

    /** Merges and advances until it succeeds, as a merge queue with rivals would. */
    protected Commit land(Commit tip) {
        while (true) {
            var clean = (MergeResult.Clean) repository.merge(tip, message("Merge"));
            if (repository.advance(Optional.of(clean.onto()), clean.candidate())) return clean.candidate();
        }
    }

    protected static void write(Path folder, String path, String content) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
