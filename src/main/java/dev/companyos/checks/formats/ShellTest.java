package dev.companyos.checks.formats;

import java.util.Set;

/** What stands between {@code [[} and {@code ]]}. */
final class ShellTest {
    private static final Set<String> BINARY =
            Set.of("=", "==", "!=", "=~", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef");

    private final ShellWords words;
    private final Text text;

    ShellTest(ShellWords words) {
        this.words = words;
        this.text = words.text;
    }

    /** From behind {@code [[} to behind {@code ]]}. */
    void read(int line) {
        either(line);
        words.lines();
        if (!text.is("]]"))
            throw words.refusal(text.end() ? line : text.line(), "`[[` of line %d is not closed".formatted(line));
        text.at += 2;
    }

    private void either(int line) {
        do one(line);
        while (joined());
    }

    private boolean joined() {
        words.lines();
        return text.skip("&&") || text.skip("||");
    }

    private void one(int line) {
        words.lines();
        if (text.peek() == '!' && Character.isWhitespace(text.peek(1))) {
            text.at++;
            one(line);
            return;
        }
        if (text.skip("(")) {
            either(line);
            words.lines();
            if (!text.skip(")")) throw words.refusal(text.line(), "`(` in `[[` is not closed");
            return;
        }
        if (!words.atWord() || text.is("]]")) throw words.refusal(text.line(), "a condition is missing in `[[`");
        var first = words.word();
        words.blanks();
        boolean unary = first.matches("-[a-zA-Z]");
        if (text.peek() == '<' || text.peek() == '>') {
            text.at++;
            operand();
        } else if (words.atWord() && !text.is("]]")) {
            int start = text.at;
            var second = words.word();
            if (BINARY.contains(second)) {
                if (second.equals("=~")) regex();
                else operand();
            } else if (!unary) {
                text.at = start;
                throw words.refusal(text.line(), "an operator is missing in `[[` before `%s`".formatted(second));
            }
        }
    }

    private void operand() {
        words.blanks();
        if (!words.atWord()) throw words.refusal(text.line(), "an operand is missing in `[[`");
        words.word();
    }

    /** Up to a blank outside of its brackets. */
    private void regex() {
        words.blanks();
        int depth = 0;
        while (!text.end()) {
            char c = text.peek();
            if (c == '(') depth++;
            if (c == ')') depth--;
            if (c == '\n' || depth <= 0 && (c == ' ' || c == '\t')) return;
            words.piece(false);
        }
    }
}
