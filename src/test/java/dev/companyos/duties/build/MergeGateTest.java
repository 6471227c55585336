package dev.companyos.duties.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.dependencies.Installations;
import dev.companyos.dependencies.Registries;
import dev.companyos.duties.build.MergeGate.Passage;
import dev.companyos.kernel.Commit;
import dev.companyos.kernel.Slug;
import dev.companyos.repo.Repository;
import dev.companyos.repo.Signatures;
import dev.companyos.repo.commandline.GitRepositories;
import dev.companyos.sandbox.none.Unconfined;
import dev.companyos.stacks.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many tasks on one product, with real git and a suite that really runs. */
@Timeout(120)
class MergeGateTest {
    private static final int TASKS = 8;

    @TempDir
    Path temp;

    Repository repository;
    TestSuite suite;
    MergeGate gate;

    /** Fails unless each line of list.txt has its file, and no line is there twice. */
    static final Stack STACK = new Stack(
            "sh",
            "",
            "",
            Map.of(),
            List.of(),
            List.of(),
            new Stack.Tests(
                    List.of(
                            "/bin/sh",
                            "-c",
                            "f=0; for n in $(cat list.txt); do [ -f \"$n.txt\" ] || f=1; done;"
                                    + " [ -z \"$(sort list.txt | uniq -d)\" ] || f=1; echo \"1 run, $f failed\"; exit $f"),
                    "(\\d+) run, (\\d+) failed",
                    "\\d+ run, (\\d+) failed"),
            Optional.empty(),
            List.of("true"),
            List.of("/"),
            List.of(),
            Map.of("PATH", "/usr/bin:/bin"));

    @BeforeEach
    void lay() throws IOException {
        repository = new GitRepositories(temp.resolve("products"), Clock.systemUTC(), Signatures.fresh())
                .open(new Slug("coffee"));
        var sandbox = new Unconfined();
        var registries = Registries.of(Map.of(), temp);
        suite = new TestSuite(sandbox, new Installations(sandbox, temp.resolve("deps"), registries, Clock.systemUTC()));
        gate = new MergeGate(suite);
        Path first = Files.createDirectories(temp.resolve("first"));
        Files.writeString(first.resolve("list.txt"), "start\n");
        Files.writeString(first.resolve("start.txt"), "");
        repository.advance(
                Optional.empty(),
                repository
                        .commit(first, "first", Optional.empty(), message("First"))
                        .orElseThrow());
    }

    static Repository.Message message(String subject) {
        return new Repository.Message(subject, "", "backend_1", List.of());
    }

    /** One attempt: begins at the newest main, writes a line into the file that everybody writes to, and one of its own. */
    Passage attempt(int task, int number) throws IOException {
        Path workspace = temp.resolve("task-%d-%d".formatted(task, number));
        Commit base = repository.main().orElseThrow();
        repository.export(base, workspace);
        var list = workspace.resolve("list.txt");
        Files.writeString(list, Files.readString(list) + "task" + task + "\n");
        Files.writeString(workspace.resolve("task%d.txt".formatted(task)), "");
        Commit tip = repository
                .commit(workspace, "agent/task/" + task, Optional.of(base), message("Task " + task))
                .orElseThrow();
        return gate.pass(
                repository,
                tip,
                message("Task " + task),
                STACK,
                true,
                temp.resolve("gate-" + task),
                _ -> {},
                repository::advance);
    }

    @Test
    void eight_tasks_that_touch_the_same_file_all_end_on_a_main_that_was_never_broken() throws Exception {
        var conflicts = new AtomicInteger();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<Object>>();
            for (int i = 0; i < TASKS; i++) {
                int task = i;
                all.add(pool.submit(() -> {
                    for (int number = 1; ; number++) {
                        var passage = attempt(task, number);
                        if (passage instanceof Passage.Merged) return null;
                        assertThat(passage).isInstanceOfSatisfying(Passage.Conflicted.class, it -> {
                            assertThat(it.files()).containsExactly("list.txt");
                            assertThat(it.details()).contains("<<<<<<<", "task" + task);
                        });
                        conflicts.incrementAndGet();
                        assertThat(number).as("attempts of one task").isLessThan(50);
                    }
                }));
            }
            for (var it : all) it.get();
        }
        assertThat(conflicts.get()).as("they did get into each other's way").isPositive();
        var history = repository.log(100);
        assertThat(history).hasSize(TASKS + 1);
        for (var entry : history) {
            Path folder = temp.resolve("look");
            repository.export(entry.commit(), folder);
            assertThat(suite.run(folder, STACK, true).green())
                    .as(entry.subject())
                    .isTrue();
        }
        assertThat(Files.readAllLines(repository.directory().resolve("list.txt")))
                .hasSize(TASKS + 1)
                .doesNotHaveDuplicates();
        var fsck = new ProcessBuilder("git", "-C", repository.directory().toString(), "fsck", "--strict")
                .redirectErrorStream(true)
                .start();
        assertThat(fsck.waitFor())
                .as(new String(fsck.getInputStream().readAllBytes()))
                .isZero();
    }

    @Test
    void what_is_green_alone_and_red_together_stays_off_main() throws Exception {
        var before = repository.main();
        Path workspace = temp.resolve("red");
        repository.export(before.orElseThrow(), workspace);
        Files.writeString(workspace.resolve("other.txt"), "");
        Files.delete(workspace.resolve("start.txt"));
        Files.writeString(workspace.resolve("list.txt"), "other\n");
        Commit tip = repository
                .commit(workspace, "agent/task/red", before, message("Red"))
                .orElseThrow();
        Path meanwhile = temp.resolve("meanwhile");
        repository.export(before.orElseThrow(), meanwhile);
        Files.writeString(meanwhile.resolve("more.txt"), "");
        Files.writeString(meanwhile.resolve("list.txt"), "start\n");
        Files.writeString(meanwhile.resolve("README"), "Needs start.\n");
        var moved = repository
                .commit(meanwhile, "agent/task/other", before, message("Other"))
                .orElseThrow();
        assertThat(repository.advance(before, moved)).isTrue();
        var strict = new Stack(
                "sh",
                "",
                "",
                Map.of(),
                List.of(),
                List.of(),
                new Stack.Tests(
                        List.of(
                                "/bin/sh",
                                "-c",
                                "if [ -f README ] && ! [ -f start.txt ]; then echo 1 run, 1 failed; exit 1; fi; echo 1 run, 0 failed"),
                        "(\\d+) run, (\\d+) failed",
                        "\\d+ run, (\\d+) failed"),
                Optional.empty(),
                List.of("true"),
                List.of("/"),
                List.of(),
                Map.of("PATH", "/usr/bin:/bin"));
        assertThat(suite.run(workspace, strict, true).green()).as("alone").isTrue();
        var passage = gate.pass(
                repository, tip, message("Red"), strict, true, temp.resolve("gate"), _ -> {}, repository::advance);
        assertThat(passage).isInstanceOfSatisfying(Passage.Broken.class, it -> assertThat(
                        it.tests().failed())
                .isEqualTo(1));
        assertThat(repository.main()).contains(moved);
    }
}
