package dev.companyos.checks.python;

import dev.companyos.checks.python.Token.Kind;

/** Statements that have a block below them. */
final class Blocks {
    private static final int BLOCKS = 20; // Python's own bound for loops, with and try in one function

    private final Cursor cursor;
    private final Expressions expressions;
    private final Statements statements;
    private final Patterns patterns;

    Blocks(Cursor cursor) {
        this.cursor = cursor;
        this.expressions = new Expressions(cursor);
        this.statements = new Statements(cursor, expressions);
        this.patterns = new Patterns(cursor, expressions);
    }

    void module() {
        while (!cursor.is(Kind.END)) statement();
        cursor.scope().close();
    }

    private void statement() {
        var token = cursor.peek();
        if (token.kind() == Kind.INDENT) throw cursor.refusal("this line is indented, and no block begins before it");
        if (token.is("@")) {
            decorated();
        } else if (token.kind() == Kind.KEYWORD) {
            switch (token.text()) {
                case "if" -> conditional();
                case "while" -> whiles();
                case "for" -> fors();
                case "try" -> tries();
                case "with" -> with();
                case "def" -> function(false);
                case "class" -> type();
                case "async" -> async();
                case "else", "elif", "except", "finally" ->
                    throw cursor.refusal("`%s` belongs to nothing before it".formatted(token.text()));
                default -> statements.line();
            }
        } else if (cursor.isSoft("match") && cursor.opensCases()) {
            match();
        } else {
            statements.line();
        }
    }

    private void block(Token opener) {
        cursor.expect(":", "after `%s`".formatted(opener.text()));
        statements.compound();
        cursor.scope().awaited();
        if (!cursor.skip(Kind.NEWLINE)) {
            statements.line();
            return;
        }
        if (!cursor.skip(Kind.INDENT))
            throw cursor.refusal("the block below `%s` of line %d is missing".formatted(opener.text(), opener.line()));
        while (!cursor.skip(Kind.DEDENT)) statement();
    }

    private void nested(Token opener, int blocks) {
        var scope = cursor.scope();
        scope.blocks += blocks;
        if (scope.blocks > BLOCKS) throw new Refusal(opener.line(), "too many blocks are nested");
        block(opener);
        scope.blocks -= blocks;
    }

    private void conditional() {
        var word = cursor.next();
        expressions.named();
        block(word);
        while (cursor.is("elif")) {
            word = cursor.next();
            expressions.named();
            block(word);
        }
        otherwise();
    }

    private void otherwise() {
        if (cursor.is("else")) block(cursor.next());
    }

    private void whiles() {
        var word = cursor.next();
        expressions.named();
        loop(word);
    }

    private void loop(Token word) {
        cursor.scope().loops++;
        nested(word, 1);
        cursor.scope().loops--;
        otherwise();
    }

    private void fors() {
        var word = cursor.next();
        expressions.targets(cursor.scope());
        cursor.expect("in", "after the variable of `for`");
        expressions.value(false);
        loop(word);
    }

    private void with() {
        var word = cursor.next();
        boolean group = cursor.is("(") && cursor.groupedWithAs();
        if (group) cursor.next();
        int items = 0;
        do {
            items++;
            if (group && cursor.is(")")) break;
            expressions.expression();
            if (cursor.skip("as")) {
                if (cursor.is("*")) throw cursor.unexpected();
                Targets.assign(expressions.binary(0), cursor.scope());
            }
        } while (cursor.skip(","));
        if (group) cursor.expect(")", "after what `with` opens");
        nested(word, items);
    }

    private void tries() {
        var word = cursor.next();
        nested(word, 1);
        if (cursor.is("except")) excepts();
        else if (!cursor.is("finally"))
            throw cursor.refusal("`try` of line %d has no `except` and no `finally`".formatted(word.line()));
        if (cursor.is("finally")) block(cursor.next());
    }

    private void excepts() {
        boolean star = cursor.peek(1).is("*");
        boolean all = false;
        while (cursor.is("except")) {
            var word = cursor.next();
            if (all) throw new Refusal(word.line(), "an `except` of everything is the last one");
            if (cursor.skip("*") != star) throw new Refusal(word.line(), "`except` and `except*` are mixed");
            if (cursor.is(":")) {
                if (star) throw cursor.refusal("`except*` names a type");
                all = true;
            } else {
                expressions.expression();
                if (cursor.is(",")) throw cursor.refusal("several types of an `except` stand in brackets");
                if (cursor.skip("as")) {
                    int line = cursor.line();
                    cursor.scope().bind(cursor.name("an exception"), line);
                }
            }
            var scope = cursor.scope();
            int before = scope.starLoops;
            if (star) {
                scope.stars++;
                scope.starLoops = scope.loops;
            }
            block(word);
            if (star) scope.stars--;
            scope.starLoops = before;
        }
        otherwise();
    }

    private void async() {
        var word = cursor.next();
        if (cursor.is("def")) {
            function(true);
            return;
        }
        if (!cursor.is("for") && !cursor.is("with")) throw cursor.unexpected();
        if (!cursor.scope().async)
            throw new Refusal(
                    word.line(),
                    "`async %s` stands outside of an async function"
                            .formatted(cursor.peek().text()));
        if (cursor.is("for")) fors();
        else with();
    }

    private void decorated() {
        while (cursor.skip("@")) {
            expressions.named();
            if (!cursor.skip(Kind.NEWLINE)) throw cursor.unexpected();
        }
        if (cursor.is("def")) function(false);
        else if (cursor.is("class")) type();
        else if (cursor.is("async") && cursor.peek(1).is("def")) async();
        else throw cursor.refusal("a decorator stands before no function and no class");
    }

    private void function(boolean async) {
        var word = cursor.next();
        cursor.scope().bind(cursor.name("a function"), word.line());
        expressions.parameters().types();
        expressions.parameters().function(async);
        block(word);
        cursor.leave();
    }

    private void type() {
        var word = cursor.next();
        cursor.scope().bind(cursor.name("a class"), word.line());
        boolean generic = cursor.is("[");
        expressions.parameters().types();
        if (cursor.is("(")) {
            if (generic) expressions.parameters().strictly("the bases of a generic class", this::bases);
            else bases();
        }
        cursor.enter(Scope.Kind.CLASS, false);
        block(word);
        cursor.leave();
    }

    private void bases() {
        expressions.parameters().arguments(true);
    }

    private void match() {
        var word = cursor.next();
        expressions.commas(true);
        cursor.expect(":", "after `match`");
        cursor.next();
        cursor.next();
        boolean all = false;
        while (!cursor.skip(Kind.DEDENT)) {
            if (!cursor.isSoft("case"))
                throw cursor.refusal("`match` of line %d holds only `case`".formatted(word.line()));
            if (all) throw cursor.refusal("a `case` before this one takes everything");
            var opener = cursor.next();
            all = patterns.top();
            block(opener);
        }
    }
}
