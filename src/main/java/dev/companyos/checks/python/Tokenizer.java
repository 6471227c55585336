package dev.companyos.checks.python;

import dev.companyos.checks.python.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text to tokens by Python's lexical rules: indentation, joined lines, and the fields inside of f-strings. */
final class Tokenizer {
    private static final int BRACKETS = 200; // Python's own bounds
    private static final int TEMPLATES = 150;
    private static final List<String> OPERATORS = List.of("""
            **= //= >>= <<= ... != -> := += -= *= /= %= &= |= ^= @= == <= >= ** // << >> + - * /
            % & | ^ ~ < > ( ) [ ] { } , : . ; = @""".split("\\s+"));

    private record Bracket(char open, int line) {}

    /** An f-string that is open, its {@code fields} as the depth of brackets that each was opened at. */
    private static final class Template {
        final String quote;
        final boolean raw;
        final int line;
        final Deque<Integer> fields = new ArrayDeque<>();
        boolean inText = true;

        Template(String quote, boolean raw, int line) {
            this.quote = quote;
            this.raw = raw;
            this.line = line;
        }

        boolean ownDepth(int depth) {
            return !inText && !fields.isEmpty() && fields.element() == depth;
        }
    }

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final Indentation indentation = new Indentation(tokens);
    private final Deque<Bracket> brackets = new ArrayDeque<>();
    private final Deque<Template> templates = new ArrayDeque<>();
    private int at;
    private int line = 1;

    private Tokenizer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String content) {
        var text = (content.startsWith("\uFEFF") ? content.substring(1) : content)
                .replace("\r\n", "\n")
                .replace('\r', '\n');
        return new Tokenizer(text).run();
    }

    private List<Token> run() {
        boolean fresh = true;
        while (true) {
            if (fresh && brackets.isEmpty() && templates.isEmpty()) {
                if (!indentation()) break;
                fresh = false;
            }
            var template = templates.peek();
            if (template != null && template.inText) {
                templateText(template);
                continue;
            }
            blanks();
            if (at >= text.length()) break;
            char c = text.charAt(at);
            if (c == '\n') {
                if (brackets.isEmpty() && templates.isEmpty()) {
                    add(Kind.NEWLINE, "");
                    fresh = true;
                }
                at++;
                line++;
            } else {
                token(c);
            }
        }
        return end();
    }

    private List<Token> end() {
        if (!templates.isEmpty()) throw new Refusal(templates.getLast().line, "the string is not closed");
        if (!brackets.isEmpty())
            throw new Refusal(
                    brackets.peek().line(),
                    "`%c` is never closed".formatted(brackets.peek().open()));
        if (!tokens.isEmpty()
                && tokens.getLast().kind() != Kind.NEWLINE
                && tokens.getLast().kind() != Kind.DEDENT) add(Kind.NEWLINE, "");
        indentation.close(line);
        add(Kind.END, "");
        return tokens;
    }

    private void add(Kind kind, String word) {
        tokens.add(new Token(kind, word, line));
    }

    private void blanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\f') {
                at++;
            } else if (c == '#') {
                while (at < text.length() && text.charAt(at) != '\n') at++;
            } else if (c == '\\') {
                if (at + 1 >= text.length() || text.charAt(at + 1) != '\n')
                    throw new Refusal(line, "a backslash that joins lines is the last character of its line");
                at += 2;
                line++;
                if (at >= text.length())
                    throw new Refusal(line - 1, "the text ends after a backslash that joins lines");
            } else {
                return;
            }
        }
    }

    /** Reads up to the first token of the next line that has one; false at the end of the text. */
    private boolean indentation() {
        while (true) {
            int column = 0;
            int narrowColumn = 0;
            boolean joined = false;
            for (; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == ' ') {
                    column++;
                    narrowColumn++;
                } else if (c == '\t') {
                    column = (column / 8 + 1) * 8;
                    narrowColumn++;
                } else if (c == '\f') {
                    column = 0;
                    narrowColumn = 0;
                } else if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
                    at++;
                    line++;
                    joined = true;
                    break;
                } else {
                    break;
                }
            }
            if (joined) {
                at++;
                blanks();
            }
            if (at >= text.length()) return false;
            char c = text.charAt(at);
            if (c == '#') blanks();
            if (at >= text.length()) return false;
            if (text.charAt(at) != '\n') {
                indentation.line(column, narrowColumn, line);
                return true;
            }
            at++;
            line++;
        }
    }

    private void token(char c) {
        int prefix = Literals.prefix(text, at);
        if (prefix >= 0) {
            string(prefix);
        } else if (c >= '0' && c <= '9' || c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
            int end = Literals.number(text, at, line);
            add(Kind.NUMBER, text.substring(at, end));
            at = end;
        } else if (isStart(text.codePointAt(at))) {
            int end = at;
            while (end < text.length() && isPart(text.codePointAt(end)))
                end += Character.charCount(text.codePointAt(end));
            var word = text.substring(at, end);
            add(Token.KEYWORDS.contains(word) ? Kind.KEYWORD : Kind.NAME, word);
            at = end;
        } else {
            operator(c);
        }
    }

    private void operator(char c) {
        var template = templates.peek();
        if (template != null && template.ownDepth(brackets.size())) {
            if (c == ':' || c == '!' && !text.startsWith("!=", at)) {
                add(Kind.OPERATOR, String.valueOf(c));
                at++;
                template.inText = c == ':';
                return;
            }
        }
        for (var operator : OPERATORS) {
            if (!text.startsWith(operator, at)) continue;
            if ("([{".contains(operator)) open(c);
            if (")]}".contains(operator)) close(c, template);
            add(Kind.OPERATOR, operator);
            at += operator.length();
            return;
        }
        throw new Refusal(
                line, "the character `%s` means nothing here".formatted(Character.toString(text.codePointAt(at))));
    }

    private void open(char c) {
        if (brackets.size() >= BRACKETS) throw new Refusal(line, "too many brackets are nested");
        brackets.push(new Bracket(c, line));
    }

    private void close(char c, @Nullable Template template) {
        if (brackets.isEmpty()) throw new Refusal(line, "`%c` closes nothing".formatted(c));
        var open = brackets.element();
        if ("([{".indexOf(open.open()) != ")]}".indexOf(c))
            throw new Refusal(line, "`%c` does not match `%c` of line %d".formatted(c, open.open(), open.line()));
        if (template != null && template.ownDepth(brackets.size())) {
            template.fields.pop();
            template.inText = true;
        }
        brackets.pop();
    }

    private void string(int prefix) {
        var letters = text.substring(at, at + prefix).toLowerCase(Locale.ROOT);
        int start = at + prefix;
        char c = text.charAt(start);
        var triple = String.valueOf(c).repeat(3);
        var quote = text.startsWith(triple, start) ? triple : String.valueOf(c);
        boolean raw = letters.contains("r");
        if (letters.contains("f") || letters.contains("t")) {
            if (templates.size() >= TEMPLATES) throw new Refusal(line, "too many f-strings are nested");
            add(Kind.TEMPLATE, letters.contains("t") ? "t" : "f");
            templates.push(new Template(quote, raw, line));
            at = start + quote.length();
            return;
        }
        int end = start + quote.length();
        int first = line;
        while (!text.startsWith(quote, end)) {
            if (end >= text.length() || text.charAt(end) == '\n' && quote.length() == 1)
                throw new Refusal(first, "the string is not closed");
            if (text.charAt(end) == '\\' && end + 1 < text.length()) end++;
            if (text.charAt(end) == '\n') line++;
            end++;
        }
        var literal = text.substring(start + quote.length(), end);
        boolean bytes = letters.contains("b");
        if (bytes && literal.chars().anyMatch(it -> it > 127))
            throw new Refusal(first, "a bytes literal holds a character that is not ASCII");
        if (!raw) Literals.escapes(literal, bytes, first);
        tokens.add(new Token(bytes ? Kind.BYTES : Kind.STRING, literal, first));
        at = end + quote.length();
    }

    /** The text of an f-string, or of a format in one, up to the next field or its end. */
    private void templateText(Template template) {
        boolean spec = !template.fields.isEmpty();
        int start = at;
        int first = line;
        while (true) {
            if (at >= text.length()) throw new Refusal(template.line, "the string is not closed");
            char c = text.charAt(at);
            if (text.startsWith(template.quote, at)) {
                if (spec) throw new Refusal(line, "a field of the f-string is not closed");
                literal(template, start, first);
                at += template.quote.length();
                templates.pop();
                add(Kind.TEMPLATE_END, "");
                return;
            }
            if (c == '\n') {
                if (template.quote.length() == 1) throw new Refusal(template.line, "the string is not closed");
                line++;
                at++;
            } else if (c == '\\' && at + 1 < text.length()) {
                at += text.startsWith("N{", at + 1) && !template.raw ? named() : brace(template) ? 1 : 2;
                if (text.charAt(at - 1) == '\n') line++;
            } else if (c == '{' && !spec && text.startsWith("{{", at)
                    || c == '}' && !spec && text.startsWith("}}", at)) {
                at += 2;
            } else if (c == '{') {
                literal(template, start, first);
                open('{');
                add(Kind.OPERATOR, "{");
                at++;
                template.fields.push(brackets.size());
                template.inText = false;
                return;
            } else if (c == '}') {
                if (!spec) throw new Refusal(line, "a single `}` in an f-string is written `}}`");
                literal(template, start, first);
                brackets.pop();
                add(Kind.OPERATOR, "}");
                at++;
                template.fields.pop();
                return;
            } else {
                at++;
            }
        }
    }

    /** A backslash before a brace stands for itself. */
    private boolean brace(Template template) {
        char next = text.charAt(at + 1);
        return next == '{' || next == '}' || template.raw && !text.startsWith(template.quote, at + 1) && next != '\\';
    }

    private int named() {
        int end = text.indexOf('}', at);
        return end < 0 || end - at > 100 ? 2 : end + 1 - at;
    }

    private void literal(Template template, int start, int first) {
        if (!template.raw) Literals.escapes(text.substring(start, at), false, first);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isStart(int c) {
        return c == '_' || Character.isUnicodeIdentifierStart(c);
    }

    static boolean isPart(int c) {
        return c == '_' || Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
    }
}
