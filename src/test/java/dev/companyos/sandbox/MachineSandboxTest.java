package dev.companyos.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.kernel.CompanyException;
import dev.companyos.sandbox.Sandbox.Job;
import dev.companyos.sandbox.Sandbox.Limits;
import dev.companyos.sandbox.Sandbox.Network;
import dev.companyos.sandbox.Sandbox.Run;
import dev.companyos.sandbox.Sandbox.Service;
import dev.companyos.sandbox.Sandboxes.Choice;
import dev.companyos.sandbox.Sandboxes.Trial;
import dev.companyos.sandbox.none.Unconfined;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineSandboxTest {
    private static final Choice NONE = new Choice(
            new Unconfined(),
            List.of(
                    new Trial.Fails(
                            "bubblewrap",
                            "bubblewrap is missing.",
                            "Install bubblewrap (`apt-get install bubblewrap`)"),
                    new Trial.Fails("docker", "Docker does not answer.", "Start Docker")));

    @TempDir
    Path home;

    private final Deque<Supplier<Choice>> found = new ArrayDeque<>();

    private Choice choose() {
        return found.size() > 1 ? found.poll().get() : found.getFirst().get();
    }

    private MachineSandbox sandbox(Choice... choices) {
        for (var it : choices) found.add(() -> it);
        return new MachineSandbox(this::choose);
    }

    private static Choice works(Fake sandbox) {
        return new Choice(sandbox, List.of(new Trial.Works(sandbox.name(), sandbox, sandbox.name() + " works.")));
    }

    @Test
    void a_sandbox_that_appears_is_found_without_a_restart() {
        var sandbox = sandbox(NONE, NONE, works(new Fake("docker", false)));
        assertThat(sandbox.confines()).isFalse();
        assertThat(sandbox.advice()).isEqualTo("Install bubblewrap (`apt-get install bubblewrap`); or: Start Docker.");
        assertThatThrownBy(() -> sandbox.admit(false)).hasMessageContaining("or: Start Docker.");
        assertThat(sandbox.look()).isFalse();
        assertThat(sandbox.look()).isTrue();
        assertThat(sandbox.name()).isEqualTo("docker");
        sandbox.admit(false);
    }

    @Test
    void one_that_works_is_not_looked_for_again() {
        var sandbox = sandbox(works(new Fake("docker", false)), works(new Fake("bubblewrap", false)));
        assertThat(sandbox.look()).isTrue();
        assertThat(sandbox.name()).isEqualTo("docker");
    }

    @Test
    void one_that_stopped_working_is_replaced_by_one_that_works_and_never_by_none() {
        var sandbox = sandbox(works(new Fake("docker", true)), NONE, works(new Fake("bubblewrap", false)));
        assertThatThrownBy(() -> sandbox.run(job())).isInstanceOf(CompanyException.class);
        assertThat(sandbox.look()).isFalse();
        assertThat(sandbox.name()).isEqualTo("docker");
        assertThat(sandbox.confines()).isTrue();
        assertThat(sandbox.look()).isTrue();
        assertThat(sandbox.name()).isEqualTo("bubblewrap");
        assertThat(sandbox.run(job())).isInstanceOf(Run.Exited.class);
    }

    @Test
    void asked_for_by_name_and_gone_it_stays_what_it_was() {
        var sandbox = sandbox(works(new Fake("docker", true)));
        found.clear();
        found.add(() -> {
            throw CompanyException.unavailable("sandbox", "a", "b", "c");
        });
        assertThatThrownBy(() -> sandbox.run(job())).isInstanceOf(CompanyException.class);
        assertThat(sandbox.look()).isFalse();
        assertThat(sandbox.name()).isEqualTo("docker");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker", "e2b"})
    void asked_for_by_name_and_not_working_the_server_does_not_start(String kind) {
        var wanted = new Sandboxes.Wanted(kind, "there-is/no-such-image:1", Optional.empty(), home);
        assertThatThrownBy(() -> new MachineSandbox(wanted)).isInstanceOfSatisfying(CompanyException.class, it -> {
            assertThat(it.code()).isEqualTo("unavailable.sandbox");
            assertThat(it.what()).contains("COMPANY_SANDBOX asks for " + kind);
            assertThat(it.doThis()).contains("COMPANY_SANDBOX=auto");
        });
    }

    @Test
    void none_is_what_was_asked_for_and_nothing_else_is_tried() {
        var sandbox = new MachineSandbox(new Sandboxes.Wanted("none", "x", Optional.empty(), home));
        assertThat(sandbox.name()).isEqualTo("none");
        assertThat(sandbox.choice().trials()).hasSize(1);
        assertThat(sandbox.look()).isFalse();
        assertThatThrownBy(() -> sandbox.admit(false)).hasMessageContaining("Set COMPANY_SANDBOX=auto");
    }

    private Job job() {
        return new Job(home, List.of(), List.of("true"), Map.of(), Network.NONE, Limits.TESTS);
    }

    private record Fake(String name, boolean broken) implements Sandbox {
        @Override
        public boolean confines() {
            return true;
        }

        @Override
        public Run run(Job job) {
            if (broken) throw CompanyException.unavailable("sandbox", "It", "broke", "down.");
            return new Run.Exited(0, "", Duration.ZERO);
        }

        @Override
        public Service start(Job job, Path log) {
            throw new AssertionError("nothing is started here");
        }
    }
}
