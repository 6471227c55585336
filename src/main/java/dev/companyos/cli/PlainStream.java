package dev.companyos.cli;

import java.io.PrintStream;
import java.util.regex.Pattern;

/**
 * Prints to a terminal what others wrote: models, products, web pages. What would move its cursor, colour it, set its title or
 * turn its text round is shown as an escape such as {@code \\u001b}, which is also what it is in JSON. Line feeds and tabs stay.
 */
final class PlainStream extends PrintStream {
    /** C0 and C1 but line feed and tab, separators of lines, marks of direction, and halves of surrogate pairs. */
    private static final Pattern CONTROL = Pattern.compile(
            "[\\p{Cc}\\u061c\\u200e\\u200f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ufeff\\p{Cs}&&[^\\n\\t]]");

    private final PrintStream terminal;

    PlainStream(PrintStream terminal) {
        super(terminal, true, terminal.charset());
        this.terminal = terminal;
    }

    /** What prints to {@code out} without looking, for colours of our own. */
    static PrintStream unguarded(PrintStream out) {
        return out instanceof PlainStream it ? it.terminal : out;
    }

    static String text(String foreign) {
        return CONTROL.matcher(foreign)
                .replaceAll(it -> "\\\\u%04x".formatted((int) it.group().charAt(0)));
    }

    /** As one line: line feeds cannot make it look like two. */
    static String line(String foreign) {
        return text(foreign.strip().replaceAll("[\\r\\n\\t\\f\\u000b\\u0085\\u2028\\u2029]+", " "));
    }

    @Override
    public void print(String text) {
        super.print(text == null ? "null" : text(text));
    }

    @Override
    public void print(char character) {
        print(String.valueOf(character));
    }

    @Override
    public void print(char[] text) {
        print(String.valueOf(text));
    }

    @Override
    public void print(Object it) {
        print(String.valueOf(it));
    }

    @Override
    public void println(String text) {
        print(text + System.lineSeparator());
    }

    @Override
    public void println(char[] text) {
        println(String.valueOf(text));
    }

    @Override
    public void println(Object it) {
        println(String.valueOf(it));
    }
}
