package dev.companyos.checks.formats;

/** A text and the place in it that is being read. */
final class Text {
    final String all;
    int at;
    private int counted;
    private int line = 1;

    Text(String all) {
        this.all = all;
    }

    boolean end() {
        return at >= all.length();
    }

    /** The character at the place, or NUL behind the end. */
    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return at + ahead < all.length() ? all.charAt(at + ahead) : '\0';
    }

    boolean is(String word) {
        return all.startsWith(word, at);
    }

    boolean skip(String word) {
        if (!is(word)) return false;
        at += word.length();
        return true;
    }

    /** To behind {@code word}; false, and to the end, where it does not come any more. */
    boolean skipPast(String word) {
        int found = all.indexOf(word, at);
        at = found < 0 ? all.length() : found + word.length();
        return found >= 0;
    }

    /** Line of the place, from 1. */
    int line() {
        if (at < counted) {
            counted = 0;
            line = 1;
        }
        for (; counted < Math.min(at, all.length()); counted++) if (all.charAt(counted) == '\n') line++;
        return line;
    }
}
