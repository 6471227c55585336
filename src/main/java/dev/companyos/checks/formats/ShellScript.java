package dev.companyos.checks.formats;

import java.util.Optional;
import java.util.Set;

/** Shell scripts by the grammar of Bash, which takes what the plainer shells take. */
final class ShellScript {
    private static final Set<String> CLOSERS = Set.of("then", "elif", "else", "fi", "do", "done", "esac", "}");

    private final ShellWords words;
    private final Text text;

    private ShellScript(String content) {
        this.text = new Text(content);
        this.words = new ShellWords(text, it -> list(false));
    }

    /** A script for another family of shells is not judged. */
    static Optional<Problem> check(String content) {
        var first = content.lines().findFirst().orElse("");
        if (first.startsWith("#!") && !first.matches(".*\\b(ba|da|a|k|mk)?sh\\b.*")) return Optional.empty();
        try {
            new ShellScript(content).script();
            return Optional.empty();
        } catch (ShellWords.Refusal refusal) {
            return Optional.of(new Problem(refusal.line, String.valueOf(refusal.getMessage())));
        } catch (StackOverflowError e) {
            return Optional.of(new Problem(1, "the text is nested too deeply"));
        }
    }

    private ShellWords.Refusal refusal(String what) {
        return words.refusal(text.line(), what);
    }

    private void script() {
        list(false);
        words.finish();
        if (!text.end()) throw unexpected();
    }

    private ShellWords.Refusal unexpected() {
        var word = reserved();
        return refusal("`%s` cannot stand here".formatted(word.isEmpty() ? String.valueOf(text.peek()) : word));
    }

    /** Commands up to a word or bracket that closes something, or the end. */
    private void list(boolean one) {
        words.lines();
        boolean any = false;
        while (!text.end() && text.peek() != ')' && !text.is(";;") && !text.is(";&") && !CLOSERS.contains(reserved())) {
            andOr();
            any = true;
            words.blanks();
            if (text.is(";;") || text.is(";&")) break;
            if (text.peek() == ';' || text.peek() == '&') text.at++;
            else if (text.peek() != '\n') break;
            words.lines();
        }
        if (one && !any)
            throw refusal("a command is missing before `%s`"
                    .formatted(
                            text.end() ? "the end" : reserved().isEmpty() ? String.valueOf(text.peek()) : reserved()));
    }

    private void andOr() {
        pipeline();
        while (true) {
            words.blanks();
            if (!text.skip("&&") && !text.skip("||")) return;
            words.lines();
            pipeline();
        }
    }

    private void pipeline() {
        while (reserved().equals("!") || reserved().equals("time")) {
            text.at += reserved().length();
            words.blanks();
            if (text.is("-p ")) text.at += 2;
            words.blanks();
            if (text.end() || text.peek() == '\n' || text.peek() == ';') return;
        }
        command();
        while (true) {
            words.blanks();
            if (text.is("||") || !text.skip("|&") && !text.skip("|")) return;
            words.lines();
            command();
        }
    }

    /** The word at the place, where it is plain, without moving. */
    private String reserved() {
        int end = text.at;
        while (end < text.all.length() && " \t\r\n;&|()<>".indexOf(text.all.charAt(end)) < 0) end++;
        return text.all.substring(text.at, end);
    }

    private boolean take(String word) {
        if (!reserved().equals(word)) return false;
        text.at += word.length();
        return true;
    }

    private void expect(String word, String opener, int line) {
        if (!take(word))
            throw words.refusal(
                    text.end() ? line : text.line(), "`%s` of line %d lacks its `%s`".formatted(opener, line, word));
    }

    private void command() {
        int line = text.line();
        var word = reserved();
        if (CLOSERS.contains(word)) throw unexpected();
        switch (word) {
            case "if" -> conditional(line);
            case "while", "until" -> {
                take(word);
                list(true);
                body(word, line);
            }
            case "for", "select" -> loop(word, line);
            case "case" -> cases(line);
            case "{" -> group(line);
            case "[[" -> {
                take(word);
                new ShellTest(words).read(line);
            }
            case "function" -> function(line);
            case "coproc" -> {
                take(word);
                words.blanks();
                if (!isCompound()) words.word();
                words.blanks();
                if (!text.end() && text.peek() != '\n') command();
                return;
            }
            default -> {
                if (text.is("((") && words.arithmetic(0)) break;
                if (text.peek() == '(') subshell(line);
                else {
                    simple();
                    return;
                }
            }
        }
        redirections();
    }

    private boolean isCompound() {
        return text.peek() == '('
                || Set.of("{", "if", "while", "until", "for", "case", "[[").contains(reserved());
    }

    private void redirections() {
        do words.blanks();
        while (words.redirection());
        if (words.atWord() && !CLOSERS.contains(reserved())) throw unexpected();
    }

    private void subshell(int line) {
        text.at++;
        list(true);
        if (!text.skip(")"))
            throw words.refusal(text.end() ? line : text.line(), "`(` of line %d is not closed".formatted(line));
    }

    private void group(int line) {
        take("{");
        list(true);
        expect("}", "{", line);
    }

    private void conditional(int line) {
        take("if");
        list(true);
        expect("then", "if", line);
        list(true);
        while (take("elif")) {
            list(true);
            expect("then", "elif", line);
            list(true);
        }
        if (take("else")) list(true);
        expect("fi", "if", line);
    }

    private void body(String opener, int line) {
        expect("do", opener, line);
        list(true);
        expect("done", opener, line);
    }

    private void loop(String opener, int line) {
        take(opener);
        words.blanks();
        if (!(text.is("((") && words.arithmetic(0))) {
            if (!words.atWord()) throw refusal("`%s` names no variable".formatted(opener));
            words.word();
            words.lines();
            if (take("in")) {
                words.blanks();
                while (words.atWord()) {
                    words.word();
                    words.blanks();
                }
                if (text.peek() != ';' && text.peek() != '\n') throw unexpected();
            }
        }
        words.blanks();
        text.skip(";");
        words.lines();
        if (reserved().equals("{")) group(line);
        else body(opener, line);
    }

    private void cases(int line) {
        take("case");
        words.blanks();
        if (!words.atWord()) throw refusal("`case` looks at nothing");
        words.word();
        words.lines();
        expect("in", "case", line);
        words.lines();
        while (!take("esac")) {
            if (text.end()) throw words.refusal(line, "`case` of line %d lacks its `esac`".formatted(line));
            text.skip("(");
            do {
                words.blanks();
                if (!words.atWord()) throw unexpected();
                words.word();
                words.blanks();
            } while (text.skip("|"));
            if (!text.skip(")")) throw refusal("a pattern of `case` lacks its `)`");
            list(false);
            words.blanks();
            if (text.skip(";;&") || text.skip(";;") || text.skip(";&")) words.lines();
            else if (!reserved().equals("esac"))
                throw words.refusal(
                        text.end() ? line : text.line(),
                        "a branch of `case` of line %d lacks its `;;`".formatted(line));
        }
    }

    private void function(int line) {
        take("function");
        words.blanks();
        if (!words.atWord()) throw refusal("`function` has no name");
        words.word();
        words.blanks();
        if (text.skip("(")) {
            words.blanks();
            if (!text.skip(")")) throw unexpected();
        }
        define(line);
    }

    private void define(int line) {
        words.lines();
        if (!isCompound()) throw words.refusal(line, "a function has no body");
        command();
    }

    private void simple() {
        int line = text.line();
        int count = 0;
        boolean any = false;
        while (true) {
            words.blanks();
            if (words.redirection()) {
                any = true;
            } else if (words.atWord()) {
                any = true;
                count++;
                words.word();
            } else if (text.peek() == '(' && count == 1) {
                text.at++;
                words.blanks();
                if (!text.skip(")")) throw refusal("`(` cannot stand here");
                define(line);
                return;
            } else {
                break;
            }
        }
        if (!any || text.peek() == '(') throw text.end() ? refusal("a command is missing at the end") : unexpected();
    }
}
