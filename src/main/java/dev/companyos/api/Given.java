package dev.companyos.api;

import dev.companyos.kernel.CompanyException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a request gives, looked at before anybody uses it. */
final class Given {
    static final int PAGE = 200;

    private Given() {}

    /**
     * A text that can be stored.
     *
     * @throws CompanyException {@code invalid.<field>} for one that is blank, too long, or holds what is no character
     */
    static String text(@Nullable String text, String field, int longest) {
        if (text == null || text.isBlank()) throw refused(field, "It is empty.", "Send a text.");
        if (text.length() > longest)
            throw refused(
                    field,
                    String.format(Locale.ROOT, "It has %d characters; at most %,d are taken.", text.length(), longest),
                    "Send a shorter one.");
        if (text.chars().anyMatch(it -> it == 0) || text.codePoints().anyMatch(Given::half))
            throw refused(field, "NUL and halves of surrogate pairs cannot be stored.", "Leave them out.");
        return text;
    }

    static int limit(int limit) {
        if (limit >= 1 && limit <= 1_000) return limit;
        throw CompanyException.invalid("limit", "`limit` is %d.".formatted(limit), "It is 1 to 1000.", "Ask again.");
    }

    /** The first {@code limit} of {@code all}. */
    static <T> List<T> page(List<T> all, int limit) {
        return all.subList(0, Math.min(all.size(), limit(limit)));
    }

    /** A cursor of the event stream, or "". */
    static String cursor(String cursor) {
        if (cursor.matches("([0-9]{1,19}\\.[0-9]{1,18})?")) return cursor;
        throw CompanyException.invalid(
                "cursor",
                "That is no cursor of an event stream.",
                "A cursor is the id of an event that was received.",
                "Send such an id, or leave it empty to begin at the beginning.");
    }

    private static boolean half(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static CompanyException refused(String field, String why, String doThis) {
        return CompanyException.invalid(field, "`%s` cannot be used.".formatted(field), why, doThis);
    }
}
