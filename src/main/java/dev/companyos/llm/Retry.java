package dev.companyos.llm;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * Asks again after a failure that passes: when the provider said, else after 15, 30, 60, 90 and 120 seconds and up to a
 * fifth more, so that agents who failed together do not come back together.
 *
 * @param random 0 (inclusive) to 1 (exclusive)
 */
public record Retry(Pause pause, DoubleSupplier random) {
    private static final List<Duration> WAITS = java.util.stream.Stream.of(15, 30, 60, 90, 120)
            .map(Duration::ofSeconds)
            .toList();
    /** Nobody holds a turn open for longer; it is the caller's to try later. */
    private static final Duration TOO_LONG = Duration.ofMinutes(5);

    /** @throws ModelFailed the last failure, when it does not pass, asks for too long a wait, or was the sixth */
    public <T> T call(Supplier<T> attempt) {
        for (int failures = 0; ; failures++) {
            try {
                return attempt.get();
            } catch (ModelFailed e) {
                if (!e.passes() || e.kind() == ModelFailed.Kind.CANCELLED || failures == WAITS.size()) throw e;
                Duration wait = e.retryAfter().orElse(WAITS.get(failures));
                if (wait.compareTo(TOO_LONG) > 0) throw e;
                pause.orGiveUp(wait.plusMillis((long) (wait.toMillis() * random.getAsDouble() / 5)));
            }
        }
    }
}
