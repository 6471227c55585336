package dev.companyos.hosting.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.dependencies.Installations;
import dev.companyos.dependencies.Registries;
import dev.companyos.hosting.Hosting;
import dev.companyos.hosting.Hosting.Outcome;
import dev.companyos.hosting.HostingContract;
import dev.companyos.hosting.http.HttpProber;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.ReleaseId;
import dev.companyos.sandbox.Sandbox;
import dev.companyos.sandbox.Sandboxes;
import dev.companyos.sandbox.none.Unconfined;
import dev.companyos.stacks.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalHostingTest extends HostingContract {
    private static final Sandbox SANDBOX = Sandboxes.best().sandbox();
    private static final Timing QUICK =
            new Timing(Duration.ofSeconds(5), Duration.ofMillis(10), 3, Duration.ofHours(1));

    private LocalHosting hosting;

    @BeforeEach
    void open() {
        hosting = fresh();
    }

    @AfterEach
    void close() {
        hosting.close();
    }

    private LocalHosting fresh() {
        return new LocalHosting(means(), temp.resolve("hosting"), Clock.systemUTC(), QUICK, product -> true);
    }

    @Override
    protected Hosting hosting() {
        return hosting;
    }

    @Test
    void users_reach_the_newest_release_and_keep_their_data() throws Exception {
        var first = up(hosting.deploy(PRODUCT, ReleaseId.fresh(), product("one"), stack()));
        assertThat(get(first.url() + "/")).isEqualTo("one");
        assertThat(get(first.url() + "/count")).isEqualTo("1");

        var second = up(hosting.deploy(PRODUCT, ReleaseId.fresh(), product("two"), stack()));

        assertThat(get(second.url() + "/")).isEqualTo("two");
        assertThat(get(second.url() + "/count")).isEqualTo("2");
        assertThat(new HttpProber().probe(first.url(), List.of("/")).getFirst().passed())
                .isFalse();
    }

    @Test
    void a_product_sees_its_own_settings_and_nothing_of_ours() throws Exception {
        var up = up(hosting.deploy(PRODUCT, ReleaseId.fresh(), product("one"), stack()));
        assertThat(get(up.url() + "/env").split(","))
                .contains("DATABASE_PATH", "DATA_DIR", "PORT")
                .isSubsetOf(
                        "DATABASE_PATH",
                        "DATA_DIR",
                        "PORT",
                        "PATH",
                        "HOME",
                        "TMPDIR",
                        "LANG",
                        "PWD",
                        "OLDPWD",
                        "COMPANY_RUN",
                        "_",
                        "SHLVL");
    }

    @Test
    void a_product_that_ends_while_starting_is_down_with_its_log() throws IOException {
        var outcome = hosting.deploy(PRODUCT, ReleaseId.fresh(), product("one"), stack("echo missing module; exit 1"));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Down.class, it -> assertThat(it.reason())
                .contains("ended while it was starting", "missing module"));
        assertThat(hosting.running(PRODUCT)).isEmpty();
    }

    @Test
    void a_product_that_never_answers_is_down_in_time() throws IOException {
        hosting.close();
        hosting = new LocalHosting(
                means(),
                temp.resolve("hosting"),
                Clock.systemUTC(),
                new Timing(Duration.ofMillis(600), Duration.ofMillis(10), 3, Duration.ofHours(1)),
                product -> true);
        var outcome = hosting.deploy(PRODUCT, ReleaseId.fresh(), product("one"), stack("echo thinking; sleep 60"));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Down.class, it -> assertThat(it.reason())
                .contains("did not answer", "thinking"));
    }

    @Test
    void without_a_sandbox_only_our_own_code_is_run() throws IOException {
        hosting.close();
        for (boolean ours : new boolean[] {true, false}) {
            hosting = new LocalHosting(
                    means(new Unconfined()),
                    temp.resolve("hosting"),
                    Clock.systemUTC(),
                    new Timing(Duration.ofMillis(300), Duration.ofMillis(10), 3, Duration.ofHours(1)),
                    product -> ours);
            var ran = temp.resolve("ran");
            var stack = stack("touch " + ran);
            if (ours) {
                hosting.deploy(PRODUCT, ReleaseId.fresh(), product("one"), stack);
                assertThat(ran).exists();
                Files.delete(ran);
                continue;
            }
            assertThatThrownBy(() -> hosting.deploy(PRODUCT, ReleaseId.fresh(), product("one"), stack))
                    .isInstanceOfSatisfying(
                            CompanyException.class, it -> assertThat(it.code()).isEqualTo("unavailable.sandbox"));
            assertThatThrownBy(() -> hosting.resume(PRODUCT, ReleaseId.fresh(), stack))
                    .isInstanceOf(CompanyException.class);
            assertThat(ran).doesNotExist();
        }
    }

    @Test
    void a_failed_build_is_down_with_its_output() throws IOException {
        var stack = new Stack(
                "x",
                "",
                "",
                Map.of(),
                List.of(),
                List.of("/bin/sh", "-c", "echo no such package; exit 4"),
                new Stack.Tests(List.of(), "", ""),
                java.util.Optional.empty(),
                List.of("true"),
                List.of("/"),
                List.of(),
                Map.of());
        assertThat(hosting.deploy(PRODUCT, ReleaseId.fresh(), product("one"), stack))
                .isInstanceOfSatisfying(
                        Outcome.Down.class, it -> assertThat(it.reason()).contains("code 4", "no such package"));
    }

    @Test
    void what_dies_by_itself_starts_again_on_its_port_until_it_is_hopeless() throws Exception {
        var up = up(hosting.deploy(PRODUCT, ReleaseId.fresh(), product("one"), stack()));
        for (int death = 0; death < 3; death++) {
            crash(up.url());
            awaitVersion(up.url(), "one");
            while (hosting.running(PRODUCT).isEmpty()) Thread.onSpinWait();
            assertThat(hosting.running(PRODUCT)).contains(up);
        }
        crash(up.url());
        while (hosting.running(PRODUCT).isPresent()) Thread.onSpinWait();
        assertThat(hosting.running(PRODUCT)).isEmpty();
    }

    @Test
    void a_new_server_resumes_on_the_old_port() throws Exception {
        var release = ReleaseId.fresh();
        var before = up(hosting.deploy(PRODUCT, release, product("one"), stack()));
        hosting.close();
        assertThat(hosting.running(PRODUCT)).isEmpty();

        hosting = fresh();
        var after = up(hosting.resume(PRODUCT, release, stack()));

        assertThat(after).isEqualTo(before);
        assertThat(get(after.url() + "/")).isEqualTo("one");
        assertThat(hosting.resume(PRODUCT, ReleaseId.fresh(), stack())).isInstanceOf(Outcome.Down.class);
    }

    @Test
    void what_a_killed_server_left_running_is_stopped() throws Exception {
        var before = up(hosting.deploy(PRODUCT, ReleaseId.fresh(), product("one"), stack()));
        var other =
                fresh(); // a second server on the same home finds the first one's product and takes it for an orphan
        hosting.stop(PRODUCT);
        assertThat(new HttpProber().probe(before.url(), List.of("/")).getFirst().passed())
                .isFalse();
        other.close();
    }

    @Test
    void a_torn_record_of_what_ran_is_no_obstacle() throws IOException {
        var folder = Files.createDirectories(temp.resolve("hosting/waitlist"));
        Files.writeString(folder.resolve("running.json"), "{\"release\": \"x");
        Files.writeString(Files.createDirectories(temp.resolve("hosting/b")).resolve("running.json"), "[]");
        fresh().close();
        assertThat(up(hosting.deploy(PRODUCT, ReleaseId.fresh(), product("one"), stack()))
                        .url())
                .startsWith("http://127.0.0.1:");
    }

    private LocalHosting.Means means() {
        return means(SANDBOX);
    }

    private LocalHosting.Means means(Sandbox sandbox) {
        var registries = Registries.of(Map.of(), temp);
        var installations = new Installations(sandbox, temp.resolve("dependencies"), registries, Clock.systemUTC());
        return new LocalHosting.Means(sandbox, installations, new HttpProber());
    }

    private static Stack stack(String script) {
        return new Stack(
                "sh",
                "",
                "",
                Map.of(),
                List.of(),
                List.of(),
                new Stack.Tests(List.of(), "", ""),
                java.util.Optional.empty(),
                List.of("/bin/sh", "-c", script),
                List.of("/"),
                List.of(),
                Map.of());
    }

    private static void crash(String url) {
        new HttpProber().probe(url, List.of("/crash"));
    }

    private static void awaitVersion(String url, String version) {
        while (true) {
            try {
                if (get(url + "/").equals(version)) return;
            } catch (Exception e) {
                Thread.onSpinWait();
            }
        }
    }

    private static String get(String url) throws Exception {
        try (var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(url))
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
