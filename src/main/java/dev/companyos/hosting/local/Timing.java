package dev.companyos.hosting.local;

import java.time.Duration;

/**
 * @param start how long a product may take to its first good answer
 * @param backoff wait before the first restart; doubled for each further one within {@code window}
 * @param restarts restarts within {@code window} before a product is left down
 */
public record Timing(Duration start, Duration backoff, int restarts, Duration window) {
    public static final Timing USUAL =
            new Timing(Duration.ofSeconds(20), Duration.ofSeconds(1), 5, Duration.ofMinutes(10));
}
