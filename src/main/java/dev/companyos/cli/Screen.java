package dev.companyos.cli;

import java.io.PrintStream;
import java.util.Locale;

/** Where progress is shown: coloured on a terminal, plain lines elsewhere. Nothing of it is ever control text from a fact. */
final class Screen {
    private final PrintStream out;
    private final boolean colours;
    private final long began = System.nanoTime();

    Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.colours = terminal && System.getenv("NO_COLOR") == null;
    }

    double elapsed() {
        return (System.nanoTime() - began) / 1e9;
    }

    void line(FactLine.Line line) {
        String colour =
                switch (line.mood()) {
                    case GOOD -> "32";
                    case BAD -> "31";
                    case QUIET -> "90";
                    case PLAIN -> "0";
                };
        String time = String.format(Locale.ROOT, "%6.1fs", elapsed());
        String who = String.format(Locale.ROOT, "%-18s", plain(line.who()));
        out.println(
                colours
                        ? "\u001b[90m%s\u001b[0m  \u001b[1m%s\u001b[0m \u001b[%sm%s\u001b[0m"
                                .formatted(time, who, colour, plain(line.what()))
                        : "%s  %s %s".formatted(time, who, plain(line.what())));
    }

    void say(String text) {
        out.println(text);
    }

    /** Without what moves a cursor, breaks a line (C0, C1, U+2028 and U+2029) or turns the text round. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]+", " ");
    }
}
