package dev.companyos.checks.python;

import dev.companyos.checks.python.Expression.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Expressions by descent, loosest first. */
final class Expressions {
    private static final List<Set<String>> BINARY = List.of(
            Set.of("|"),
            Set.of("^"),
            Set.of("&"),
            Set.of("<<", ">>"),
            Set.of("+", "-"),
            Set.of("*", "/", "//", "%", "@"));
    private static final Set<String> COMPARISONS = Set.of("<", ">", "==", ">=", "<=", "!=", "in", "is");
    private static final Map<String, String> CLOSERS = Map.of("(", ")", "[", "]", "{", "}");

    private final Cursor cursor;
    private final Atoms atoms;
    private final Parameters parameters;

    Expressions(Cursor cursor) {
        this.cursor = cursor;
        this.atoms = new Atoms(cursor, this);
        this.parameters = new Parameters(cursor, this);
    }

    Parameters parameters() {
        return parameters;
    }

    Atoms.Mark mark() {
        return atoms.mark();
    }

    boolean atFor() {
        return atoms.atFor();
    }

    void generator(Expression element, Atoms.Mark mark) {
        atoms.comprehension(element, mark, true);
    }

    /** Whether no expression can begin here. */
    boolean atEnd() {
        var token = cursor.peek();
        return switch (token.kind()) {
            case NEWLINE, END, DEDENT, INDENT, TEMPLATE_END -> true;
            case OPERATOR ->
                !Set.of("(", "[", "{", "-", "+", "~", "...", "*", "**").contains(token.text());
            case KEYWORD ->
                !Set.of("None", "True", "False", "not", "lambda", "await", "yield")
                        .contains(token.text());
            case NAME, NUMBER, STRING, BYTES, TEMPLATE -> false;
        };
    }

    /** One or several with commas, starred ones among them; a yield too where {@code yields}. */
    Expression list(boolean yields) {
        if (yields && cursor.is("yield")) return yields();
        return commas(false);
    }

    /** The same with {@code :=} allowed, as in brackets. */
    Expression commas(boolean named) {
        var first = item(named);
        if (!cursor.is(",")) return first;
        var parts = new ArrayList<>(List.of(first));
        while (cursor.skip(",")) {
            if (atEnd()) break;
            parts.add(item(named));
        }
        return new Expression(Kind.TUPLE, "a tuple", parts, first.line(), false);
    }

    private Expression item(boolean named) {
        int line = cursor.line();
        if (cursor.skip("*")) return star(binary(0), line);
        return named ? named() : expression();
    }

    static Expression star(Expression of, int line) {
        return new Expression(Kind.STAR, "a starred expression", List.of(of), line, false);
    }

    /** A list that must not be a lone starred expression. */
    Expression value(boolean yields) {
        var value = list(yields);
        if (value.kind() == Kind.STAR) throw new Refusal(value.line(), "a starred expression cannot stand alone");
        return value;
    }

    Expression named() {
        if (cursor.is(Token.Kind.NAME) && cursor.peek(1).is(":=")) {
            var name = cursor.next();
            cursor.next();
            if (cursor.strict != null) throw cursor.refusal("`:=` cannot stand in " + cursor.strict);
            atoms.walrus(name.text(), name.line());
            expression();
            return Expression.of(Kind.WALRUS, name.text(), name.line());
        }
        var value = expression();
        if (cursor.is(":=")) throw cursor.refusal("`:=` names %s".formatted(value.name()));
        return value;
    }

    Expression expression() {
        int line = cursor.line();
        if (cursor.skip("lambda")) {
            parameters.lambda();
            return Expression.of(Kind.OTHER, "a lambda", line);
        }
        var value = disjunction();
        if (!cursor.skip("if")) return value;
        disjunction();
        cursor.expect("else", "after the `if` of an expression");
        expression();
        return Expression.of(Kind.OTHER, "a conditional expression", line);
    }

    Expression disjunction() {
        var value = inversion();
        while (cursor.is("or") || cursor.is("and")) {
            cursor.next();
            inversion();
            value = Expression.of(Kind.OTHER, "an expression", value.line());
        }
        return value;
    }

    private Expression inversion() {
        int line = cursor.line();
        boolean not = false;
        while (cursor.skip("not")) not = true;
        var value = comparison();
        return not ? Expression.of(Kind.OTHER, "an expression", line) : value;
    }

    private Expression comparison() {
        var value = binary(0);
        while (true) {
            if (cursor.is("not") && cursor.peek(1).is("in")) {
                cursor.next();
                cursor.next();
            } else if ((cursor.is(Token.Kind.OPERATOR) || cursor.is(Token.Kind.KEYWORD))
                    && COMPARISONS.contains(cursor.peek().text())) {
                if (cursor.next().is("is")) cursor.skip("not");
            } else {
                return value;
            }
            binary(0);
            value = Expression.of(Kind.OTHER, "a comparison", value.line());
        }
    }

    /** From {@code |} downwards: what may be starred, or stand left of {@code in}. */
    Expression binary(int level) {
        if (level == BINARY.size()) return factor();
        var value = binary(level + 1);
        while (cursor.is(Token.Kind.OPERATOR)
                && BINARY.get(level).contains(cursor.peek().text())) {
            cursor.next();
            binary(level + 1);
            value = Expression.of(Kind.OTHER, "an expression", value.line());
        }
        return value;
    }

    private Expression factor() {
        int line = cursor.line();
        boolean sign = false;
        while (cursor.skip("-") || cursor.skip("+") || cursor.skip("~")) sign = true;
        var value = power();
        return sign ? Expression.of(Kind.OTHER, "an expression", line) : value;
    }

    private Expression power() {
        int line = cursor.line();
        boolean awaited = cursor.is("await");
        if (awaited) await();
        var value = primary();
        if (cursor.skip("**")) {
            factor();
            return Expression.of(Kind.OTHER, "an expression", line);
        }
        return awaited ? Expression.of(Kind.OTHER, "an awaited expression", line) : value;
    }

    private void await() {
        cursor.next();
        if (cursor.strict != null) throw cursor.refusal("await cannot stand in " + cursor.strict);
        if (!cursor.scope().async && cursor.scope().strayAwait == 0) cursor.scope().strayAwait = cursor.line();
    }

    Expression yields() {
        int line = cursor.line();
        cursor.next();
        var scope = cursor.scope();
        if (cursor.strict != null) throw cursor.refusal("yield cannot stand in " + cursor.strict);
        if (!scope.isFunction()) throw new Refusal(line, "yield stands outside of a function");
        scope.yields++;
        if (cursor.skip("from")) {
            if (scope.async) throw new Refusal(line, "`yield from` stands in an async function");
            expression();
        } else if (!atEnd()) {
            value(false);
        }
        return Expression.of(Kind.OTHER, "a yield expression", line);
    }

    private Expression primary() {
        var value = atoms.atom();
        while (true) {
            int line = value.line();
            if (cursor.skip(".")) {
                value = Expression.of(Kind.ATTRIBUTE, cursor.name("an attribute"), line);
            } else if (cursor.is("(")) {
                parameters.arguments(false);
                value = Expression.of(Kind.OTHER, "a call", line);
            } else if (cursor.skip("[")) {
                slices();
                value = Expression.of(Kind.SUBSCRIPT, "an element", line);
            } else {
                return value;
            }
        }
    }

    private void slices() {
        do {
            if (cursor.is("]")) break;
            int line = cursor.line();
            if (cursor.skip("*")) star(binary(0), line);
            else slice();
        } while (cursor.skip(","));
        if (cursor.peek(-1).is("[")) throw cursor.refusal("an index is missing between the brackets");
        cursor.expect("]", "after an index");
    }

    private void slice() {
        if (!cursor.is(":")) named();
        if (!cursor.skip(":")) return;
        if (!endsSlice()) expression();
        if (cursor.skip(":") && !endsSlice()) expression();
    }

    private boolean endsSlice() {
        return cursor.is("]") || cursor.is(",") || cursor.is(":");
    }

    /** The targets of a {@code for}, up to its {@code in}; they bind in {@code scope}. */
    Expression targets(Scope scope) {
        var parts = new ArrayList<Expression>();
        int line = cursor.line();
        boolean comma = false;
        do {
            if (comma && cursor.is("in")) break;
            int at = cursor.line();
            parts.add(cursor.skip("*") ? star(binary(0), at) : binary(0));
            comma |= cursor.is(",");
        } while (cursor.skip(","));
        var target = comma ? new Expression(Kind.TUPLE, "a tuple", parts, line, false) : parts.getFirst();
        Targets.assign(target, scope);
        return target;
    }

    void close(String open) {
        cursor.expect(CLOSERS.getOrDefault(open, open), "after what `%s` opened".formatted(open));
    }
}
