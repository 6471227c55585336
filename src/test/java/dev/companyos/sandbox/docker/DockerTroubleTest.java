package dev.companyos.sandbox.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.kernel.CompanyException;
import dev.companyos.sandbox.Sandbox;
import dev.companyos.sandbox.Sandbox.Job;
import dev.companyos.sandbox.Sandbox.Limits;
import dev.companyos.sandbox.Sandbox.Network;
import dev.companyos.sandbox.Sandbox.Run;
import dev.companyos.sandbox.docker.DockerSandbox.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an engine does when it is not well: a command line that says what Docker's says, and needs no engine. */
class DockerTroubleTest {
    private static final String WELL = """
            case "$1 $2" in
              "info "*) echo 'linux 8 ["name=seccomp,profile=default"]' ;;
              "image "*) echo sha256:1 ;;
              "create "*) echo 4d5e ;;
              "start "*) [ -f started ] || for f in */; do echo yes > "$f/it-works"; done ;;
              "inspect "*) echo 'false false 2026-11-23T21:00:00Z' ;;
            esac
            echo "$@" >> calls
            """;

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void make() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
    }

    /** Commands of ours are added in front, where they may end it. */
    private void docker(String before) throws IOException {
        var program = folder.resolve("docker");
        Files.writeString(program, "#!/bin/sh\ncd '%s'\n%s\n%s".formatted(home, before, WELL));
        program.toFile().setExecutable(true);
    }

    private Probe probe(String image) {
        return DockerSandbox.probe(image, home, Map.of("PATH", folder + ":/usr/bin:/bin", "SECRET", "canary"));
    }

    private Sandbox sandbox() {
        return ((Probe.Works) probe("tools:1")).sandbox();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "info | echo 'Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?'; exit 1 | Cannot connect to the Docker daemon | Start Docker",
                "info | echo 'windows 8 []'; exit 0 | engine does not answer | Start Docker",
                "image | echo 'Error: No such image: tools:1'; exit 1 | image tools:1 is not there | docker pull tools:1",
                "create | echo 'Error response from daemon: invalid mount config'; exit 1 | invalid mount config | docker run",
                "start | echo 'the image has no perl'; exit 1 | no perl | docker run",
                "start | exit 0 | does not see | docker run",
            })
    void the_probe_says_what_is_wrong_and_what_to_do(String call, String answer, String reason, String doThis)
            throws IOException {
        docker("[ \"$1\" = %s ] && { %s; }".formatted(call, answer));
        assertThat(probe("tools:1")).isInstanceOfSatisfying(Probe.Fails.class, it -> {
            assertThat(it.reason()).contains(reason);
            assertThat(it.doThis()).contains(doThis);
        });
    }

    @Test
    void our_own_image_is_made_and_not_pulled() throws IOException {
        docker("[ \"$1\" = image ] && exit 1");
        assertThat(probe(Image.NAME)).isInstanceOfSatisfying(Probe.Fails.class, it -> assertThat(it.doThis())
                .contains("company sandbox build"));
        assertThat(Image.NAME).matches("companyos-sandbox:[0-9a-f]{12}");
        assertThat(Image.dockerfile()).contains("perl-base", "python3", "node", "temurin");
    }

    @Test
    void a_container_has_every_bound_and_nothing_of_our_environment() throws IOException {
        docker("env > environment");
        var run = sandbox().run(job());
        assertThat(run).isInstanceOf(Run.Exited.class);
        assertThat(home.resolve("environment")).content().doesNotContain("canary");
        var calls = Files.readString(home.resolve("calls"));
        assertThat(calls)
                .contains("--network none", "--read-only", "--cap-drop ALL", "no-new-privileges", "--pull never")
                .contains("--pids-limit", "--memory", "--memory-swap", "--cpus", "fsize=", "core=0:0", "--tmpfs /tmp:")
                .contains("--log-driver none", "rm --force --volumes company-")
                .doesNotContain("docker.sock", "--privileged", "--user 0:0");
    }

    @Test
    void an_engine_that_goes_away_fails_no_test() throws IOException {
        docker("");
        var sandbox = sandbox();
        docker("[ $1 = start ] && exit 1; [ $1 = inspect ] && { echo 'Cannot connect to the Docker daemon'; exit 1; }");
        assertThatThrownBy(() -> sandbox.run(job())).isInstanceOfSatisfying(CompanyException.class, it -> {
            assertThat(it.code()).isEqualTo("unavailable.sandbox");
            assertThat(it.why()).contains("went away", "Cannot connect");
        });
    }

    @Test
    void what_the_kernel_ended_for_memory_says_so() throws IOException {
        docker("");
        var sandbox = sandbox();
        docker("[ $1 = start ] && exit 137; [ $1 = inspect ] && { echo 'false true 2026-11-23T21:00:00Z'; exit 0; }");
        assertThat(sandbox.run(job())).isInstanceOfSatisfying(Run.Killed.class, it -> assertThat(it.limit())
                .isEqualTo("memory (2048 MB)"));
    }

    @Test
    void what_never_started_is_no_failed_test() throws IOException {
        docker("");
        var sandbox = sandbox();
        docker("[ $1 = start ] && { echo 'OCI runtime create failed'; exit 127; };"
                + "[ $1 = inspect ] && { echo 'false false 0001-01-01T00:00:00Z'; exit 0; }");
        assertThatThrownBy(() -> sandbox.run(job()))
                .isInstanceOfSatisfying(
                        CompanyException.class, it -> assertThat(it.why()).contains("OCI runtime create failed"));
    }

    private Job job() throws IOException {
        var workspace = Files.createDirectories(folder.resolve("workspace"));
        return new Job(workspace, List.of(), List.of("true"), Map.of(), Network.NONE, Limits.TESTS);
    }
}
