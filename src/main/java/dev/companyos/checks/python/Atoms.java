package dev.companyos.checks.python;

import dev.companyos.checks.python.Expression.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names, literals, brackets and the comprehensions in them. */
final class Atoms {
    private record Walrus(String name, int line) {}

    private final Cursor cursor;
    private final Expressions expressions;
    /** Every {@code :=} read so far, as its scope or a comprehension around it must judge it. */
    private final List<Walrus> walruses = new ArrayList<>();

    private int iterables;

    Atoms(Cursor cursor, Expressions expressions) {
        this.cursor = cursor;
        this.expressions = expressions;
    }

    void walrus(String name, int line) {
        if (iterables > 0) throw new Refusal(line, "`:=` cannot stand in what a comprehension goes through");
        cursor.scope().bind(name, line);
        walruses.add(new Walrus(name, line));
    }

    Expression atom() {
        var token = cursor.peek();
        return switch (token.kind()) {
            case NAME -> {
                cursor.next();
                cursor.scope().used.add(token.text());
                yield Expression.of(Kind.NAME, token.text(), token.line());
            }
            case NUMBER -> {
                cursor.next();
                yield Expression.of(Kind.OTHER, "a number", token.line());
            }
            case STRING, BYTES, TEMPLATE -> strings();
            case KEYWORD -> keyword(token);
            case OPERATOR -> brackets(token);
            case TEMPLATE_END, NEWLINE, INDENT, DEDENT, END -> throw cursor.unexpected();
        };
    }

    private Expression keyword(Token token) {
        if (!Set.of("None", "True", "False").contains(token.text())) throw cursor.unexpected();
        cursor.next();
        return Expression.of(Kind.OTHER, "`" + token.text() + "`", token.line());
    }

    private Expression brackets(Token token) {
        return switch (token.text()) {
            case "(" -> round();
            case "[" -> square();
            case "{" -> curly();
            case "..." -> {
                cursor.next();
                yield Expression.of(Kind.OTHER, "an ellipsis", token.line());
            }
            default -> throw cursor.unexpected();
        };
    }

    private Expression strings() {
        int line = cursor.line();
        boolean bytes = cursor.is(Token.Kind.BYTES);
        boolean template = false;
        while (true) {
            if (cursor.is(Token.Kind.TEMPLATE)) {
                template = true;
                if (bytes) throw cursor.refusal("bytes and text stand side by side");
                cursor.next();
                fields();
                if (!cursor.skip(Token.Kind.TEMPLATE_END)) throw cursor.unexpected();
            } else if (cursor.is(Token.Kind.STRING) || cursor.is(Token.Kind.BYTES)) {
                if (bytes != cursor.is(Token.Kind.BYTES)) throw cursor.refusal("bytes and text stand side by side");
                cursor.next();
            } else {
                return Expression.of(template ? Kind.OTHER : Kind.STRING, "a string", line);
            }
        }
    }

    private void fields() {
        while (cursor.skip("{")) {
            if (cursor.is("}") || cursor.is("!") || cursor.is(":") || cursor.is("="))
                throw cursor.refusal("a field of the f-string is empty");
            expressions.value(true);
            cursor.skip("=");
            if (cursor.skip("!")) {
                var conversion = cursor.name("a conversion in an f-string");
                if (!Set.of("r", "s", "a").contains(conversion))
                    throw cursor.refusal("`!%s` is no conversion; there are `!r`, `!s` and `!a`".formatted(conversion));
            }
            if (cursor.skip(":")) fields();
            cursor.expect("}", "after a field of the f-string");
        }
    }

    private Expression round() {
        int line = cursor.next().line();
        if (cursor.skip(")")) return new Expression(Kind.TUPLE, "a tuple", List.of(), line, true);
        if (cursor.is("yield")) {
            var value = expressions.yields();
            expressions.close("(");
            return value.inGroup();
        }
        var mark = mark();
        var value = expressions.commas(true);
        if (atFor()) {
            comprehension(value, mark, true);
            value = Expression.of(Kind.GENERATOR, "a generator", line);
        } else if (value.kind() == Kind.STAR) {
            throw new Refusal(line, "a starred expression cannot stand alone in brackets");
        }
        expressions.close("(");
        return value.inGroup();
    }

    private Expression square() {
        int line = cursor.next().line();
        if (cursor.skip("]")) return new Expression(Kind.LIST, "a list", List.of(), line, false);
        var mark = mark();
        var value = expressions.commas(true);
        if (atFor()) {
            comprehension(value, mark, false);
            value = Expression.of(Kind.OTHER, "a comprehension", line);
        } else {
            var parts = value.kind() == Kind.TUPLE && !value.grouped() ? value.parts() : List.of(value);
            value = new Expression(Kind.LIST, "a list", parts, line, false);
        }
        expressions.close("[");
        return value;
    }

    private Expression curly() {
        int line = cursor.next().line();
        @Nullable Boolean pairs = null;
        while (!cursor.is("}")) {
            var mark = mark();
            boolean pair;
            Expression value;
            if (cursor.skip("**")) {
                value = Expressions.star(expressions.binary(0), cursor.line());
                pair = true;
            } else {
                int at = cursor.line();
                value = cursor.skip("*") ? Expressions.star(expressions.binary(0), at) : expressions.named();
                pair = value.kind() != Kind.STAR && cursor.skip(":");
                if (pair && value.kind() == Kind.WALRUS && !value.grouped())
                    throw cursor.refusal("a key holds `:=` without brackets");
                if (pair) expressions.expression();
            }
            if (pairs != null && pairs != pair) throw cursor.refusal("a dictionary and a set are mixed");
            if (atFor()) {
                if (pairs != null) throw cursor.refusal("a comprehension stands among other elements");
                comprehension(value, mark, false);
                break;
            }
            pairs = pair;
            if (!cursor.skip(",")) break;
        }
        expressions.close("{");
        return Expression.of(Kind.OTHER, "a dictionary or set", line);
    }

    record Mark(int walruses, int used, int yields, int strayAwait) {}

    Mark mark() {
        return new Mark(walruses.size(), cursor.scope().used.size(), cursor.scope().yields, cursor.scope().strayAwait);
    }

    boolean atFor() {
        return cursor.is("for") || cursor.is("async") && cursor.peek(1).is("for");
    }

    /** What follows the element; {@code mark} was taken before it. Only a generator may be async outside of async. */
    void comprehension(Expression element, Mark mark, boolean generator) {
        var scope = cursor.scope();
        if (element.kind() == Kind.STAR) throw new Refusal(element.line(), "a comprehension unpacks its element");
        if (element.kind() == Kind.TUPLE && !element.grouped())
            throw new Refusal(element.line(), "the element of a comprehension is a tuple without brackets");
        var names = new Scope(Scope.Kind.LAMBDA, false, scope);
        int firstYields = 0;
        for (boolean first = true; atFor(); first = false) {
            if (cursor.skip("async") && !scope.async && !generator)
                throw cursor.refusal("an async comprehension stands outside of an async function");
            cursor.next();
            expressions.targets(names);
            cursor.expect("in", "in a comprehension");
            int before = scope.yields;
            iterables++;
            expressions.disjunction();
            iterables--;
            if (first) firstYields = scope.yields - before;
            while (cursor.skip("if")) expressions.disjunction();
        }
        if (generator) scope.strayAwait = mark.strayAwait();
        if (scope.yields - firstYields > mark.yields()) throw cursor.refusal("a comprehension holds a yield");
        var inside = walruses.subList(mark.walruses(), walruses.size());
        var bound = new HashSet<>(names.bound);
        for (var walrus : inside) {
            if (bound.contains(walrus.name()))
                throw new Refusal(
                        walrus.line(), "`:=` names the variable `%s` of a comprehension".formatted(walrus.name()));
            if (scope.kind == Scope.Kind.CLASS)
                throw new Refusal(walrus.line(), "`:=` stands in a comprehension in the body of a class");
        }
        scope.used.subList(mark.used(), scope.used.size()).clear();
    }
}
