package app.data;

/** Which part of a list is asked for. {@code search} is "" for all. */
public record Slice(String search, int limit, int offset) {
    private static final int MOST = 200;

    /** Whatever was asked for, within bounds. */
    public static Slice of(String search, int limit, int offset) {
        return new Slice(search == null ? "" : search.strip(), Math.clamp(limit, 1, MOST), Math.max(0, offset));
    }

    /** For {@code LIKE … ESCAPE '!'}, in lower case. */
    public String pattern() {
        String safe = search.toLowerCase(java.util.Locale.ROOT).replaceAll("[!%_]", "!$0");
        return "%" + safe + "%";
    }
}
