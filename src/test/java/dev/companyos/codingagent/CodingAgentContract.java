package dev.companyos.codingagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.codingagent.CodingAgent.Bounds;
import dev.companyos.kernel.Usd;
import dev.companyos.llm.ModelFailed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link CodingAgent} keeps to. */
@Timeout(60)
public abstract class CodingAgentContract {
    private static final Bounds BOUNDS = new Bounds(Duration.ofSeconds(30), Usd.dollars(1));

    @TempDir
    protected Path work;

    /** One that writes {@code made.txt} with {@code three} in it and says {@code I made it.} */
    protected abstract CodingAgent working() throws Exception;

    /** One that says that it failed, and why: {@code out of coffee}. */
    protected abstract CodingAgent failing() throws Exception;

    @Test
    void it_works_in_its_folder_and_says_what_it_did() throws Exception {
        var agent = working();
        var done = agent.work(work, "Make it.", Optional.empty(), BOUNDS);
        assertThat(work.resolve("made.txt")).hasContent("three");
        assertThat(done.said()).isEqualTo("I made it.");
        assertThat(done.session()).isNotBlank();
        assertThat(done.usage().input()).isNotNegative();
        assertThat(agent.name()).isIn("claude", "codex");
    }

    @Test
    void a_conversation_goes_on_under_its_own_name() throws Exception {
        var first = working().work(work, "Make it.", Optional.empty(), BOUNDS);
        var second = working().work(work, "Mend it.", Optional.of(first.session()), BOUNDS);
        assertThat(second.session()).isEqualTo(first.session());
    }

    @Test
    void one_that_fails_says_why() throws Exception {
        var agent = failing();
        assertThatThrownBy(() -> agent.work(work, "Make it.", Optional.empty(), BOUNDS))
                .isInstanceOf(ModelFailed.class)
                .hasMessageContaining("out of coffee");
    }

    @Test
    void a_turn_that_was_interrupted_is_cancelled() throws Exception {
        var agent = working();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> agent.work(work, "Make it.", Optional.empty(), BOUNDS))
                    .isInstanceOfSatisfying(
                            ModelFailed.class, it -> assertThat(it.kind()).isEqualTo(ModelFailed.Kind.CANCELLED));
        } finally {
            Thread.interrupted();
        }
    }
}
