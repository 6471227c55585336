package dev.companyos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.testing.AskedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** How a run comes to its end before it is through: as processes, as a founder starts and ends them. */
@Timeout(300)
class RunEndsTest {
    private static final int NOTHING_SHIPPED = 1;

    @TempDir
    Path home;

    private final List<Process> begun = new ArrayList<>();

    @AfterEach
    void end() {
        begun.forEach(Process::destroyForcibly);
        ofThisHome().forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void stop_ends_a_run_with_its_summary_and_a_second_stop_says_that_nothing_runs() throws Exception {
        var run = company("run", "A waitlist");
        awaitFile("server.url", run);
        var stop = company("stop");
        assertThat(stop.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(stop.exitValue()).as(said(stop)).isZero();
        assertThat(run.isAlive()).as("stop returns when the server has ended").isFalse();
        assertThat(run.exitValue()).isEqualTo(NOTHING_SHIPPED);
        assertThat(said(run)).contains("Stopping.").contains("Not shipped.").contains("Cost");
        nothingIsLeft();

        var second = company("stop");
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(Failed.UNAVAILABLE);
        assertThat(said(second)).contains("error: Nothing runs on " + home);
    }

    @Test
    void a_signal_drains_a_run_and_its_json_says_how_it_ended() throws Exception {
        var run = company("run", "A waitlist", "--until", "shipped", "--json");
        awaitFile("server.url", run);
        signal("INT", run);
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(128 + 2);
        assertThat(said(run)).contains("Stopping.");
        String last = said(run).lines().filter(it -> it.startsWith("{")).reduce("", (_, it) -> it);
        assertThat(JsonMapper.shared().readTree(last).path("outcome").asString())
                .isEqualTo("failed");
        nothingIsLeft();
    }

    @Test
    void a_signal_while_the_server_starts_leaves_no_service_behind() throws Exception {
        var run = company("run", "A waitlist");
        awaitFile("server.pid", run);
        signal("TERM", run);
        assertThat(run.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(128 + 15);
        nothingIsLeft();
    }

    private void nothingIsLeft() {
        assertThat(home.resolve("server.pid")).doesNotExist();
        assertThat(home.resolve("server.url")).doesNotExist();
        assertThat(home.resolve("postgres/data/postmaster.pid")).doesNotExist();
        assertThat(ofThisHome().map(it -> it.info().commandLine())).isEmpty();
    }

    private Stream<ProcessHandle> ofThisHome() {
        return ProcessHandle.allProcesses().filter(it -> it.info()
                .command()
                .filter(c -> c.startsWith(home.toString()))
                .isPresent());
    }

    private Process company(String... words) throws IOException {
        var command = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(List.of(words));
        command.addAll(List.of("--home", home.toString()));
        if (words[0].equals("run")) command.add("--port=" + AskedServer.freePort());
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        Files.createTempFile(home.getParent(), "said", ".txt").toFile());
        builder.environment().put("COMPANY_BUDGET_USD", "0"); // nothing is to happen meanwhile
        builder.environment().remove("ANTHROPIC_API_KEY");
        var process = builder.start();
        begun.add(process);
        outputs.put(process, builder.redirectOutput().file().toPath());
        return process;
    }

    private final java.util.Map<Process, Path> outputs = new java.util.HashMap<>();

    private String said(Process process) {
        try {
            return Files.readString(outputs.get(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(String signal, Process process) throws Exception {
        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    private void awaitFile(String name, Process writer) throws Exception {
        try (var watch = home.getFileSystem().newWatchService()) {
            home.register(watch, java.nio.file.StandardWatchEventKinds.ENTRY_CREATE);
            while (!Files.exists(home.resolve(name))) {
                assertThat(writer.isAlive()).as(() -> said(writer)).isTrue();
                var key = watch.poll(1, TimeUnit.SECONDS);
                if (key != null) key.reset();
            }
        }
    }
}
