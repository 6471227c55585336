package dev.companyos.sandbox.bubblewrap;

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
import dev.companyos.sandbox.Sandboxes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class BubblewrapSandboxTest extends ConfiningContract {
    private static Sandbox sandbox;

    @BeforeAll
    static void probe() {
        switch (BubblewrapSandbox.probe()) {
            case BubblewrapSandbox.Probe.Works works -> sandbox = works.sandbox();
            case BubblewrapSandbox.Probe.Fails fails -> {
                assertThat(System.getenv("COMPANY_REQUIRE_TOOLS"))
                        .as(fails.reason())
                        .isNotEqualTo("true");
                Assumptions.abort("bubblewrap: " + fails.reason());
            }
        }
    }

    @Override
    protected Sandbox sandbox() {
        return sandbox;
    }

    @Test
    void it_is_what_this_machine_gets() {
        var best = Sandboxes.best();
        assertThat(best.sandbox().name()).isEqualTo("bubblewrap");
        assertThat(best.sandbox().confines()).isTrue();
        assertThat(best.reason()).contains("bubblewrap");
    }

    @Test
    void files_outside_cannot_be_read() throws Exception {
        var beside = Files.writeString(workspace.resolveSibling("canary.txt"), "canary-outside");
        var home = Files.createTempFile(Path.of(System.getProperty("user.home")), "canary", ".txt");
        try {
            Files.writeString(home, "canary-home");
            var script =
                    "cat '%s' '%s' ../canary.txt /etc/shadow /etc/hostname; ls -la '%s' /home /root /var /work; true"
                            .formatted(beside, home, home.getParent());
            assertThat(exited(script).output()).doesNotContain("canary-", "root:");
            Files.createSymbolicLink(workspace.resolve("link"), home);
            assertThat(exited("cat link; cat /proc/1/root%s; true".formatted(home))
                            .output())
                    .doesNotContain("canary-home");
        } finally {
            Files.delete(home);
        }
    }

    @Test
    void files_outside_cannot_be_written() throws Exception {
        var readable = Files.createDirectory(temp.resolve("readable"));
        Files.writeString(readable.resolve("lib.txt"), "lib");
        var script = """
                for d in / /usr /usr/bin /etc /root /var '%s' '%s'; do echo evil > "$d/evil-was-here"; done
                echo evil >> '%s/lib.txt'
                echo evil > /proc/sys/kernel/core_pattern
                cat '%s/lib.txt'
                true
                """.formatted(temp, readable, readable, readable);
        var job = new Job(
                workspace,
                Mount.all(List.of(readable)),
                List.of("/bin/sh", "-c", script),
                Map.of(),
                Network.NONE,
                Limits.TESTS);
        assertThat(((Run.Exited) sandbox.run(job)).output()).contains("lib").doesNotContain("evil\n");
        for (var folder : List.of(Path.of("/"), Path.of("/usr"), Path.of("/etc"), Path.of("/root"), temp, readable))
            assertThat(folder.resolve("evil-was-here")).doesNotExist();
        assertThat(readable.resolve("lib.txt")).hasContent("lib");
        assertThat(Files.readString(Path.of("/proc/sys/kernel/core_pattern"))).doesNotContain("evil");
    }

    @Test
    void the_hosts_loopback_is_out_of_reach_and_its_own_is_there() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var connect =
                    "perl -MIO::Socket::INET -e 'print IO::Socket::INET->new(PeerAddr=>\"127.0.0.1:%d\",Timeout=>3) ? \"reached\" : \"refused\"'"
                            .formatted(server.getLocalPort());
            assertThat(exited(connect).output()).isEqualTo("refused");
            var open = new Job(
                    workspace,
                    List.of(),
                    List.of("/bin/sh", "-c", connect),
                    Map.of(),
                    new Network.Serves(1),
                    Limits.TESTS);
            assertThat(((Run.Exited) sandbox.run(open)).output()).isEqualTo("refused");
        }
        var own = "perl -MIO::Socket::INET -e '$s=IO::Socket::INET->new(LocalAddr=>\"127.0.0.1\",Listen=>1);"
                + "print IO::Socket::INET->new(PeerAddr=>\"127.0.0.1:\".$s->sockport) ? \"own\" : \"none\"'";
        assertThat(exited(own).output()).isEqualTo("own");
        assertThat(exited("ls /sys/class/net; cat /proc/net/dev").output()).doesNotContain("eth0");
    }

    @Test
    void a_fork_bomb_stops_at_its_limit() {
        var before = ProcessHandle.allProcesses().count();
        var run = sandbox.run(job(
                new Limits(Duration.ofSeconds(3), 512L << 20, 60, 1 << 20, 1 << 16),
                "f() { f | f & }; f; wait; sleep 60"));
        assertThat(run).isInstanceOf(Run.class);
        assertThat(ProcessHandle.allProcesses().count()).isLessThan(before + 60);
        var count = ((Run.Exited)
                        sandbox.run(
                                job(
                                        new Limits(Duration.ofSeconds(20), 512L << 20, 40, 1 << 20, 1 << 16),
                                        "perl -e 'for (1..200) { $p = fork; if (!defined $p) { print \"no more at $_\"; exit } sleep 30 if !$p }'")))
                .output();
        assertThat(count).startsWith("no more at ");
        assertThat(exited("echo still here").output()).isEqualTo("still here\n");
    }

    @Test
    void memory_is_bounded() {
        var run = sandbox.run(job(
                new Limits(Duration.ofSeconds(30), 128L << 20, 64, 1 << 20, 1 << 16),
                "perl -e '$x = \"x\" x (1<<29); print length $x'"));
        assertThat(run.toString()).doesNotContain("536870912");
        if (run instanceof Run.Killed killed) assertThat(killed.limit()).isEqualTo("memory (128 MB)");
    }

    @Test
    void a_file_is_bounded() throws Exception {
        exited("true");
        sandbox.run(job(
                new Limits(Duration.ofSeconds(30), 512L << 20, 64, 1 << 20, 1 << 16),
                "dd if=/dev/zero of=big bs=1M count=50; true"));
        assertThat(Files.size(workspace.resolve("big"))).isLessThanOrEqualTo(1 << 20);
    }

    @Test
    void commands_hold_no_privilege() {
        var output = exited("id -u; grep -E 'CapEff|CapPrm|NoNewPrivs' /proc/self/status")
                .output();
        assertThat(output)
                .doesNotStartWith("0\n")
                .containsPattern("CapEff:\\s+0+\\n")
                .containsPattern("NoNewPrivs:\\s+1");
        assertThat(exited("mount -t tmpfs x /mnt; chroot / true; su root -c id; true")
                        .output())
                .doesNotContain("uid=0");
    }

    @Test
    void other_processes_cannot_be_seen_or_signalled() {
        var pid = ProcessHandle.current().pid();
        var script = "ls -d /proc/[0-9]* | wc -l; kill -9 %d; kill -9 -1; cat /proc/1/environ".formatted(pid);
        var output = sandbox.run(job(script)).toString();
        assertThat(output).doesNotContain("JAVA", "SHELL=");
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void what_it_serves_answers_at_our_port_and_it_reaches_nothing_itself() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var script = """
                use strict; use IO::Socket::INET; $SIG{CHLD} = 'IGNORE';
                my $s = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $ARGV[0], Listen => 64) or die;
                while (my $c = $s->accept) {
                    next if fork;
                    my $line = <$c>;
                    my ($to) = $line =~ m{ /to/([^ ]+)};
                    my $body = 'x' x 300_000;
                    if ($to) {
                        my $o = IO::Socket::INET->new(PeerAddr => $to, Timeout => 2);
                        $body = $o ? 'reached' : 'refused';
                    }
                    print $c "HTTP/1.0 200 OK\\r\\nContent-Length: " . length($body) . "\\r\\n\\r\\n$body";
                    exit;
                }
                """;
        Files.writeString(workspace.resolve("server.pl"), script);
        var job = new Job(
                workspace,
                List.of(),
                List.of("/usr/bin/perl", "server.pl", String.valueOf(port)),
                Map.of(),
                new Network.Serves(port),
                Limits.SERVICE);
        try (var secret = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var http = java.net.http.HttpClient.newHttpClient()) {
            var service = sandbox.start(job, temp.resolve("served.log"));
            try {
                while (!answered(http, port, "/").equals("x".repeat(300_000))) Thread.onSpinWait();
                try (var pool = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
                    var all = new java.util.ArrayList<java.util.concurrent.Future<String>>();
                    for (int i = 0; i < 40; i++) all.add(pool.submit(() -> answered(http, port, "/")));
                    for (var it : all) assertThat(it.get()).hasSize(300_000);
                }
                for (var to : List.of("127.0.0.1", "localhost", "127.1", "0.0.0.0", "2130706433", ownAddress()))
                    assertThat(answered(http, port, "/to/" + to + ":" + secret.getLocalPort()))
                            .as(to)
                            .isEqualTo("refused");
                assertThat(answered(http, port, "/to/1.1.1.1:443")).isEqualTo("refused");
            } finally {
                service.stop();
            }
        }
        try (var again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(again.isBound())
                    .as("the port is free when it has stopped")
                    .isTrue();
        }
    }

    private static String ownAddress() throws java.net.UnknownHostException {
        return InetAddress.getLocalHost().getHostAddress();
    }

    private static String answered(java.net.http.HttpClient http, int port, String path) {
        try {
            var request = java.net.http.HttpRequest.newBuilder(java.net.URI.create("http://127.0.0.1:" + port + path))
                    .version(java.net.http.HttpClient.Version.HTTP_1_1)
                    .build();
            return http.send(request, java.net.http.HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            return "";
        }
    }

    @Test
    void a_jvm_runs_in_it() {
        var java = Path.of(System.getProperty("java.home"));
        var job = new Job(
                workspace,
                Mount.all(List.of(java)),
                List.of(java.resolve("bin/java").toString(), "-version"),
                Map.of(),
                Network.NONE,
                new Limits(Duration.ofSeconds(60), 1L << 30, 128, 64 << 20, 1 << 16));
        assertThat(sandbox.run(job)).isInstanceOfSatisfying(Run.Exited.class, it -> {
            assertThat(it.output()).contains("version");
            assertThat(it.code()).isZero();
        });
    }

    @Test
    void a_missing_workspace_is_said_and_nothing_runs() {
        var job = new Job(temp.resolve("none"), List.of(), List.of("true"), Map.of(), Network.NONE, Limits.TESTS);
        assertThatThrownBy(() -> sandbox.run(job))
                .isInstanceOfSatisfying(
                        CompanyException.class, it -> assertThat(it.code()).isEqualTo("unavailable.sandbox"));
    }

    @Test
    void a_service_dies_with_its_server() throws Exception {
        var mark = mark();
        var server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherServer.class.getName(),
                        workspace.toString(),
                        "sleep " + mark + " & sleep " + mark)
                .redirectErrorStream(true)
                .start();
        while (running(mark).size() < 2) Thread.onSpinWait();

        server.destroyForcibly().waitFor();

        while (!running(mark).isEmpty()) Thread.onSpinWait();
        assertThat(running(mark)).isEmpty();
    }
}
