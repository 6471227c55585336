package dev.companyos.checks.python;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may stand in a number and behind a backslash. */
final class Literals {
    private static final String DIGITS = "[0-9](?:[0-9_]*[0-9])?";
    private static final Pattern NUMBER =
            Pattern.compile("0[xX][0-9a-fA-F_]*[0-9a-fA-F]|0[oO][0-7_]*[0-7]|0[bB][01_]*[01]|" + "(?:(?:" + DIGITS
                    + ")?\\." + DIGITS + "|" + DIGITS + "\\.?)(?:[eE][+-]?" + DIGITS + ")?[jJ]?");
    private static final Pattern OLD_OCTAL = Pattern.compile("0[0-9_]*[1-9][0-9_]*");
    private static final Pattern GLUED = Pattern.compile("(?:and|else|for|if|in|is|or|not)(?![\\p{L}\\p{N}_]).*");
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("x(?![0-9a-fA-F]{2})");
    private static final Pattern BROKEN_TEXT_ESCAPE =
            Pattern.compile("u(?![0-9a-fA-F]{4})|U(?!00(?:10|0[0-9a-fA-F])[0-9a-fA-F]{4})|N(?!\\{[A-Za-z0-9 \\-]+\\})");

    private Literals() {}

    /** The end of the number that begins at {@code at}. */
    static int number(String text, int at, int line) {
        Matcher matcher = NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) throw new Refusal(line, "this is no number");
        var number = matcher.group();
        if (number.contains("__")) throw new Refusal(line, "a number holds two underscores in a row");
        if (OLD_OCTAL.matcher(number).matches())
            throw new Refusal(line, "leading zeros in a decimal number are not permitted; write `0o` for an octal one");
        int end = matcher.end();
        if (end < text.length()) {
            char next = text.charAt(end);
            var rest = text.substring(end, Math.min(text.length(), end + 4));
            if (Tokenizer.isPart(text.codePointAt(end)) && !GLUED.matcher(rest).matches())
                throw new Refusal(line, "the number `%s` runs into `%c`".formatted(number, next));
        }
        return end;
    }

    /**
     * Checks the escapes of a string that is not raw.
     *
     * @param literal what is between the quotes
     */
    static void escapes(String literal, boolean bytes, int line) {
        for (int i = literal.indexOf('\\'); i >= 0 && i + 1 < literal.length(); i = literal.indexOf('\\', i + 2)) {
            var rest = literal.substring(i + 1, Math.min(literal.length(), i + 120));
            boolean broken = BROKEN_ESCAPE.matcher(rest).lookingAt()
                    || !bytes && BROKEN_TEXT_ESCAPE.matcher(rest).lookingAt();
            if (broken) {
                int row = line
                        + (int) literal.substring(0, i)
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
                throw new Refusal(row, "the escape `\\%c` in a string is not complete".formatted(rest.charAt(0)));
            }
        }
    }

    /** The length of the string prefix before a quote at {@code at}, or -1 where no string begins. */
    static int prefix(String text, int at) {
        int end = at;
        while (end < text.length() && end - at < 3 && "rRbBuUfFtT".indexOf(text.charAt(end)) >= 0) end++;
        if (end >= text.length() || text.charAt(end) != '"' && text.charAt(end) != '\'') return -1;
        return switch (text.substring(at, end).toLowerCase(Locale.ROOT)) {
            case "", "r", "b", "u", "f", "t", "br", "rb", "fr", "rf", "tr", "rt" -> end - at;
            default -> -1;
        };
    }
}
