package dev.companyos.dependencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.dependencies.Installations.Outcome.Failed;
import dev.companyos.dependencies.Installations.Outcome.Ready;
import dev.companyos.kernel.CompanyException;
import dev.companyos.sandbox.Sandbox;
import dev.companyos.sandbox.Sandbox.Network;
import dev.companyos.stacks.Stack;
import dev.companyos.stacks.Stack.Dependencies;
import dev.companyos.testing.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationsTest {
    @TempDir
    Path temp;

    final ManualClock clock = new ManualClock();
    final Installer sandbox = new Installer();
    Path tree;

    /** Makes a package of the manifest's name; fails as it is told to. */
    static final class Installer implements Sandbox {
        final List<Job> jobs = new ArrayList<>();
        String says = "";

        @Override
        public String name() {
            return "installer";
        }

        @Override
        public boolean confines() {
            return true;
        }

        @Override
        public synchronized Run run(Job job) {
            jobs.add(job);
            if (!says.isEmpty()) return new Run.Exited(1, says, Duration.ofSeconds(1));
            try {
                Files.createDirectories(
                        job.workspace().resolve("node_modules/" + job.command().getLast()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Run.Exited(0, "added 1 package", Duration.ofSeconds(1));
        }

        @Override
        public Service start(Job job, Path log) {
            throw new AssertionError("nothing is started here");
        }
    }

    @BeforeEach
    void lay() throws IOException {
        tree = Files.createDirectories(temp.resolve("tree"));
        manifest("one");
    }

    void manifest(String text) throws IOException {
        Files.createDirectories(tree.resolve("web"));
        Files.writeString(tree.resolve("web/package.json"), text);
        Files.writeString(tree.resolve("web/secret.txt"), "not a manifest");
    }

    Installations installations() {
        return new Installations(sandbox, temp.resolve("home"), Registries.of(Map.of(), temp), clock);
    }

    static Stack stack() {
        var node = new Dependencies(
                "packages",
                List.of("web/package.json", "web/not-there.json"),
                List.of(List.of("npm", "ci", "left-pad")),
                "node_modules",
                "web/node_modules",
                Set.of("npm"));
        return new Stack(
                "node",
                "",
                "",
                Map.of(),
                List.of(node),
                List.of("build", "{{packages}}"),
                new Stack.Tests(List.of("test", "{{packages}}"), "", ""),
                Optional.empty(),
                List.of("run", "{{port}}"),
                List.of("/"),
                List.of(Path.of("/opt/node")),
                Map.of("NODE_PATH", "{{packages}}"));
    }

    @Test
    void what_the_manifest_asks_for_is_installed_once_and_found_by_its_name_and_in_the_tree() throws IOException {
        var ready = (Ready) installations().of(tree, stack());
        Path kept = Path.of(ready.stack().tests().command().getLast());
        assertThat(kept.resolve("left-pad")).isDirectory();
        assertThat(ready.stack().build()).containsExactly("build", kept.toString());
        assertThat(ready.stack().environment()).containsEntry("NODE_PATH", kept.toString());
        assertThat(ready.stack().run()).containsExactly("run", "{{port}}");
        assertThat(ready.readable())
                .containsExactly(
                        Sandbox.Mount.of(Path.of("/opt/node")),
                        new Sandbox.Mount(kept, tree.resolve("web/node_modules")));
        assertThat(installations().of(tree, stack())).isEqualTo(ready);
        assertThat(sandbox.jobs).hasSize(1);
        try (var left = Files.list(temp.resolve("home/installing"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void an_installation_sees_the_manifests_alone_and_reaches_its_registry_alone() {
        installations().of(tree, stack());
        var job = sandbox.jobs.getFirst();
        assertThat(job.network()).isEqualTo(new Network.Reaches(Set.of("registry.npmjs.org")));
        assertThat(job.environment()).containsEntry("npm_config_registry", "https://registry.npmjs.org/");
        assertThat(job.readable()).containsExactly(Sandbox.Mount.of(Path.of("/opt/node")));
        assertThat(job.workspace()).isNotEqualTo(tree);
    }

    @Test
    void another_text_is_another_installation_and_both_stay() throws IOException {
        var first = installations().of(tree, stack());
        manifest("two");
        assertThat(installations().of(tree, stack())).isNotEqualTo(first);
        manifest("one");
        assertThat(installations().of(tree, stack())).isEqualTo(first);
        assertThat(sandbox.jobs).hasSize(2);
    }

    @Test
    void what_cannot_be_installed_is_said_and_not_tried_again_at_once() {
        var installations = installations();
        sandbox.says = "npm error 404 Not Found - left-padd";
        assertThat(installations.of(tree, stack())).isInstanceOfSatisfying(Failed.class, it -> assertThat(it.reason())
                .contains("web/package.json", "exit code 1", "404 Not Found - left-padd"));
        sandbox.says = "";
        assertThat(installations.of(tree, stack())).isInstanceOf(Failed.class);
        clock.pass(Duration.ofMinutes(3));
        assertThat(installations.of(tree, stack())).isInstanceOf(Ready.class);
        assertThat(sandbox.jobs).hasSize(2);
    }

    @Test
    void a_registry_that_is_away_is_nobodys_mistake() {
        sandbox.says = "npm error request to https://registry.npmjs.org failed, reason: getaddrinfo ENOTFOUND";
        assertThatThrownBy(() -> installations().of(tree, stack()))
                .isInstanceOfSatisfying(
                        CompanyException.class, it -> assertThat(it.code()).isEqualTo("unavailable.registry"));
        sandbox.says = "";
        assertThat(installations().of(tree, stack())).isInstanceOf(Ready.class);
    }

    @Test
    void many_that_want_the_same_wait_for_one() throws Exception {
        var installations = installations();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<java.util.concurrent.Future<Installations.Outcome>>();
            for (int i = 0; i < 16; i++) all.add(pool.submit(() -> installations.of(tree, stack())));
            for (var it : all) assertThat(it.get()).isInstanceOf(Ready.class);
        }
        assertThat(sandbox.jobs).hasSize(1);
    }

    @Test
    void a_tree_without_manifests_needs_nothing() throws IOException {
        Files.delete(tree.resolve("web/package.json"));
        var ready = (Ready) installations().of(tree, stack());
        assertThat(ready.stack().tests().command()).containsExactly("test", "{{packages}}");
        assertThat(sandbox.jobs).isEmpty();
    }

    @Test
    void a_manifest_that_is_a_link_is_not_followed() throws IOException {
        Path secret = Files.writeString(temp.resolve("secret"), "secret");
        Files.delete(tree.resolve("web/package.json"));
        Files.createSymbolicLink(tree.resolve("web/package.json"), secret);
        installations().of(tree, stack());
        assertThat(sandbox.jobs).isEmpty();
    }

    @Test
    void what_nobody_used_for_a_month_makes_room() throws IOException {
        var first = (Ready) installations().of(tree, stack());
        Path kept = Path.of(first.stack().tests().command().getLast());
        clock.pass(Duration.ofDays(31));
        manifest("two");
        installations().of(tree, stack());
        assertThat(kept).doesNotExist();
    }
}
