package dev.companyos.checks.python;

import java.util.HashSet;

/** What stands in the brackets of a definition and of a call, and the type parameters before them. */
final class Parameters {
    private record Parameter(String name, int line) {}

    private final Cursor cursor;
    private final Expressions expressions;

    Parameters(Cursor cursor, Expressions expressions) {
        this.cursor = cursor;
        this.expressions = expressions;
    }

    void lambda() {
        var outer = cursor.strict;
        var names = list(":", false);
        cursor.expect(":", "after the parameters of a lambda");
        cursor.enter(Scope.Kind.LAMBDA, false);
        names.forEach(it -> cursor.scope().parameter(it.name(), it.line()));
        cursor.strict = null;
        expressions.expression();
        cursor.strict = outer;
        cursor.leave();
    }

    /** From the opening bracket to the colon; the new scope of the body is entered when it returns. */
    void function(boolean async) {
        cursor.expect("(", "after the name of the function");
        var names = list(")", true);
        cursor.expect(")", "after the parameters");
        if (cursor.skip("->")) strictly("an annotation", () -> expressions.expression());
        cursor.enter(Scope.Kind.FUNCTION, async);
        names.forEach(it -> cursor.scope().parameter(it.name(), it.line()));
    }

    void strictly(String place, Runnable reading) {
        var outer = cursor.strict;
        cursor.strict = place;
        reading.run();
        cursor.strict = outer;
    }

    private HashSet<Parameter> list(String end, boolean annotated) {
        var names = new HashSet<Parameter>();
        var seen = new HashSet<String>();
        boolean slash = false;
        boolean star = false;
        boolean named = true;
        boolean defaults = false;
        boolean any = false;
        while (!cursor.is(end)) {
            if (cursor.skip("/")) {
                if (star) throw cursor.refusal("`/` stands behind `*`");
                if (slash) throw cursor.refusal("`/` is there twice");
                if (!any) throw cursor.refusal("a parameter is missing before `/`");
                slash = true;
            } else if (cursor.skip("**")) {
                if (!named) throw cursor.refusal("a named parameter is missing behind `*`");
                name(names, seen, annotated, false);
                if (cursor.is("=")) throw cursor.refusal("`**` takes no default");
                cursor.skip(",");
                if (!cursor.is(end)) throw cursor.refusal("a parameter stands behind `**`");
                break;
            } else if (cursor.skip("*")) {
                if (star) throw cursor.refusal("`*` is there twice");
                star = true;
                named = !cursor.is(",") && !cursor.is(end);
                if (named) {
                    name(names, seen, annotated, true);
                    if (cursor.is("=")) throw cursor.refusal("`*` takes no default");
                }
            } else {
                name(names, seen, annotated, false);
                named = true;
                if (cursor.skip("=")) {
                    defaults = true;
                    expressions.expression();
                } else if (defaults && !star) {
                    throw cursor.refusal("a parameter without a default stands behind one with a default");
                }
            }
            any = true;
            if (!cursor.skip(",")) break;
        }
        if (!named) throw cursor.refusal("a named parameter is missing behind `*`");
        return names;
    }

    private void name(HashSet<Parameter> names, HashSet<String> seen, boolean annotated, boolean star) {
        int line = cursor.line();
        var name = cursor.name("a parameter");
        if (!seen.add(name)) throw new Refusal(line, "the parameter `%s` is there twice".formatted(name));
        if (name.equals("__debug__")) throw new Refusal(line, "`__debug__` cannot be assigned");
        names.add(new Parameter(name, line));
        if (annotated && cursor.skip(":"))
            strictly("an annotation", () -> {
                if (star && cursor.skip("*")) expressions.binary(0);
                else expressions.expression();
            });
    }

    /** The brackets of a call or of the bases of a class. */
    void arguments(boolean bases) {
        cursor.next();
        var keywords = new HashSet<String>();
        boolean keyword = false;
        boolean unpacked = false;
        int count = 0;
        while (!cursor.is(")")) {
            int line = cursor.line();
            if (cursor.skip("**")) {
                unpacked = true;
                expressions.expression();
            } else if (cursor.skip("*")) {
                if (unpacked) throw new Refusal(line, "`*` stands behind `**` in a call");
                expressions.expression();
            } else if (cursor.peek(1).is("=")) {
                var name = cursor.name("an argument");
                if (name.equals("__debug__")) throw new Refusal(line, "`__debug__` cannot be assigned");
                cursor.next();
                keyword = true;
                expressions.expression();
                if (!keywords.add(name)) throw new Refusal(line, "the argument `%s` is given twice".formatted(name));
                if (expressions.atFor()) throw new Refusal(line, "a generator stands behind `=` without brackets");
            } else {
                var mark = expressions.mark();
                var value = expressions.named();
                if (expressions.atFor()) {
                    expressions.generator(value, mark);
                    if (bases) throw new Refusal(line, "a generator is no base of a class");
                    if (count > 0 || !cursor.is(")"))
                        throw new Refusal(line, "a generator among other arguments stands in brackets of its own");
                } else if (cursor.is("=")) {
                    throw new Refusal(line, "%s cannot be the name of an argument".formatted(value.name()));
                } else if (unpacked) {
                    throw new Refusal(line, "a positional argument stands behind `**`");
                } else if (keyword) {
                    throw new Refusal(line, "a positional argument stands behind a named one");
                }
            }
            count++;
            if (!cursor.skip(",")) break;
        }
        cursor.expect(")", "after the arguments");
    }

    /** {@code [T: int = str, *Ts, **P]}, where it begins here. */
    void types() {
        if (!cursor.skip("[")) return;
        var seen = new HashSet<String>();
        boolean defaults = false;
        do {
            if (cursor.is("]") && !seen.isEmpty()) break;
            boolean many = cursor.skip("*") || cursor.skip("**");
            boolean star = many && cursor.peek(-1).is("*");
            int line = cursor.line();
            var name = cursor.name("a type parameter");
            if (!seen.add(name)) throw new Refusal(line, "the type parameter `%s` is there twice".formatted(name));
            if (cursor.skip(":")) {
                if (many) throw new Refusal(line, "`%s` takes no bound".formatted(name));
                strictly("the bound of a type parameter", () -> expressions.expression());
            }
            if (cursor.skip("=")) {
                defaults = true;
                strictly("the default of a type parameter", () -> {
                    if (star && cursor.skip("*")) expressions.binary(0);
                    else expressions.expression();
                });
            } else if (defaults) {
                throw new Refusal(line, "a type parameter without a default stands behind one with a default");
            }
        } while (cursor.skip(","));
        cursor.expect("]", "after the type parameters");
    }
}
