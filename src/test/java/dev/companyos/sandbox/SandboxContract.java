package dev.companyos.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.sandbox.Sandbox.Job;
import dev.companyos.sandbox.Sandbox.Limits;
import dev.companyos.sandbox.Sandbox.Network;
import dev.companyos.sandbox.Sandbox.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link Sandbox} keeps to, whether it confines or not. */
@Timeout(60)
public abstract class SandboxContract {
    @TempDir
    protected Path temp;

    protected Path workspace;

    protected abstract Sandbox sandbox();

    /** Long enough for a command to begin and to say so. */
    protected Duration briefly() {
        return Duration.ofMillis(700);
    }

    @BeforeEach
    void makeWorkspace() throws IOException {
        workspace = Files.createDirectories(temp.resolve("home dir/work space"));
    }

    @Test
    void the_exit_code_and_both_outputs_come_back() {
        var run = exited("echo out; echo err >&2; exit 7");
        assertThat(run.code()).isEqualTo(7);
        assertThat(run.output()).contains("out", "err");
        assertThat(run.took()).isPositive();
    }

    @Test
    void the_workspace_is_the_working_folder_and_writable_again_and_again() throws IOException {
        Files.writeString(workspace.resolve("in.txt"), "in");
        assertThat(exited("cat in.txt; pwd; echo 1 > out.txt; mkdir sub; echo 2 > sub/x")
                        .output())
                .contains("in", workspace.toString());
        Files.writeString(workspace.resolve("sub/by-us.txt"), "x");
        assertThat(exited("echo more >> out.txt && echo y > sub/by-us.txt && cat out.txt")
                        .output())
                .isEqualTo("1\nmore\n");
        assertThat(workspace.resolve("sub/by-us.txt")).hasContent("y");
    }

    @Test
    void a_missing_program_is_a_failed_run() {
        var run = sandbox().run(job(List.of("/bin/sh", "-c", "no-such-program-here")));
        assertThat(run).isInstanceOfSatisfying(Run.Exited.class, it -> assertThat(it.code())
                .isEqualTo(127));
    }

    @Test
    void the_environment_is_the_jobs_and_nothing_of_ours() {
        var job = new Job(
                workspace,
                List.of(),
                List.of("/bin/sh", "-c", "env; cat /proc/*/environ 2>/dev/null | tr '\\0' '\\n'; true"),
                Map.of("DATABASE_PATH", "/x y/app.db", "ODD", "a\nb=c 'd' $(e)"),
                Network.NONE,
                Limits.TESTS);
        var output = ((Run.Exited) sandbox().run(job)).output();
        assertThat(output).contains("DATABASE_PATH=/x y/app.db", "ODD=a\nb=c 'd' $(e)");
        var own = exited("env").output().lines().map(it -> it.split("=")[0]).collect(Collectors.toSet());
        assertThat(own).isSubsetOf("PATH", "HOME", "TMPDIR", "LANG", "PWD", "SHLVL", "_", "OLDPWD", "COMPANY_RUN");
    }

    @Test
    void past_its_time_it_is_killed_with_all_that_it_started() {
        var mark = mark();
        var job = job(
                new Limits(briefly(), 1L << 30, 64, 1 << 20, 1 << 16),
                "echo begun; sleep %1$s & (setsid sleep %1$s &) ; setsid nohup sh -c 'sleep %1$s; true' & wait; sleep %1$s"
                        .formatted(mark));
        var run = sandbox().run(job);
        assertThat(run).isInstanceOfSatisfying(Run.Killed.class, it -> {
            assertThat(it.limit()).startsWith("time (");
            assertThat(it.output()).contains("begun");
        });
        assertThat(running(mark)).isEmpty();
    }

    @Test
    void what_a_command_leaves_behind_ends_with_it() {
        var mark = mark();
        assertThat(exited("(setsid sleep %1$s &); sleep %1$s & echo done".formatted(mark))
                        .output())
                .contains("done");
        assertThat(running(mark)).isEmpty();
    }

    @Test
    void long_output_keeps_its_beginning_and_its_end() {
        var run = (Run.Exited) sandbox()
                .run(job(
                        new Limits(Duration.ofSeconds(30), 1L << 30, 64, 1 << 20, 1000),
                        "echo first; seq 1 100000; echo last"));
        assertThat(run.output()).startsWith("first").endsWith("last\n").contains("left out");
        assertThat(run.output().length()).isLessThan(1200);
    }

    @Test
    void endless_output_ends() {
        var run = sandbox()
                .run(job(new Limits(Duration.ofSeconds(30), 1L << 30, 64, 1 << 20, 1000), "while true; do yes; done"));
        assertThat(run).isInstanceOfSatisfying(Run.Killed.class, it -> {
            assertThat(it.limit()).startsWith("output (");
            assertThat(it.output().length()).isLessThan(1200);
        });
    }

    @Test
    void output_that_is_no_text_does_no_harm() {
        assertThat(exited("head -c 1000 /dev/urandom; echo; echo end").output()).endsWith("end\n");
    }

    @Test
    void many_run_at_once() throws Exception {
        var futures = new ArrayList<Future<String>>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                int number = i;
                futures.add(pool.submit(() -> exited("echo number " + number).output()));
            }
        }
        for (int i = 0; i < 12; i++) assertThat(futures.get(i).get()).isEqualTo("number " + i + "\n");
    }

    @Test
    void a_service_goes_on_and_stops_with_all_that_it_started() throws Exception {
        var mark = mark();
        var log = temp.resolve("logs/service.log");
        var ended = new CountDownLatch(1);
        var service = sandbox()
                .start(job("echo up; touch up; sleep %1$s & (setsid sleep %1$s &) ; sleep %1$s".formatted(mark)), log);
        service.onExit(ended::countDown);
        assertThat(service.alive()).isTrue();
        assertThat(service.pid()).isNotNegative();
        while (running(mark).size() < 3) Thread.onSpinWait();

        service.stop();

        assertThat(service.alive()).isFalse();
        assertThat(running(mark)).isEmpty();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(log).content().contains("up");
        service.stop();
    }

    @Test
    void a_service_that_ends_by_itself_says_so() throws Exception {
        var ended = new CountDownLatch(1);
        var service = sandbox().start(job("echo bye; exit 3"), temp.resolve("service.log"));
        service.onExit(ended::countDown);
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(service.alive()).isFalse();
    }

    protected Run.Exited exited(String script) {
        return (Run.Exited) sandbox().run(job(script));
    }

    protected Job job(String script) {
        return job(Limits.TESTS, script);
    }

    protected Job job(List<String> command) {
        return new Job(workspace, List.of(), command, Map.of(), Network.NONE, Limits.TESTS);
    }

    protected Job job(Limits limits, String script) {
        return new Job(workspace, List.of(), List.of("/bin/sh", "-c", script), Map.of(), Network.NONE, limits);
    }

    /** A number of seconds that no other sleep on this machine has. */
    protected static String mark() {
        return "9" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
    }

    protected static List<Long> running(String mark) {
        return ProcessHandle.allProcesses()
                .filter(it -> {
                    try {
                        var line = Files.readAllBytes(Path.of("/proc", "" + it.pid(), "cmdline"));
                        return new String(line, StandardCharsets.ISO_8859_1).startsWith("sleep\0" + mark);
                    } catch (IOException e) {
                        return false;
                    }
                })
                .map(ProcessHandle::pid)
                .toList();
    }
}
