package dev.companyos.checks.python;

import dev.companyos.checks.python.Expression.Kind;
import java.util.List;
import java.util.Set;

/** Statements of one line. */
final class Statements {
    private static final Set<String> COUNTING =
            Set.of("+=", "-=", "*=", "/=", "//=", "%=", "@=", "&=", "|=", "^=", ">>=", "<<=", "**=");
    private static final Set<String> FUTURE = Set.of(
            "nested_scopes",
            "generators",
            "division",
            "absolute_import",
            "with_statement",
            "print_function",
            "unicode_literals",
            "barry_as_FLUFL",
            "generator_stop",
            "annotations");

    private final Cursor cursor;
    private final Expressions expressions;
    /** Whether `from __future__` may still come. */
    private boolean first = true;

    private boolean docstring = true;

    Statements(Cursor cursor, Expressions expressions) {
        this.cursor = cursor;
        this.expressions = expressions;
    }

    void line() {
        do {
            if (cursor.is(Token.Kind.NEWLINE)) break;
            statement();
            cursor.scope().awaited();
        } while (cursor.skip(";"));
        if (!cursor.skip(Token.Kind.NEWLINE)) throw after();
    }

    private Refusal after() {
        var before = cursor.peek(-1);
        if (before.kind() == Token.Kind.NAME
                && (before.text().equals("print") || before.text().equals("exec")))
            return cursor.refusal("`%s` is called with brackets".formatted(before.text()));
        return cursor.unexpected();
    }

    /** A block begins: no import from the future any more. */
    void compound() {
        first = false;
    }

    private void statement() {
        var token = cursor.peek();
        boolean future = token.is("from")
                && cursor.peek(1).kind() == Token.Kind.NAME
                && cursor.peek(1).text().equals("__future__");
        boolean text = docstring && token.kind() == Token.Kind.STRING;
        if (!future && !text) first = false;
        docstring = false;
        if (token.kind() == Token.Kind.KEYWORD) {
            switch (token.text()) {
                case "pass" -> cursor.next();
                case "break", "continue" -> jump(cursor.next());
                case "return" -> returns();
                case "raise" -> raise();
                case "global", "nonlocal" -> declare(cursor.next());
                case "del" -> delete();
                case "assert" -> asserts();
                case "import" -> imports();
                case "from" -> from();
                default -> expression();
            }
        } else if (cursor.isSoft("type")
                && cursor.peek(1).kind() == Token.Kind.NAME
                && (cursor.peek(2).is("=") || cursor.peek(2).is("["))) {
            type();
        } else {
            expression();
        }
    }

    private void jump(Token word) {
        var scope = cursor.scope();
        if (scope.loops == 0) throw new Refusal(word.line(), "`%s` stands outside of a loop".formatted(word.text()));
        if (scope.stars > 0 && scope.loops <= scope.starLoops) throw star(word);
    }

    private static Refusal star(Token word) {
        return new Refusal(word.line(), "`%s` leaves an `except*` block".formatted(word.text()));
    }

    private void returns() {
        var word = cursor.next();
        var scope = cursor.scope();
        if (scope.kind != Scope.Kind.FUNCTION) throw new Refusal(word.line(), "return stands outside of a function");
        if (scope.stars > 0) throw star(word);
        if (expressions.atEnd() && !cursor.is("yield")) return;
        expressions.value(false);
        scope.returnedValueLine = word.line();
    }

    private void raise() {
        cursor.next();
        if (expressions.atEnd()) return;
        expressions.expression();
        if (cursor.skip("from")) expressions.expression();
    }

    private void declare(Token word) {
        do {
            int line = cursor.line();
            var name = cursor.name("a variable");
            if (name.equals("__debug__")) throw new Refusal(line, "`__debug__` cannot be assigned");
            if (word.is("nonlocal")) cursor.scope().nonlocal(name, line);
            else if (cursor.scope().kind != Scope.Kind.MODULE) cursor.scope().global(name, line);
        } while (cursor.skip(","));
    }

    private void delete() {
        cursor.next();
        if (expressions.atEnd()) throw cursor.unexpected();
        Targets.delete(expressions.list(false), cursor.scope());
    }

    private void asserts() {
        cursor.next();
        expressions.expression();
        if (cursor.skip(",")) expressions.expression();
    }

    private void imports() {
        cursor.next();
        do {
            int line = cursor.line();
            var name = cursor.name("a module");
            while (cursor.skip(".")) cursor.name("a module");
            if (cursor.skip("as")) name = cursor.name("a module");
            cursor.scope().bind(name, line);
        } while (cursor.skip(","));
    }

    private void from() {
        cursor.next();
        boolean dots = false;
        while (cursor.skip(".") || cursor.skip("...")) dots = true;
        var module = "";
        if (!dots || cursor.is(Token.Kind.NAME)) {
            module = cursor.name("a module");
            while (cursor.skip(".")) module += "." + cursor.name("a module");
        }
        boolean future = !dots && module.equals("__future__");
        if (future && !first) throw cursor.refusal("an import from `__future__` stands behind other statements");
        cursor.expect("import", "after the name of a module");
        if (cursor.skip("*")) {
            if (cursor.scope().kind != Scope.Kind.MODULE)
                throw cursor.refusal("`import *` stands inside of a function or class");
            if (future) throw cursor.refusal("`__future__` has no such feature");
            return;
        }
        boolean group = cursor.skip("(");
        do {
            if (group && cursor.is(")") && !cursor.peek(-1).is("(")) break;
            int line = cursor.line();
            var name = cursor.name("what is imported");
            if (future && !FUTURE.contains(name))
                throw new Refusal(line, "`__future__` has no feature `%s`".formatted(name));
            if (cursor.skip("as")) name = cursor.name("what is imported");
            cursor.scope().bind(name, line);
        } while (cursor.skip(","));
        if (group) cursor.expect(")", "after what is imported");
    }

    private void type() {
        cursor.next();
        int line = cursor.line();
        cursor.scope().bind(cursor.name("a type"), line);
        expressions.parameters().types();
        cursor.expect("=", "after the name of a type");
        expressions.parameters().strictly("a type alias", () -> expressions.expression());
    }

    private void expression() {
        var target = expressions.list(true);
        if (cursor.is(":")) {
            annotated(target);
        } else if (cursor.is(Token.Kind.OPERATOR)
                && COUNTING.contains(cursor.peek().text())) {
            cursor.next();
            Targets.single(target, "count up", cursor.scope());
            expressions.value(true);
        } else {
            while (cursor.skip("=")) {
                Targets.assign(target, cursor.scope());
                target = expressions.list(true);
            }
            if (target.kind() == Kind.STAR) throw new Refusal(target.line(), "a starred expression cannot stand alone");
        }
    }

    private void annotated(Expression target) {
        if (target.kind() == Kind.TUPLE || target.kind() == Kind.LIST)
            throw new Refusal(target.line(), "only one name at a time is annotated");
        var scope = cursor.scope();
        Targets.single(target, "annotate", scope);
        if (target.kind() == Kind.NAME && !target.grouped()) {
            for (var names : List.of(scope.globals, scope.nonlocals.keySet()))
                if (names.contains(target.name()))
                    throw new Refusal(
                            target.line(), "`%s` is annotated, and global or nonlocal".formatted(target.name()));
        }
        cursor.next();
        expressions.parameters().strictly("an annotation", () -> expressions.expression());
        if (cursor.skip("=")) expressions.value(true);
    }
}
