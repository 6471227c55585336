package dev.companyos.duties.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.dependencies.Installations;
import dev.companyos.dependencies.Registries;
import dev.companyos.kernel.Commit;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.Slug;
import dev.companyos.kernel.TaskId;
import dev.companyos.repo.Repositories;
import dev.companyos.repo.Repository;
import dev.companyos.repo.Repository.Changed;
import dev.companyos.repo.commandline.GitRepositories;
import dev.companyos.sandbox.none.Unconfined;
import dev.companyos.stacks.Stacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real git and a suite that really runs; see {@link MergeGateTest#STACK} for what it holds the product to. */
class RestorationTest {
    private static final Slug PRODUCT = new Slug("coffee");

    @TempDir
    Path temp;

    Repository repository;
    Restoration restoration;

    @BeforeEach
    void lay() throws IOException {
        var repositories =
                new GitRepositories(temp.resolve("products"), Clock.systemUTC(), dev.companyos.repo.Signatures.fresh());
        repository = repositories.open(PRODUCT);
        restoration = new Restoration(grounds(repositories), stacks());
        change(TaskId.fresh(), Map.of("list.txt", "start\n", "start.txt", "1\n"));
    }

    private Build.Grounds grounds(Repositories repositories) {
        var installations = new Installations(
                new Unconfined(), temp.resolve("deps"), Registries.of(Map.of(), temp), Clock.systemUTC());
        var suite = new TestSuite(new Unconfined(), installations);
        var workspaces = temp.resolve("workspaces");
        return new Build.Grounds(
                repositories,
                new Foundation(repositories, workspaces, (_, _) -> Map.of()),
                suite,
                new MergeGate(suite),
                workspaces);
    }

    private static Stacks stacks() {
        return new Stacks() {
            @Override
            public List<Availability> all() {
                return List.of();
            }

            @Override
            public Choice choose(String wanted) {
                return new Choice(MergeGateTest.STACK, "");
            }
        };
    }

    /** A commit on main that carries the task; an empty text deletes the file. */
    private Commit change(TaskId task, Map<String, String> files) throws IOException {
        var base = repository.main();
        Path workspace = Files.createDirectories(temp.resolve("workspace"));
        if (base.isPresent()) repository.export(base.get(), workspace);
        for (var it : files.entrySet()) {
            if (it.getValue().isEmpty()) Files.delete(workspace.resolve(it.getKey()));
            else Files.writeString(workspace.resolve(it.getKey()), it.getValue());
        }
        var message = new Repository.Message(
                "Work",
                "",
                "backend_1",
                List.of(
                        new Repository.Trailer("Task", task.value().toString()),
                        new Repository.Trailer("Origin", "templates")));
        var commit = repository.commit(workspace, "agent/x", base, message).orElseThrow();
        assertThat(repository.advance(base, commit)).isTrue();
        return commit;
    }

    private String file(String name) throws IOException {
        return Files.readString(repository.directory().resolve(name));
    }

    @Test
    void a_task_shows_what_it_changed() throws IOException {
        var task = TaskId.fresh();
        var merged = change(task, Map.of("start.txt", "2\n", "more.txt", "new\n"));
        var changes = restoration.changes(PRODUCT, task);
        assertThat(changes.merged()).contains(merged);
        assertThat(changes.files())
                .containsExactly(
                        new Changed("more.txt", Changed.Kind.ADDED), new Changed("start.txt", Changed.Kind.CHANGED));
        assertThat(changes.diff()).contains("-1", "+2", "+new");
        assertThat(restoration.changes(PRODUCT, TaskId.fresh()).files()).isEmpty();
    }

    @Test
    void one_file_or_all_of_a_task_comes_back_with_later_work_kept() throws IOException {
        var task = TaskId.fresh();
        change(task, Map.of("start.txt", "2\n", "more.txt", "new\n"));
        change(TaskId.fresh(), Map.of("later.txt", "later\n"));
        var restored = restoration.restore(PRODUCT, "sh", task, Set.of("start.txt"));
        assertThat(repository.main()).contains(restored.commit());
        assertThat(file("start.txt")).isEqualTo("1\n");
        assertThat(file("more.txt")).isEqualTo("new\n");
        restoration.restore(PRODUCT, "sh", task, Set.of());
        assertThat(repository.directory().resolve("more.txt")).doesNotExist();
        assertThat(file("later.txt")).isEqualTo("later\n");
        assertThat(repository.log(1).getFirst().trailers())
                .contains(new Repository.Trailer("Restores", task.value().toString()));
        assertThat(temp.resolve("workspaces/coffee")).isEmptyDirectory();
    }

    @Test
    void main_stays_as_it_is_when_tests_would_fail() throws IOException {
        var task = TaskId.fresh();
        var merged = change(task, Map.of("list.txt", "start\nmore\n", "more.txt", "1\n"));
        assertThatThrownBy(() -> restoration.restore(PRODUCT, "sh", task, Set.of("more.txt")))
                .isInstanceOfSatisfying(
                        CompanyException.class, it -> assertThat(it.code()).isEqualTo("conflict.restore"))
                .hasMessageContaining("tests would fail");
        assertThat(repository.main()).contains(merged);
    }

    @Test
    void main_stays_as_it_is_when_the_same_lines_have_changed_since() throws IOException {
        var task = TaskId.fresh();
        change(task, Map.of("start.txt", "2\n"));
        var later = change(TaskId.fresh(), Map.of("start.txt", "3\n"));
        assertThatThrownBy(() -> restoration.restore(PRODUCT, "sh", task, Set.of()))
                .isInstanceOf(CompanyException.class)
                .hasMessageContaining("start.txt");
        assertThat(repository.main()).contains(later);
    }

    @Test
    void what_the_task_did_not_change_is_refused() throws IOException {
        var task = TaskId.fresh();
        change(task, Map.of("start.txt", "2\n"));
        for (var file : List.of("list.txt", "../start.txt", "/etc/passwd", "--all", "\u0000"))
            assertThatThrownBy(() -> restoration.restore(PRODUCT, "sh", task, Set.of(file)))
                    .isInstanceOf(CompanyException.class);
        assertThatThrownBy(() -> restoration.restore(PRODUCT, "sh", TaskId.fresh(), Set.of()))
                .isInstanceOf(CompanyException.class)
                .hasMessageContaining("nothing to restore");
    }
}
