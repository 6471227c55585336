package dev.companyos.llm;

import dev.companyos.llm.Pacing.Limits;
import dev.companyos.llm.Pacing.Pass;
import java.time.Duration;

/**
 * What is known of a provider's traffic, and what follows from it. The pace is kept by the generic cell rate algorithm
 * (ITU-T I.371) with ten seconds' worth of calls as burst; the rest is a circuit breaker that lets one call try when its
 * rest is over. Times are milliseconds since 1970.
 *
 * @param failures in a row
 * @param closedUntil nobody calls before
 * @param trialUntil one call is trying whether the provider is back, and has until then
 * @param due when the next call would be on time at an even pace
 */
public record PacingState(int failures, long closedUntil, long trialUntil, long due) {
    public static final PacingState FRESH = new PacingState(0, 0, 0, 0);

    private static final long MINUTE = 60_000;
    private static final long BURST = 10_000;
    /** If nothing was heard of it by then, the next one may try. */
    private static final long TRIAL = 2 * MINUTE;

    /** @param state what is known from now on */
    public record Step(PacingState state, Pass pass) {}

    public Step enter(Limits limits, long now) {
        if (now < closedUntil)
            return new Step(
                    this,
                    closed(
                            closedUntil - now,
                            failures >= limits.failures()
                                    ? "It failed %d times in a row.".formatted(failures)
                                    : "It asked us to slow down."));
        boolean trial = failures >= limits.failures();
        if (trial && now < trialUntil)
            return new Step(this, closed(limits.rest().toMillis(), "One call is trying whether it is back."));
        long free = Math.max(0, due - burst(limits) - now);
        long next = limits.callsPerMinute()
                .map(perMinute -> Math.max(due, now) + MINUTE / perMinute)
                .orElse(due);
        return new Step(
                new PacingState(failures, closedUntil, trial ? now + TRIAL : 0, next),
                new Pass.Go(Duration.ofMillis(free)));
    }

    public PacingState succeeded() {
        return failures == 0 && trialUntil == 0 ? this : new PacingState(0, closedUntil, 0, due);
    }

    public PacingState failed(Limits limits, long now) {
        int more = failures + 1;
        if (more < limits.failures()) return new PacingState(more, closedUntil, trialUntil, due);
        long rest = Math.min(
                limits.rest().toMillis() << Math.min(more - limits.failures(), 20),
                limits.longestRest().toMillis());
        return new PacingState(more, Math.max(closedUntil, now + rest), 0, due);
    }

    public PacingState slowedDown(Duration wait, long now) {
        return new PacingState(failures, Math.max(closedUntil, now + wait.toMillis()), 0, due);
    }

    private static long burst(Limits limits) {
        return limits.callsPerMinute()
                .map(perMinute -> Math.max(BURST - MINUTE / perMinute, 0))
                .orElse(Long.MAX_VALUE / 2);
    }

    private static Pass closed(long millis, String why) {
        return new Pass.Closed(Duration.ofMillis(millis), why);
    }
}
