package dev.companyos.company;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** What is kept of a text that somebody else wrote, and the id under which it is kept once. */
final class Excerpt {
    private Excerpt() {}

    /** At most {@code most} characters; NUL, which PostgreSQL does not keep, becomes U+FFFD. */
    static String of(String text, int most) {
        var clean = text.replace('\0', '\uFFFD');
        if (clean.length() <= most) return clean;
        int end = Character.isHighSurrogate(clean.charAt(most - 2)) ? most - 2 : most - 1;
        return clean.substring(0, end) + "…";
    }

    static UUID id(Instant at, String... parts) {
        return UUID.nameUUIDFromBytes((at + "\n" + String.join("\n", parts)).getBytes(StandardCharsets.UTF_8));
    }
}
