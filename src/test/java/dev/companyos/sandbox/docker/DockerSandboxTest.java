package dev.companyos.sandbox.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.kernel.CompanyException;
import dev.companyos.sandbox.ConfiningContract;
import dev.companyos.sandbox.Sandbox;
import dev.companyos.sandbox.Sandbox.Job;
import dev.companyos.sandbox.Sandbox.Limits;
import dev.companyos.sandbox.Sandbox.Mount;
import dev.companyos.sandbox.Sandbox.Network;
import dev.companyos.sandbox.Sandbox.Run;
import dev.companyos.sandbox.process.Owner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DockerSandboxTest extends ConfiningContract {
    private static final Path HOME = Path.of(System.getProperty("java.io.tmpdir"));
    /** Answers every request with the file that it names. */
    private static final String SERVER = """
            use IO::Socket::INET;
            my $s = IO::Socket::INET->new(LocalAddr => "127.0.0.1:$ARGV[0]", Listen => 5, ReuseAddr => 1) or die;
            while (my $c = $s->accept) {
              my ($path) = <$c> =~ m{GET /(\\S+)};
              while (<$c>) { last if /^\\s*$/ }
              open my $f, "<", $path; local $/; my $body = <$f>;
              print $c "HTTP/1.1 200 OK\\r\\nConnection: close\\r\\nContent-Length: " . length($body) . "\\r\\n\\r\\n$body";
              close $c;
            }
            """;

    private static Sandbox sandbox;

    @BeforeAll
    static void probe() throws Exception {
        var docker = Docker.find(System.getenv());
        Assumptions.assumeTrue(
                docker.isPresent()
                        && docker.get().call(Duration.ofSeconds(10), "info").well(),
                "there is no Docker engine");
        Assumptions.assumeTrue(TestImage.present(docker.get()), "no image could be made");
        switch (DockerSandbox.probe(TestImage.NAME, HOME, System.getenv())) {
            case DockerSandbox.Probe.Works works -> sandbox = works.sandbox();
            case DockerSandbox.Probe.Fails fails -> throw new AssertionError(fails.reason());
        }
    }

    @Override
    protected Sandbox sandbox() {
        return sandbox;
    }

    @Override
    protected Duration briefly() {
        return Duration.ofSeconds(3);
    }

    @Test
    void what_it_serves_answers_on_our_loopback_and_nowhere_else() throws Exception {
        int port = freePort();
        var job = new Job(
                workspace,
                List.of(),
                List.of("perl", "-e", SERVER, "" + port),
                Map.of(),
                new Network.Serves(port),
                Limits.SERVICE);
        Files.writeString(workspace.resolve("page.txt"), "a page of " + "x".repeat(200_000));
        Files.writeString(workspace.resolve("page2.txt"), "another");
        var service = sandbox.start(job, temp.resolve("service.log"));
        try {
            assertThat(get(port, "/page.txt")).hasSize(200_010);
            assertThat(get(port, "/page2.txt")).isEqualTo("another");
        } finally {
            service.stop();
        }
        assertThatThrownBy(() -> new java.net.Socket("127.0.0.1", port).close()).isInstanceOf(IOException.class);
    }

    private static String get(int port, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                    .build();
            for (int i = 0; ; i++)
                try {
                    return client.send(request, HttpResponse.BodyHandlers.ofString())
                            .body();
                } catch (IOException e) {
                    if (i > 50) throw e;
                }
        }
    }

    @Test
    void a_network_that_it_cannot_bound_is_refused_and_nothing_runs() {
        var job = new Job(
                workspace,
                List.of(),
                List.of("touch", "ran"),
                Map.of(),
                new Network.Reaches(Set.of("pypi.org")),
                Limits.TESTS);
        assertThatThrownBy(() -> sandbox.run(job))
                .isInstanceOfSatisfying(
                        CompanyException.class, it -> assertThat(it.code()).isEqualTo("unavailable.sandbox"));
        assertThat(workspace.resolve("ran")).doesNotExist();
    }

    @Test
    void what_our_work_has_put_down_can_be_read_and_this_machines_tools_stay_behind() throws Exception {
        var cache = Files.createDirectory(temp.resolve("a, cache"));
        Files.writeString(cache.resolve("lib.txt"), "lib");
        var inside = workspace.resolve("node_modules");
        var script = "cat '%s/lib.txt' node_modules/lib.txt; echo evil > '%s/lib.txt'; ls /usr/lib/jvm; true"
                .formatted(cache, cache);
        var job = new Job(
                workspace,
                List.of(new Mount(cache, inside), Mount.of(cache), Mount.of(Path.of("/usr/lib/jvm"))),
                List.of("/bin/sh", "-c", script),
                Map.of(),
                Network.NONE,
                Limits.TESTS);
        assertThat(((Run.Exited) sandbox.run(job)).output())
                .contains("liblib")
                .contains("cannot access '/usr/lib/jvm'");
        assertThat(cache.resolve("lib.txt")).hasContent("lib");
    }

    @Test
    void a_missing_workspace_is_said_and_nothing_runs() {
        var job = new Job(temp.resolve("none"), List.of(), List.of("true"), Map.of(), Network.NONE, Limits.TESTS);
        assertThatThrownBy(() -> sandbox.run(job))
                .isInstanceOfSatisfying(
                        CompanyException.class, it -> assertThat(it.code()).isEqualTo("unavailable.sandbox"));
    }

    @Test
    void nothing_is_left_in_the_engine() {
        exited("true");
        sandbox.run(job(List.of("no-such-program")));
        var left = Docker.find(System.getenv())
                .orElseThrow()
                .call(
                        Duration.ofSeconds(10),
                        "ps",
                        "--all",
                        "--quiet",
                        "--filter",
                        "label=dev.companyos.server=" + Owner.us().server());
        assertThat(left.output()).isEmpty();
    }

    @Test
    void what_a_dead_server_left_is_removed_and_what_a_living_one_has_is_not() {
        var docker = Docker.find(System.getenv()).orElseThrow();
        var us = Owner.us();
        var dead = new Owner(us.machine(), "1-" + 12345);
        var elsewhere = new Owner("another-machine", "1-" + 12345);
        for (var owner : List.of(us, dead, elsewhere))
            docker.call(
                    Duration.ofSeconds(20),
                    List.of(
                            "create",
                            "--name",
                            "sweep-" + owner.machine() + owner.server(),
                            "--label",
                            Leftovers.labels(owner).getFirst(),
                            "--label",
                            Leftovers.labels(owner).getLast(),
                            TestImage.NAME,
                            "true"));

        assertThat(Leftovers.sweep(docker, us, Duration.ofSeconds(20))).isEqualTo(1);

        for (var owner : List.of(us, elsewhere))
            assertThat(docker.call(Duration.ofSeconds(20), "rm", "--force", "sweep-" + owner.machine() + owner.server())
                            .output())
                    .contains("sweep-");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
