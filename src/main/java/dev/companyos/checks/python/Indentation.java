package dev.companyos.checks.python;

import dev.companyos.checks.python.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Which blocks are open, by the columns of their first lines: with tabs as eight columns, and as one. */
final class Indentation {
    private static final int LEVELS = 100; // Python's own bound

    private record Level(int column, int narrow) {}

    private final List<Token> tokens;
    private final Deque<Level> levels = new ArrayDeque<>(List.of(new Level(0, 0)));

    Indentation(List<Token> tokens) {
        this.tokens = tokens;
    }

    void line(int column, int narrow, int line) {
        var open = levels.element();
        if (column > open.column()) {
            if (narrow <= open.narrow()) throw mixed(line);
            if (levels.size() >= LEVELS) throw new Refusal(line, "there are too many levels of indentation");
            levels.push(new Level(column, narrow));
            tokens.add(new Token(Kind.INDENT, "", line));
            return;
        }
        while (levels.element().column() > column) pop(line);
        if (levels.element().column() != column)
            throw new Refusal(line, "this line goes back to an indentation that no block before it has");
        if (levels.element().narrow() != narrow) throw mixed(line);
    }

    void close(int line) {
        while (levels.size() > 1) pop(line);
    }

    private void pop(int line) {
        levels.pop();
        tokens.add(new Token(Kind.DEDENT, "", line));
    }

    private static Refusal mixed(int line) {
        return new Refusal(line, "tabs and spaces are mixed in the indentation");
    }
}
