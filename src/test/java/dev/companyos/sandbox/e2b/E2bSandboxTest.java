package dev.companyos.sandbox.e2b;

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
import dev.companyos.sandbox.bubblewrap.BubblewrapSandbox;
import dev.companyos.sandbox.process.Owner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class E2bSandboxTest extends ConfiningContract {
    @TempDir
    Path machines;

    private E2bServer server;
    private Sandbox sandbox;

    @BeforeAll
    static void needsSomethingToRunMachinesIn() {
        Assumptions.assumeTrue(BubblewrapSandbox.probe() instanceof BubblewrapSandbox.Probe.Works);
    }

    @BeforeEach
    void start() throws IOException {
        server = new E2bServer(machines);
        sandbox = new E2bSandbox(server.account(), temp, new Luggage(20 << 20, 500));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    protected Sandbox sandbox() {
        return sandbox;
    }

    @Override
    protected Duration briefly() {
        return Duration.ofMillis(1500);
    }

    @Test
    void every_machine_is_closed_to_the_internet_and_killed() {
        exited("true");
        assertThat(server.created).singleElement().satisfies(it -> {
            assertThat(it.path("allow_internet_access").asBoolean(true)).isFalse();
            assertThat(it.path("secure").asBoolean(false)).isTrue();
            assertThat(it.path("templateID").asString()).isEqualTo("tools");
            assertThat(it.at("/metadata/companyosServer").asString())
                    .isEqualTo(Owner.us().server());
        });
        assertThat(server.alive()).isEmpty();
    }

    @Test
    void what_has_changed_comes_back_and_nothing_else_does() throws IOException {
        Files.writeString(workspace.resolve("kept"), "kept");
        Files.writeString(workspace.resolve("changed"), "before");
        Files.writeString(workspace.resolve("gone"), "gone");
        Files.createDirectories(workspace.resolve("old/folder"));
        Files.writeString(workspace.resolve("old/folder/file"), "x");
        var longName = "n".repeat(120) + "/" + "m".repeat(150) + " ü";
        var untouched = Files.getLastModifiedTime(workspace.resolve("kept"));

        exited("""
                rm gone; rm -r old; echo after > changed; touch -d 2001-01-01 changed
                mkdir -p '%s'; echo deep > '%s/file'
                echo '#!/bin/sh' > tool; chmod +x tool; ln -s changed link; ln changed hard; mkfifo pipe
                """.formatted(longName, longName));

        assertThat(workspace.resolve("kept")).hasContent("kept");
        assertThat(Files.getLastModifiedTime(workspace.resolve("kept"))).isEqualTo(untouched);
        assertThat(workspace.resolve("changed")).hasContent("after");
        assertThat(workspace.resolve("gone")).doesNotExist();
        assertThat(workspace.resolve("old")).doesNotExist();
        assertThat(workspace.resolve(longName + "/file")).hasContent("deep");
        assertThat(workspace.resolve("tool")).isExecutable();
        assertThat(workspace.resolve("link")).isSymbolicLink();
        assertThat(workspace.resolve("hard")).hasContent("after");
        assertThat(workspace.resolve("pipe")).doesNotExist();
    }

    @Test
    void a_link_in_place_of_a_folder_leads_nothing_out() throws IOException {
        var outside = Files.createDirectory(temp.resolve("outside"));
        Files.createDirectory(workspace.resolve("folder"));
        exited("rmdir folder; ln -s '%s' folder; ln -s /etc/passwd file".formatted(outside));
        assertThat(workspace.resolve("folder")).isSymbolicLink();
        exited("rm folder file; mkdir folder; echo x > folder/x; echo y > file");
        assertThat(outside).isEmptyDirectory();
        assertThat(workspace.resolve("folder")).isDirectory();
        assertThat(workspace.resolve("folder/x")).hasContent("x");
        assertThat(Files.isSymbolicLink(workspace.resolve("file"))).isFalse();
    }

    @Test
    void what_our_work_has_put_down_travels_and_comes_back_to_nobody() throws IOException {
        var cache = Files.createDirectory(temp.resolve("cache"));
        Files.writeString(cache.resolve("lib"), "lib");
        var job = new Job(
                workspace,
                List.of(new Mount(cache, workspace.resolve("node_modules")), Mount.of(Path.of("/etc"))),
                List.of("/bin/sh", "-c", "cat node_modules/lib; ls -a /etc; echo x > node_modules/y; touch made"),
                Map.of(),
                Network.NONE,
                Limits.TESTS);
        assertThat(((Run.Exited) sandbox.run(job)).output()).startsWith("lib").doesNotContain("shadow");
        assertThat(workspace.resolve("made")).exists();
        assertThat(workspace.resolve("node_modules")).doesNotExist();
        assertThat(cache.resolve("y")).doesNotExist();
    }

    @Test
    void more_than_may_be_carried_is_refused_either_way() throws IOException {
        Files.writeString(workspace.resolve("kept"), "kept");
        assertThat(sandbox.run(job("rm kept; for i in $(seq 600); do echo $i > f$i; done")))
                .isInstanceOfSatisfying(
                        Run.Killed.class, it -> assertThat(it.limit()).startsWith("workspace ("));
        var sparse = new Limits(Duration.ofSeconds(20), 1L << 30, 64, 64 << 20, 1 << 16);
        assertThat(sandbox.run(job(sparse, "truncate -s 50M bomb"))).isInstanceOf(Run.Killed.class);
        Files.write(workspace.resolve("big"), new byte[21 << 20]);
        assertThat(sandbox.run(job("true"))).isInstanceOf(Run.Killed.class);
        assertThat(server.alive()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/sandboxes, 401, E2B_API_KEY",
        "/sandboxes, 404, E2B_TEMPLATE",
        "/sandboxes, 429, Wait",
        "/sandboxes, 500, company doctor",
        "/files, 507, company doctor",
        "/process.Process/Start, 503, company doctor",
    })
    void a_failure_of_theirs_is_said_with_what_to_do_and_leaves_nothing(String path, int status, String doThis) {
        server.fail(path, status);
        assertThatThrownBy(() -> sandbox.run(job("true"))).isInstanceOfSatisfying(CompanyException.class, it -> {
            assertThat(it.code()).isEqualTo("unavailable.sandbox");
            assertThat(it.why()).contains("as a test wants it");
            assertThat(it.doThis()).contains(doThis);
            assertThat(it.getMessage()).doesNotContain(E2bServer.KEY);
        });
        assertThat(server.alive()).isEmpty();
    }

    @Test
    void a_machine_that_is_lost_is_no_failed_test() {
        server.vanishing = true;
        assertThatThrownBy(() -> sandbox.run(job("echo begun; sleep 20")))
                .isInstanceOfSatisfying(CompanyException.class, it -> {
                    assertThat(it.code()).isEqualTo("unavailable.sandbox");
                    assertThat(it.why()).contains("lost");
                });
        assertThat(server.alive()).isEmpty();
    }

    @Test
    void what_dead_servers_have_left_is_killed_and_nothing_else() {
        var us = Owner.us();
        var others = List.of(
                server.add(us.machine(), us.server()),
                server.add("another machine & more", "1-1"),
                server.add(us.machine(), "no number"));
        server.add(us.machine(), "1-1");
        server.add(us.machine(), "2-1");
        assertThat(E2bSandbox.probe(server.account(), temp)).isInstanceOf(E2bSandbox.Probe.Works.class);
        assertThat(server.alive()).containsExactlyInAnyOrderElementsOf(others);
    }

    @Test
    void the_probe_says_what_is_wrong() throws IOException {
        var refused = new Account("e2b_1", server.address(), Optional.empty(), "base");
        assertThat(E2bSandbox.probe(refused, temp)).isInstanceOfSatisfying(E2bSandbox.Probe.Fails.class, it -> {
            assertThat(it.reason()).contains("key is refused");
            assertThat(it.doThis()).contains("E2B_API_KEY");
        });
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var nobody = new Account("e2b_1", URI.create("http://127.0.0.1:" + port), Optional.empty(), "base");
        assertThat(E2bSandbox.probe(nobody, temp))
                .isInstanceOfSatisfying(E2bSandbox.Probe.Fails.class, it -> assertThat(it.reason())
                        .contains("does not answer"));
    }

    @Test
    void what_it_serves_answers_on_our_loopback() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var job = new Job(
                workspace,
                List.of(),
                List.of("/bin/sh", "-c", "echo data > kept; sleep 60"),
                Map.of(),
                new Network.Serves(port),
                Limits.SERVICE);
        var service = sandbox.start(job, temp.resolve("log"));
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/a?b=c%%20d".formatted(port)))
                    .POST(HttpRequest.BodyPublishers.ofString("x"))
                    .build();
            assertThat(client.send(request, BodyHandlers.ofString()).body())
                    .isEqualTo("POST /a?b=c%20d at port " + port);
        } finally {
            service.stop();
        }
        assertThat(server.alive()).isEmpty();
    }

    @Test
    void named_hosts_are_all_that_is_opened() {
        var job = new Job(
                workspace,
                List.of(),
                List.of("true"),
                Map.of(),
                new Network.Reaches(Set.of("pypi.org", "10.0.0.7:8081")),
                Limits.TESTS);
        sandbox.run(job);
        assertThat(server.created).singleElement().satisfies(it -> {
            assertThat(it.path("allow_internet_access").asBoolean(true)).isFalse();
            assertThat(it.at("/network/allowOut").toString()).isEqualTo("[\"10.0.0.7\",\"pypi.org\"]");
            assertThat(it.at("/network/denyOut").toString()).isEqualTo("[\"0.0.0.0/0\"]");
        });
    }
}
