package dev.companyos.checks.python;

import dev.companyos.checks.python.Token.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the reading is: the next token, and the scope that it stands in. */
final class Cursor {
    private final List<Token> tokens;
    private int at;
    private Scope scope = new Scope(Scope.Kind.MODULE, false, null);

    /** What yield, await and {@code :=} may not stand in here, such as an annotation. */
    @Nullable
    String strict;

    Cursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    Token next() {
        var token = tokens.get(at);
        if (token.kind() != Kind.END) at++;
        return token;
    }

    int line() {
        return peek().line();
    }

    boolean is(String word) {
        return peek().is(word);
    }

    boolean is(Kind kind) {
        return peek().kind() == kind;
    }

    /** The soft keywords are names everywhere else. */
    boolean isSoft(String word) {
        return peek().kind() == Kind.NAME && peek().text().equals(word);
    }

    boolean skip(String word) {
        if (!is(word)) return false;
        at++;
        return true;
    }

    boolean skip(Kind kind) {
        if (!is(kind)) return false;
        at++;
        return true;
    }

    void expect(String word, String place) {
        if (!skip(word)) throw refusal("`%s` is missing %s, where %s stands".formatted(word, place, peek().shown()));
    }

    String name(String what) {
        if (!is(Kind.NAME)) throw refusal("%s is no name for %s".formatted(peek().shown(), what));
        return next().text();
    }

    Refusal refusal(String what) {
        return new Refusal(line(), what);
    }

    Refusal unexpected() {
        return refusal("%s cannot stand here".formatted(peek().shown()));
    }

    Scope scope() {
        return scope;
    }

    void enter(Scope.Kind kind, boolean async) {
        scope = new Scope(kind, async, scope);
    }

    void leave() {
        scope.close();
        scope = java.util.Objects.requireNonNull(scope.outer);
    }

    /** Whether the bracket that opens here closes right before {@code word}, with {@code as} between at its own level. */
    boolean groupedWithAs() {
        int depth = 0;
        boolean as = false;
        for (int i = at; i < tokens.size(); i++) {
            var token = tokens.get(i);
            if (token.is("(") || token.is("[") || token.is("{")) depth++;
            if (token.is("as") && depth == 1) as = true;
            if (token.is(")") || token.is("]") || token.is("}")) depth--;
            if (depth == 0)
                return as && i + 1 < tokens.size() && tokens.get(i + 1).is(":");
        }
        return false;
    }

    /** Whether this line ends in a colon with a block of {@code case} below. */
    boolean opensCases() {
        for (int i = at; i + 2 < tokens.size(); i++) {
            if (tokens.get(i).kind() != Kind.NEWLINE) continue;
            return i > at + 1
                    && tokens.get(i - 1).is(":")
                    && tokens.get(i + 1).kind() == Kind.INDENT
                    && tokens.get(i + 2).kind() == Kind.NAME
                    && tokens.get(i + 2).text().equals("case");
        }
        return false;
    }
}
