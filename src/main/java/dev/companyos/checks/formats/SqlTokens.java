package dev.companyos.checks.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** SQL to tokens, by what PostgreSQL and SQLite have in common, and what either has beside it. */
final class SqlTokens {
    enum Kind {
        WORD,
        QUOTED,
        NUMBER,
        SIGN
    }

    /** @param text of a word in capitals; @param first whether it is the first of its line */
    record Token(Kind kind, String text, int line, boolean first) {
        boolean is(String... words) {
            if (kind != Kind.WORD && kind != Kind.SIGN) return false;
            for (var it : words) if (text.equals(it)) return true;
            return false;
        }
    }

    private static final Pattern DOLLAR = Pattern.compile("\\$(?:[A-Za-z_\\x80-\\uFFFF][\\w\\x80-\\uFFFF]*)?\\$");
    private static final Pattern NUMBER =
            Pattern.compile("0[xXoObB][0-9a-fA-F_]+|[0-9][0-9_]*(?:\\.[0-9_]*)?(?:[eE][+-]?[0-9]+)?");
    private static final Pattern COPY = Pattern.compile("(?is)copy\\b[^;]*\\bfrom\\s+stdin\\b[^;]*");

    private final Text text;
    private final List<Token> tokens = new ArrayList<>();
    private int statement;
    private int lastLine;

    private @Nullable Problem problem;

    private SqlTokens(String content) {
        this.text = new Text(content);
    }

    /** The tokens, or what is not closed. */
    static Object read(String content) {
        var reader = new SqlTokens(content);
        while (!reader.text.end() && reader.problem == null) reader.next();
        return reader.problem == null ? List.copyOf(reader.tokens) : reader.problem;
    }

    private void add(Kind kind, String word, int line) {
        tokens.add(new Token(kind, word, line, line != lastLine));
        lastLine = line;
    }

    private void next() {
        char c = text.peek();
        int line = text.line();
        if (Character.isWhitespace(c) || c == '\uFEFF') {
            text.at++;
        } else if (text.is("--")) {
            text.skipPast("\n");
        } else if (text.is("/*")) {
            comment(line);
        } else if (c == '\'') {
            string(line, escapes());
        } else if (c == '"' || c == '`') {
            quoted(c, line);
        } else if (c == '$') {
            dollar(line);
        } else if (c >= '0' && c <= '9') {
            var matcher = NUMBER.matcher(text.all).region(text.at, text.all.length());
            matcher.lookingAt();
            text.at = matcher.end();
            add(Kind.NUMBER, "0", line);
        } else if (Character.isLetter(c) || c == '_') {
            int start = text.at;
            while (Character.isLetterOrDigit(text.peek()) || text.peek() == '_' || text.peek() == '$') text.at++;
            add(Kind.WORD, text.all.substring(start, text.at).toUpperCase(Locale.ROOT), line);
        } else if ((c == '\\' || c == '.') && fresh() && atLineStart()) {
            text.skipPast("\n"); // a command to the shell of the database
        } else {
            text.at++;
            add(Kind.SIGN, String.valueOf(c), line);
            if (c == ';') semicolon();
        }
    }

    private boolean fresh() {
        return tokens.isEmpty() || tokens.getLast().is(";");
    }

    private boolean atLineStart() {
        return text.at == 0 || text.all.charAt(text.at - 1) == '\n';
    }

    /** Behind a COPY come rows, not SQL. */
    private void semicolon() {
        var before = text.all.substring(statement, text.at - 1);
        statement = text.at;
        int copy = before.toLowerCase(Locale.ROOT).lastIndexOf("copy");
        if (copy < 0 || !COPY.matcher(before.substring(copy)).matches()) return;
        int end = text.all.indexOf("\n\\.", text.at);
        if (end >= 0) text.at = end + 3;
    }

    private void comment(int line) {
        int start = text.at;
        int depth = 0;
        do {
            if (text.skip("/*")) depth++;
            else if (text.skip("*/")) depth--;
            else text.at++;
        } while (depth > 0 && !text.end());
        if (depth == 0) return;
        text.at = start + 2; // SQLite does not nest them
        if (!text.skipPast("*/")) problem = new Problem(line, "a comment is not closed");
    }

    /** Whether the string is {@code E'…'}, where a backslash escapes. */
    private boolean escapes() {
        if (tokens.isEmpty() || text.at == 0 || Character.toUpperCase(text.all.charAt(text.at - 1)) != 'E')
            return false;
        return tokens.getLast().is("E");
    }

    private void string(int line, boolean escapes) {
        text.at++;
        while (true) {
            if (text.end()) {
                problem = new Problem(line, "a string is not closed");
                return;
            }
            if (escapes && text.peek() == '\\') {
                text.at += 2;
            } else if (text.is("''")) {
                text.at += 2;
            } else if (text.skip("'")) {
                break;
            } else {
                text.at++;
            }
        }
        add(Kind.QUOTED, "'", line);
    }

    private void quoted(char quote, int line) {
        text.at++;
        do {
            if (!text.skipPast(String.valueOf(quote))) {
                problem = new Problem(line, "a quoted name is not closed");
                return;
            }
        } while (text.skip(String.valueOf(quote)));
        add(Kind.QUOTED, String.valueOf(quote), line);
    }

    private void dollar(int line) {
        var matcher = DOLLAR.matcher(text.all).region(text.at, text.all.length());
        if (!matcher.lookingAt()) {
            text.at++;
            while (Character.isLetterOrDigit(text.peek()) || text.peek() == '_') text.at++;
            add(Kind.QUOTED, "$", line);
            return;
        }
        text.at = matcher.end();
        if (text.skipPast(matcher.group())) add(Kind.QUOTED, "'", line);
        else problem = new Problem(line, "`%s` is not closed".formatted(matcher.group()));
    }
}
