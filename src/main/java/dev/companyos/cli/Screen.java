package dev.companyos.cli;

import java.io.PrintStream;
import java.util.Locale;

/** Where progress is shown: coloured on a terminal, plain lines elsewhere. Nothing of it is ever control text from a fact. */
final class Screen {
    private final PrintStream out;
    private final boolean colours;
    private final long began = System.nanoTime();

    Screen(PrintStream out, boolean terminal) {
        this.out = PlainStream.unguarded(out);
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
        String who = String.format(Locale.ROOT, "%-18s", PlainStream.line(line.who()));
        out.println(
                colours
                        ? "\u001b[90m%s\u001b[0m  \u001b[1m%s\u001b[0m \u001b[%sm%s\u001b[0m"
                                .formatted(time, who, colour, PlainStream.line(line.what()))
                        : "%s  %s %s".formatted(time, who, PlainStream.line(line.what())));
    }

    /** May be of several lines, and may quote what others wrote. */
    void say(String text) {
        out.println(PlainStream.text(text));
    }
}
