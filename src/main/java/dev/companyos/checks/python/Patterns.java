package dev.companyos.checks.python;

import dev.companyos.checks.python.Token.Kind;
import java.util.HashSet;
import java.util.Set;

/** What stands behind {@code case}. */
final class Patterns {
    private final Cursor cursor;
    private final Expressions expressions;

    Patterns(Cursor cursor, Expressions expressions) {
        this.cursor = cursor;
        this.expressions = expressions;
    }

    /** A pattern catches everything or not; its names are in {@code names}. */
    private record Caught(boolean all, Set<String> names) {}

    /** Up to the colon. @return whether nothing gets past it */
    boolean top() {
        int line = cursor.line();
        var caught = sequence();
        caught.names().forEach(it -> cursor.scope().bind(it, line));
        if (!cursor.skip("if")) return caught.all();
        expressions.named();
        return false;
    }

    private Caught sequence() {
        boolean first = cursor.is("*");
        var caught = first ? star() : pattern();
        if (!cursor.is(",")) {
            if (first) throw cursor.refusal("a starred pattern stands in a sequence");
            return caught;
        }
        var names = new HashSet<>(caught.names());
        int stars = first ? 1 : 0;
        while (cursor.skip(",")) {
            if (cursor.is(":") || cursor.is("if")) break;
            if (cursor.is("*") && ++stars > 1) throw cursor.refusal("a sequence pattern has more than one star");
            join(names, cursor.is("*") ? star() : pattern());
        }
        return new Caught(false, names);
    }

    private void join(Set<String> names, Caught more) {
        for (var name : more.names())
            if (!names.add(name)) throw cursor.refusal("the pattern names `%s` twice".formatted(name));
    }

    private Caught star() {
        cursor.next();
        return captured(cursor.name("the rest of a sequence"));
    }

    private static Caught captured(String name) {
        return new Caught(true, name.equals("_") ? Set.of() : Set.of(name));
    }

    private Caught pattern() {
        var caught = alternatives();
        if (!cursor.skip("as")) return caught;
        var name = cursor.name("a pattern");
        if (name.equals("_")) throw cursor.refusal("`_` cannot name a pattern");
        if (cursor.is(".") || cursor.is("(")) throw cursor.refusal("a pattern is named by a plain name");
        var names = new HashSet<>(caught.names());
        join(names, captured(name));
        return new Caught(caught.all(), names);
    }

    private Caught alternatives() {
        var caught = closed();
        while (cursor.is("|")) {
            if (caught.all()) throw cursor.refusal("an alternative that takes everything stands before others");
            cursor.next();
            var other = closed();
            if (!other.names().equals(caught.names()))
                throw cursor.refusal("the alternatives of a pattern bind different names");
            caught = other;
        }
        return caught;
    }

    private Caught closed() {
        var token = cursor.peek();
        return switch (token.kind()) {
            case NAME -> named();
            case NUMBER -> literal();
            case STRING, BYTES, TEMPLATE -> literal();
            case KEYWORD -> literal();
            case OPERATOR ->
                switch (token.text()) {
                    case "-" -> literal();
                    case "(" -> round();
                    case "[" -> square();
                    case "{" -> mapping();
                    default -> throw cursor.unexpected();
                };
            case TEMPLATE_END, NEWLINE, INDENT, DEDENT, END -> throw cursor.unexpected();
        };
    }

    private Caught named() {
        var name = cursor.next().text();
        boolean dotted = false;
        while (cursor.skip(".")) {
            cursor.name("an attribute in a pattern");
            dotted = true;
        }
        if (cursor.is("(")) return type();
        return dotted ? new Caught(false, Set.of()) : captured(name);
    }

    private Caught type() {
        cursor.next();
        var names = new HashSet<String>();
        var keywords = new HashSet<String>();
        while (!cursor.is(")")) {
            if (cursor.is(Kind.NAME) && cursor.peek(1).is("=")) {
                var keyword = cursor.next().text();
                cursor.next();
                if (!keywords.add(keyword))
                    throw cursor.refusal("the attribute `%s` is there twice in a pattern".formatted(keyword));
            } else if (!keywords.isEmpty()) {
                throw cursor.refusal("a positional pattern stands behind a named one");
            }
            join(names, pattern());
            if (!cursor.skip(",")) break;
        }
        cursor.expect(")", "after a class pattern");
        return new Caught(false, names);
    }

    private Caught literal() {
        var token = cursor.peek();
        if (token.kind() == Kind.STRING || token.kind() == Kind.BYTES || token.kind() == Kind.TEMPLATE) {
            boolean template = false;
            for (int i = 0;
                    cursor.peek(i).kind() == Kind.STRING || cursor.peek(i).kind() == Kind.TEMPLATE;
                    i++) template |= cursor.peek(i).kind() == Kind.TEMPLATE;
            if (template) throw cursor.refusal("an f-string cannot be a pattern");
            expressions.binary(6);
            return new Caught(false, Set.of());
        }
        if (token.kind() == Kind.KEYWORD) {
            if (!Set.of("None", "True", "False").contains(token.text())) throw cursor.unexpected();
            cursor.next();
            return new Caught(false, Set.of());
        }
        cursor.skip("-");
        boolean imaginary = number();
        if (cursor.is("+") || cursor.is("-")) {
            if (imaginary) throw cursor.refusal("the first part of a complex number in a pattern is a real number");
            cursor.next();
            if (!number()) throw cursor.refusal("the second part of a complex number in a pattern is imaginary");
        }
        return new Caught(false, Set.of());
    }

    private boolean number() {
        if (!cursor.is(Kind.NUMBER)) throw cursor.unexpected();
        var text = cursor.next().text();
        return text.endsWith("j") || text.endsWith("J");
    }

    private Caught round() {
        cursor.next();
        if (cursor.skip(")")) return new Caught(false, Set.of());
        var inside = inside(")");
        cursor.expect(")", "after a pattern");
        return inside;
    }

    private Caught square() {
        cursor.next();
        if (cursor.skip("]")) return new Caught(false, Set.of());
        var inside = inside("]");
        cursor.expect("]", "after a pattern");
        return new Caught(false, inside.names());
    }

    private Caught inside(String end) {
        var names = new HashSet<String>();
        int stars = 0;
        int count = 0;
        boolean comma = false;
        Caught last = new Caught(false, Set.of());
        while (!cursor.is(end)) {
            if (cursor.is("*") && ++stars > 1) throw cursor.refusal("a sequence pattern has more than one star");
            last = cursor.is("*") ? star() : pattern();
            join(names, last);
            count++;
            comma = cursor.skip(",");
            if (!comma) break;
        }
        if (end.equals(")") && count == 1 && !comma) {
            if (stars > 0) throw cursor.refusal("a starred pattern stands in a sequence");
            return last;
        }
        return new Caught(false, names);
    }

    private Caught mapping() {
        cursor.next();
        var names = new HashSet<String>();
        var keys = new HashSet<String>();
        while (!cursor.is("}")) {
            if (cursor.skip("**")) {
                var name = cursor.name("the rest of a mapping");
                if (name.equals("_")) throw cursor.refusal("`**_` takes nothing");
                join(names, captured(name));
                cursor.skip(",");
                if (!cursor.is("}")) throw cursor.refusal("a pattern stands behind `**`");
                break;
            }
            var token = cursor.peek();
            if (token.kind() == Kind.NAME) {
                if (!cursor.peek(1).is(".")) throw cursor.refusal("a key of a mapping pattern is a literal");
                named();
            } else {
                boolean single = cursor.peek(1).is(":");
                literal();
                if (single && !keys.add(token.kind() + token.text()))
                    throw cursor.refusal("a mapping pattern has the key `%s` twice".formatted(token.text()));
            }
            cursor.expect(":", "after the key of a mapping pattern");
            join(names, pattern());
            if (!cursor.skip(",")) break;
        }
        cursor.expect("}", "after a mapping pattern");
        return new Caught(false, names);
    }
}
