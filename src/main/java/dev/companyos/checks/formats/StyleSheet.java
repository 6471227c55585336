package dev.companyos.checks.formats;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * CSS by what the CSS Syntax Module calls parse errors and a browser silently drops: strings, comments and blocks that are
 * not closed, brackets that do not match, declarations without a colon, rules without a block.
 */
final class StyleSheet {
    private static final Pattern LITERALS = Pattern.compile(
            "/\\*.*?\\*/|\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'|\\([^()]*\\)", Pattern.DOTALL);
    private static final Pattern NEXT = Pattern.compile("\\n\\s*-{0,2}[a-zA-Z][a-zA-Z-]*\\s*:\\s");

    private static final int DEPTH = 200;

    private record Bracket(char open, int line) {}

    private final Text text;
    private final Deque<Bracket> open = new ArrayDeque<>();

    /** What has been read since the last `;`, `{` or `}`: whether anything, a colon, and what came first. */
    private int start = -1;

    private int startLine;
    private boolean colon;
    private boolean at;

    private StyleSheet(String content) {
        this.text = new Text(content);
    }

    /** A style sheet that a template engine still has to fill in is not judged. */
    static Optional<Problem> check(String content) {
        if (content.contains("{{") || content.contains("{%")) return Optional.empty();
        return Optional.ofNullable(new StyleSheet(content).run());
    }

    private @Nullable Problem run() {
        while (!text.end()) {
            char c = text.peek();
            @Nullable
            Problem problem =
                    switch (c) {
                        case '"', '\'' -> string(c);
                        case '/' -> comment();
                        case '(', '[' -> bracket(c);
                        case ')', ']' -> close(c);
                        case '{' -> block();
                        case '}' -> endBlock();
                        case ';' -> semicolon();
                        default -> plain(c);
                    };
            if (problem != null) return problem;
        }
        if (!open.isEmpty())
            return new Problem(
                    open.element().line(),
                    "`%c` is never closed".formatted(open.element().open()));
        return start >= 0 && !at ? new Problem(startLine, "a rule has no block") : null;
    }

    private @Nullable Problem plain(char c) {
        if (Character.isWhitespace(c)) {
            text.at++;
        } else if (c == '\\') {
            begin();
            text.at += 2;
        } else if (text.is("<!--") || text.is("-->")) {
            text.at += 3;
        } else if ((c == 'u' || c == 'U') && text.all.regionMatches(true, text.at, "url(", 0, 4)) {
            begin();
            return url();
        } else {
            begin();
            colon |= c == ':';
            text.at++;
        }
        return null;
    }

    private void begin() {
        if (start >= 0) return;
        start = text.at;
        startLine = text.line();
        at = text.peek() == '@';
    }

    private void fresh() {
        start = -1;
        colon = false;
        at = false;
    }

    /** An address without quotes holds what would be a comment elsewhere. */
    private @Nullable Problem url() {
        int line = text.line();
        text.at += 4;
        while (Character.isWhitespace(text.peek())) text.at++;
        if (text.peek() == '"' || text.peek() == '\'') {
            open.push(new Bracket('(', line));
            return null;
        }
        while (!text.end() && text.peek() != ')') {
            if (text.peek() == '\n' || text.peek() == '{') return new Problem(line, "`url(` is not closed");
            text.at += text.peek() == '\\' ? 2 : 1;
        }
        if (text.end()) return new Problem(line, "`url(` is not closed");
        text.at++;
        return null;
    }

    private @Nullable Problem string(char quote) {
        begin();
        int line = text.line();
        text.at++;
        while (text.peek() != quote) {
            if (text.end() || text.peek() == '\n') return new Problem(line, "a string is not closed");
            text.at += text.peek() == '\\' ? 2 : 1;
        }
        text.at++;
        return null;
    }

    private @Nullable Problem comment() {
        if (!text.is("/*")) {
            begin();
            text.at++;
            return null;
        }
        int line = text.line();
        text.at += 2;
        return text.skipPast("*/") ? null : new Problem(line, "a comment is not closed");
    }

    private @Nullable Problem bracket(char c) {
        begin();
        if (open.size() >= DEPTH) return new Problem(text.line(), "brackets are nested too deeply");
        open.push(new Bracket(c, text.line()));
        text.at++;
        return null;
    }

    private @Nullable Problem close(char c) {
        char wanted = c == ')' ? '(' : '[';
        if (open.isEmpty() || open.element().open() != wanted)
            return new Problem(text.line(), "`%c` closes nothing".formatted(c));
        open.pop();
        text.at++;
        return null;
    }

    private @Nullable Problem block() {
        if (!open.isEmpty() && open.element().open() != '{' && !value())
            return new Problem(
                    open.element().line(),
                    "`%c` is not closed".formatted(open.element().open()));
        if (start < 0 && open.isEmpty()) return new Problem(text.line(), "a block has no selector");
        if (open.size() >= DEPTH) return new Problem(text.line(), "blocks are nested too deeply");
        open.push(new Bracket('{', text.line()));
        text.at++;
        if (!value()) fresh();
        return null;
    }

    /** Whether the block belongs to a value, as of a custom property or an argument. */
    private boolean value() {
        return start >= 0 && text.all.startsWith("--", start) && colon
                || open.stream().anyMatch(it -> it.open() == '(');
    }

    private @Nullable Problem endBlock() {
        if (open.isEmpty()) return new Problem(text.line(), "`}` closes nothing");
        if (open.element().open() != '{')
            return new Problem(
                    open.element().line(),
                    "`%c` is not closed".formatted(open.element().open()));
        var wrong = declaration();
        if (wrong != null) return wrong;
        open.pop();
        text.at++;
        fresh();
        return null;
    }

    private @Nullable Problem semicolon() {
        if (!open.isEmpty() && open.element().open() != '{') {
            if (text.all.regionMatches(true, Math.max(0, start), "--", 0, 2)) {
                text.at++;
                return null;
            }
            return value()
                    ? advance()
                    : new Problem(
                            text.line(),
                            "`%c` of line %d is not closed before `;`"
                                    .formatted(
                                            open.element().open(),
                                            open.element().line()));
        }
        var wrong = declaration();
        if (wrong != null) return wrong;
        if (open.isEmpty() && start >= 0 && !at)
            return new Problem(startLine, "a declaration stands outside of a block");
        fresh();
        return advance();
    }

    private @Nullable Problem advance() {
        text.at++;
        return null;
    }

    private @Nullable Problem declaration() {
        if (start < 0 || at || open.isEmpty()) return null;
        if (!colon) return new Problem(startLine, "a declaration has no colon");
        if (text.all.startsWith("--", start)) return null;
        var plain = LITERALS.matcher(text.all.substring(start, text.at)).replaceAll("x");
        return NEXT.matcher(plain).find() ? new Problem(startLine, "a semicolon is missing after a declaration") : null;
    }
}
