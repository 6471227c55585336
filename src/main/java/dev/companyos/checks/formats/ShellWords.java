package dev.companyos.checks.formats;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Words of a shell with all their ways to quote, expand and substitute; here-documents behind their line. */
final class ShellWords {
    /** Ends the reading at the first thing that a shell would refuse. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;
        final int line;

        Refusal(int line, String what) {
            super(what, null, false, false);
            this.line = line;
        }
    }

    private record Here(String end, boolean tabs, int line) {}

    final Text text;
    private final Consumer<ShellWords> commands;
    private final Deque<Here> heres = new ArrayDeque<>();

    /** @param commands reads the commands of a substitution, up to its closing bracket */
    ShellWords(Text text, Consumer<ShellWords> commands) {
        this.text = text;
        this.commands = commands;
    }

    Refusal refusal(int line, String what) {
        return new Refusal(line, what);
    }

    /** Blanks, joined lines, and a comment to the end of its line. */
    void blanks() {
        while (true) {
            char c = text.peek();
            if (c == ' ' || c == '\t' || c == '\r') text.at++;
            else if (text.is("\\\n")) text.at += 2;
            else if (text.is("\\\r\n")) text.at += 3;
            else break;
        }
        if (text.peek() == '#') while (!text.end() && text.peek() != '\n') text.at++;
    }

    /** Line ends with what stands between them. */
    void lines() {
        blanks();
        while (text.peek() == '\n') {
            newline();
            blanks();
        }
    }

    void newline() {
        text.at++;
        while (!heres.isEmpty()) here(heres.removeFirst());
    }

    private void here(Here here) {
        while (!text.end()) {
            int end = text.all.indexOf('\n', text.at);
            var line = text.all.substring(text.at, end < 0 ? text.all.length() : end);
            text.at = end < 0 ? text.all.length() : end + 1;
            if (line.endsWith("\r")) line = line.substring(0, line.length() - 1);
            var bare = here.tabs() ? line.replaceFirst("^\\t+", "") : line;
            if (bare.equals(here.end())) return;
            // inside of $( ) the end may be followed by the bracket
            if (bare.startsWith(here.end())
                    && bare.substring(here.end().length()).strip().equals(")")) {
                text.at -= (end < 0 ? 0 : 1) + line.length() - line.lastIndexOf(')');
                return;
            }
        }
        throw refusal(here.line(), "the here-document `%s` is not closed".formatted(here.end()));
    }

    /** Whether the last line's here-documents were read. */
    void finish() {
        if (!heres.isEmpty())
            throw refusal(
                    heres.getFirst().line(),
                    "the here-document `%s` is not closed"
                            .formatted(heres.getFirst().end()));
    }

    boolean atWord() {
        if (text.end()) return false;
        char c = text.peek();
        if ((c == '<' || c == '>') && text.peek(1) == '(') return true;
        return " \t\r\n|&;()<>".indexOf(c) < 0;
    }

    /** A redirection, where one begins here: with the number or the variable before it. */
    boolean redirection() {
        int start = text.at;
        if (text.peek() == '{') {
            while (Character.isLetterOrDigit(text.peek(1)) || text.peek(1) == '_') text.at++;
            if (text.peek(1) == '}') text.at += 2;
            else text.at = start;
        }
        while (Character.isDigit(text.peek())) text.at++;
        boolean substitution = (text.peek() == '<' || text.peek() == '>') && text.peek(1) == '(' && text.at == start;
        boolean both = text.is("&>");
        if (substitution || !both && text.peek() != '<' && text.peek() != '>') {
            text.at = start;
            return false;
        }
        int line = text.line();
        boolean tabs = text.is("<<-");
        boolean here = text.is("<<") && !text.is("<<<");
        for (var operator : new String[] {"&>>", "<<<", "<<-", "&>", "<<", ">>", "<&", ">&", "<>", ">|", "<", ">"})
            if (text.skip(operator)) break;
        blanks();
        if (!atWord()) throw refusal(line, "a redirection leads nowhere");
        var word = word();
        if (here) heres.add(new Here(word.replaceAll("[\"'\\\\]", ""), tabs, line));
        return true;
    }

    /** One word as it is written. */
    String word() {
        int start = text.at;
        while (!text.end()) {
            char c = text.peek();
            if ((c == '<' || c == '>') && text.peek(1) == '(') {
                text.at += 2;
                substitution();
            } else if ("?*+@!".indexOf(c) >= 0 && text.peek(1) == '(') {
                text.at += 2;
                pattern();
            } else if (c == '(' && isArray(start)) {
                text.at++;
                array();
            } else if (" \t\r\n|&;()<>".indexOf(c) >= 0) {
                break;
            } else {
                piece(false);
            }
        }
        return text.all.substring(start, Math.min(text.at, text.all.length()));
    }

    private boolean isArray(int start) {
        if (text.at == start || text.all.charAt(text.at - 1) != '=') return false;
        return text.all.substring(start, text.at).matches("(?s)[A-Za-z_]\\w*(\\[.*])?\\+?=");
    }

    private void array() {
        int line = text.line();
        while (true) {
            lines();
            if (text.skip(")")) return;
            if (!atWord()) throw refusal(line, "the list of an array is not closed");
            word();
        }
    }

    private void pattern() {
        int line = text.line();
        while (!text.skip(")")) {
            if (text.end()) throw refusal(line, "a pattern is not closed");
            if (text.skip("(")) pattern();
            else piece(false);
        }
    }

    /** One character, or what begins with it. */
    void piece(boolean quoted) {
        char c = text.peek();
        if (c == '\\') {
            text.at += 2;
        } else if (c == '\'' && !quoted) {
            int line = text.line();
            text.at++;
            if (!text.skipPast("'")) throw refusal(line, "a single quote is not closed");
        } else if (c == '"') {
            doubled();
        } else if (c == '`') {
            ticks();
        } else if (c == '$') {
            dollar(quoted);
        } else {
            text.at++;
        }
    }

    private void doubled() {
        int line = text.line();
        text.at++;
        while (!text.skip("\"")) {
            if (text.end()) throw refusal(line, "a double quote is not closed");
            piece(true);
        }
    }

    private void ticks() {
        int line = text.line();
        text.at++;
        while (!text.skip("`")) {
            if (text.end()) throw refusal(line, "a backquote is not closed");
            text.at += text.peek() == '\\' ? 2 : 1;
        }
    }

    private void dollar(boolean quoted) {
        int line = text.line();
        if (text.is("$((") && arithmetic(1)) return;
        if (text.skip("$(")) {
            substitution();
        } else if (text.skip("${")) {
            braces(quoted, line);
        } else if (text.is("$'") && !quoted) {
            text.at += 2;
            while (!text.skip("'")) {
                if (text.end()) throw refusal(line, "a quote is not closed");
                text.at += text.peek() == '\\' ? 2 : 1;
            }
        } else {
            text.at++;
        }
    }

    private void braces(boolean quoted, int line) {
        while (!text.skip("}")) {
            if (text.end()) throw refusal(line, "`${` is not closed");
            piece(quoted);
        }
    }

    private void substitution() {
        int line = text.line();
        commands.accept(this);
        if (!text.skip(")")) throw refusal(line, "`(` is not closed");
    }

    /** Reads {@code ((…))} whose first bracket is {@code before} characters ahead; false where it is no arithmetic. */
    boolean arithmetic(int before) {
        int start = text.at;
        text.at += before + 2;
        int depth = 2;
        while (!text.end() && depth > 0) {
            char c = text.peek();
            if (c == '(') {
                depth++;
                text.at++;
            } else if (c == ')') {
                if (depth == 2 && text.peek(1) != ')') break;
                depth--;
                text.at++;
            } else {
                try {
                    piece(c == '\'');
                } catch (Refusal refusal) {
                    break;
                }
            }
        }
        if (depth > 0) text.at = start;
        return depth == 0;
    }
}
