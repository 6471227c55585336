package dev.companyos.checks.python;

import java.util.List;

/**
 * As much of an expression as the laws about targets ask for.
 *
 * @param name of a NAME, an ATTRIBUTE or a KEYWORD argument, else what to call the thing before a person
 * @param parts of a TUPLE, a LIST or a STAR
 * @param grouped whether it stood in round brackets of its own
 */
record Expression(Kind kind, String name, List<Expression> parts, int line, boolean grouped) {
    enum Kind {
        NAME,
        ATTRIBUTE,
        SUBSCRIPT,
        TUPLE,
        LIST,
        STAR,
        WALRUS,
        GENERATOR,
        STRING,
        OTHER
    }

    static Expression of(Kind kind, String name, int line) {
        return new Expression(kind, name, List.of(), line, false);
    }

    Expression inGroup() {
        return new Expression(kind, name, parts, line, true);
    }
}
