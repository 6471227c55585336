package dev.companyos.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.llm.ModelFailed.Kind;
import dev.companyos.llm.memory.MemoryPacing;
import dev.companyos.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PacedModelTest {
    final ManualClock clock = new ManualClock();
    final List<Duration> slept = new ArrayList<>();
    final MemoryPacing pacing = new MemoryPacing(Pacing.Limits.of(60), clock);
    final Request request =
            new Request("m", List.of(), List.of(new Message.User("hi")), List.of(), Optional.empty(), 10);

    @Test
    void calls_wait_for_their_place() {
        var model = paced(Stream.generate(PacedModelTest::ok).limit(12).toList());
        for (int i = 0; i < 12; i++) model.reply(request, Progress.NONE);
        assertThat(slept).containsExactly(Duration.ofMillis(1_000), Duration.ofMillis(1_000));
    }

    @Test
    void a_provider_that_is_down_is_asked_by_nobody_until_its_rest_is_over() {
        for (int i = 0; i < 5; i++) pacing.failed();
        var model = paced(List.of(ok()));
        assertThatThrownBy(() -> model.reply(request, Progress.NONE)).isInstanceOfSatisfying(ModelFailed.class, it -> {
            assertThat(it.passes()).isTrue();
            assertThat(it.retryAfter()).contains(Duration.ofSeconds(30));
        });
        clock.pass(Duration.ofSeconds(30));
        assertThat(model.reply(request, Progress.NONE)).isInstanceOf(Reply.Text.class);
        assertThat(pacing.enter()).isInstanceOf(Pacing.Pass.Go.class);
    }

    @Test
    void when_one_agent_is_too_fast_all_slow_down() {
        var model = paced(List.of(fails(Kind.RATE_LIMITED, Optional.of(Duration.ofSeconds(9)))));
        assertThatThrownBy(() -> model.reply(request, Progress.NONE)).isInstanceOf(ModelFailed.class);
        assertThat(pacing.enter())
                .isEqualTo(new Pacing.Pass.Closed(Duration.ofSeconds(9), "It asked us to slow down."));
    }

    @Test
    void a_call_that_was_cancelled_says_nothing_about_the_providers_health_and_is_not_made_again() {
        for (int i = 0; i < 9; i++) {
            var model = paced(List.of(fails(Kind.CANCELLED, Optional.empty()), ok()));
            assertThatThrownBy(() -> model.reply(request, Progress.NONE)).isInstanceOf(ModelFailed.class);
        }
        assertThat(slept).allMatch(it -> it.compareTo(Duration.ofSeconds(15)) < 0);
        assertThat(pacing.enter()).isInstanceOf(Pacing.Pass.Go.class);
    }

    @Test
    void whoever_listens_is_told_how_the_reply_grows() {
        var told = new ArrayList<Integer>();
        paced(List.of(ok())).reply(request, told::add);
        assertThat(told).containsExactly(1);
    }

    @Test
    void a_wrong_key_says_nothing_about_the_providers_health() {
        for (int i = 0; i < 9; i++) {
            var model = paced(List.of(fails(Kind.PERMANENT, Optional.empty())));
            assertThatThrownBy(() -> model.reply(request, Progress.NONE)).isInstanceOf(ModelFailed.class);
        }
        assertThat(pacing.enter()).isInstanceOf(Pacing.Pass.Go.class);
    }

    @Test
    void an_interrupted_turn_makes_no_call() {
        for (int i = 0; i < 10; i++) pacing.enter();
        var script = new ScriptedModel();
        Pause interrupted = _ -> {
            throw new InterruptedException();
        };
        var model = new PacedModel(script, pacing, interrupted, true);
        try {
            assertThatThrownBy(() -> model.reply(request, Progress.NONE))
                    .isInstanceOfSatisfying(
                            ModelFailed.class, it -> assertThat(it.passes()).isTrue());
            assertThat(script.asked).isEmpty();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @SuppressWarnings("unchecked")
    private PacedModel paced(List<Supplier<Reply>> lines) {
        Pause pause = time -> {
            slept.add(time);
            clock.pass(time);
        };
        return new PacedModel(new ScriptedModel(lines.toArray(Supplier[]::new)), pacing, pause, true);
    }

    private static Supplier<Reply> ok() {
        return () -> new Reply.Text("m", Reply.Usage.NONE, "hi");
    }

    private static Supplier<Reply> fails(Kind kind, Optional<Duration> retryAfter) {
        return () -> {
            throw new ModelFailed(kind, retryAfter, "No.", "Because.", "Wait.");
        };
    }
}
