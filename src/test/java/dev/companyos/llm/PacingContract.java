package dev.companyos.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.llm.Pacing.Limits;
import dev.companyos.llm.Pacing.Pass;
import dev.companyos.testing.ManualClock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What every {@link Pacing} does, alone or with others. */
public abstract class PacingContract {
    static final Limits NO_LIMIT = Limits.of(0);

    protected final ManualClock clock = new ManualClock();

    /** A provider that nobody has called yet. */
    protected abstract Pacing pacing(Limits limits);

    /** What another agent, maybe of another process, uses for the same provider. */
    protected abstract Pacing another(Pacing pacing, Limits limits);

    @Test
    void without_a_limit_nobody_waits() {
        var pacing = pacing(NO_LIMIT);
        for (int i = 0; i < 1_000; i++) assertThat(pacing.enter()).isEqualTo(go(0));
    }

    @Test
    void after_a_burst_calls_go_out_at_an_even_pace() {
        var limits = Limits.of(60);
        var pacing = pacing(limits);
        for (int i = 0; i < 10; i++) assertThat(pacing.enter()).as("call %d", i).isEqualTo(go(0));
        assertThat(pacing.enter()).isEqualTo(go(1_000));
        assertThat(another(pacing, limits).enter()).isEqualTo(go(2_000));
        clock.pass(Duration.ofSeconds(2));
        assertThat(pacing.enter()).isEqualTo(go(1_000));
        clock.pass(Duration.ofMinutes(1));
        assertThat(pacing.enter()).isEqualTo(go(0));
    }

    @Test
    void calls_that_come_at_once_each_get_a_place_of_their_own() throws Exception {
        var limits = Limits.of(600);
        var pacing = pacing(limits);
        var waited = new AtomicLong();
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++)
                all.submit(() -> {
                    for (int j = 0; j < 4; j++)
                        if (pacing.enter() instanceof Pass.Go it)
                            waited.addAndGet(it.pause().toMillis());
                });
        }
        // 100 at once, the other hundred 100 ms apart
        assertThat(waited.get()).isEqualTo(100L * 100 * 101 / 2);
    }

    @Test
    void five_failures_in_a_row_close_it_for_everybody_and_one_call_tries_again() {
        var mine = pacing(NO_LIMIT);
        var others = another(mine, NO_LIMIT);
        for (int i = 0; i < 4; i++) mine.failed();
        assertThat(others.enter()).isEqualTo(go(0));
        others.failed();
        assertThat(mine.enter()).isInstanceOfSatisfying(Pass.Closed.class, it -> assertThat(it.pause())
                .isEqualTo(Duration.ofSeconds(30)));

        clock.pass(Duration.ofSeconds(30));
        assertThat(mine.enter()).isEqualTo(go(0));
        assertThat(others.enter()).as("one is trying").isInstanceOf(Pass.Closed.class);
        mine.failed();
        assertThat(others.enter()).isInstanceOfSatisfying(Pass.Closed.class, it -> assertThat(it.pause())
                .isEqualTo(Duration.ofSeconds(60)));

        clock.pass(Duration.ofSeconds(60));
        assertThat(others.enter()).isEqualTo(go(0));
        others.succeeded();
        assertThat(mine.enter()).isEqualTo(go(0));
        assertThat(others.enter()).isEqualTo(go(0));
    }

    @Test
    void a_success_between_failures_keeps_it_open() {
        var pacing = pacing(NO_LIMIT);
        for (int i = 0; i < 50; i++) {
            pacing.failed();
            if (i % 4 == 3) pacing.succeeded();
        }
        assertThat(pacing.enter()).isEqualTo(go(0));
    }

    @Test
    void it_never_rests_for_longer_than_five_minutes() {
        var pacing = pacing(NO_LIMIT);
        for (int i = 0; i < 100; i++) pacing.failed();
        assertThat(pacing.enter()).isInstanceOfSatisfying(Pass.Closed.class, it -> assertThat(it.pause())
                .isEqualTo(Duration.ofMinutes(5)));
    }

    @Test
    void a_trial_that_nothing_is_heard_of_is_followed_by_another() {
        var pacing = pacing(NO_LIMIT);
        for (int i = 0; i < 5; i++) pacing.failed();
        clock.pass(Duration.ofSeconds(30));
        assertThat(pacing.enter()).isEqualTo(go(0));
        clock.pass(Duration.ofMinutes(2));
        assertThat(pacing.enter()).isEqualTo(go(0));
    }

    @Test
    void a_provider_that_wants_us_slower_is_left_alone_by_all() {
        var mine = pacing(NO_LIMIT);
        mine.slowedDown(Duration.ofSeconds(20));
        mine.slowedDown(Duration.ofSeconds(3));
        clock.pass(Duration.ofSeconds(5));
        assertThat(another(mine, NO_LIMIT).enter())
                .isEqualTo(new Pass.Closed(Duration.ofSeconds(15), "It asked us to slow down."));
        clock.pass(Duration.ofSeconds(15));
        assertThat(mine.enter()).isEqualTo(go(0));
    }

    private static Pass go(long millis) {
        return new Pass.Go(Duration.ofMillis(millis));
    }
}
