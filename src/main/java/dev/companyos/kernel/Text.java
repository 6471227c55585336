package dev.companyos.kernel;

/** Foreign text made fit for a table, a message or a prompt. */
public final class Text {
    private Text() {}

    /**
     * At most {@code limit} chars of {@code text}, without NUL, which PostgreSQL refuses, and with U+FFFD for half a
     * character, which no encoding knows. Never ends in the middle of a character.
     */
    public static String storable(String text, int limit) {
        var kept = new StringBuilder(Math.min(text.length(), limit));
        for (int i = 0; i < text.length(); ) {
            int it = text.codePointAt(i);
            i += Character.charCount(it);
            if (it == 0) continue;
            if (kept.length() + Character.charCount(it) > limit) break;
            kept.appendCodePoint(Character.getType(it) == Character.SURROGATE ? 0xFFFD : it);
        }
        return kept.toString();
    }
}
