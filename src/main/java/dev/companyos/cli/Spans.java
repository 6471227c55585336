package dev.companyos.cli;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Spans of time as people write them: 90s, 15m, 2h. */
final class Spans {
    private Spans() {}

    static Optional<Duration> parse(@Nullable String text) {
        if (text == null) return Optional.empty();
        if (!text.matches("\\d{1,6}[smh]"))
            throw new Failed(
                    Failed.USAGE,
                    "`%s` is no span of time.".formatted(text),
                    "Right is a number and s, m or h.",
                    "Write 15m, say.");
        long count = Long.parseLong(text.substring(0, text.length() - 1));
        return Optional.of(
                switch (text.charAt(text.length() - 1)) {
                    case 's' -> Duration.ofSeconds(count);
                    case 'm' -> Duration.ofMinutes(count);
                    default -> Duration.ofHours(count);
                });
    }
}
