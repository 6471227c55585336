package dev.companyos.checks.treesitter;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What the languages allow and their grammars of today do not know yet. Where a text does not parse, these are written
 * as something that the grammar reads alike, and it is read again; lines stay where they are.
 */
final class Dialect {
    private record Rewriting(Pattern unknown, String known) {
        static Rewriting of(String unknown, String known) {
            return new Rewriting(Pattern.compile(unknown), known);
        }

        String apply(String text) {
            return unknown.matcher(text).replaceAll(known);
        }
    }

    private static final List<Rewriting> SCRIPT = List.of(
            // automatic accessors
            Rewriting.of("\\baccessor[ \\t]+(?=[\\w$#\\[\"'])", ""),
            // explicit resource management
            Rewriting.of("\\bawait[ \\t]+using[ \\t]+(?=[\\w$]+[ \\t]*=[^=>])", "const "),
            Rewriting.of("\\busing[ \\t]+(?=[\\w$]+[ \\t]*=[^=>])", "const "),
            Rewriting.of("\\bimport[ \\t]+(?:defer|source)[ \\t]+(?=[\\w$*])", "import "),
            // import attributes in their first spelling
            Rewriting.of("(from\\s*(?:\"[^\"\\n]*\"|'[^'\\n]*')\\s*)(?:assert|with)\\s*\\{[^{}]*\\}", "$1"),
            // line ends that only this language has
            Rewriting.of("[\\u2028\\u2029\\u0085]", " "),
            // characters by number in JSX
            Rewriting.of("&#x?[0-9A-Fa-f]{1,7};", " "),
            // a function that ends a statement, and a list that begins the next
            Rewriting.of("(\\})(\\s*\\n\\s*\\[)", "$1;$2"),
            // decorators that are expressions in brackets
            Rewriting.of("@\\((?=[^()]*(?:\\([^()]*\\)[^()]*)*\\))", "@x("));

    private static final String PLAIN_TYPE = "(?:any|string|number|boolean|symbol|object|unknown|never|bigint)";

    private static final String PART = "(?:\\.\\.\\.)?[\\w$]+(?:\\s*:\\s*[\\w$]+)?\\s*";
    private static final String TAKEN_APART = "\\{\\s*(?:" + PART + "(?:,\\s*" + PART + ")*+,?\\s*)?\\}";

    private static final List<Rewriting> TYPES = List.of(
            Rewriting.of("\\bexport[ \\t]+type[ \\t]+(?=\\*)", "export "),
            Rewriting.of("(\\bexport[ \\t]*\\{[ \\t]*)type([ \\t]*[,}])", "$1x$2"),
            // index signatures of classes, and marks of type parameters
            Rewriting.of("\\bstatic[ \\t]+((?:readonly[ \\t]+)?\\[[ \\t]*\\w+[ \\t]*:)", "$1"),
            Rewriting.of("([<,]\\s*)(?:(?:const|in|out)[ \\t]+)+(?=[A-Z_$][\\w$]*\\s*(?:[,>=]|extends\\b))", "$1"),
            // import types
            Rewriting.of(
                    "\\bimport\\([ \\t]*(?:\"[^\"\\n]*\"|'[^'\\n]*')[ \\t]*(?:,[ \\t]*\\{[^()]*\\}[ \\t]*)?\\)(?=\\s*[.<])",
                    "imported"),
            // parameters of function types that are taken apart, or called like a type
            Rewriting.of("(?<=[(,])(\\s*)(?:" + TAKEN_APART + "|" + PLAIN_TYPE + ")(?=\\s*(?:[,)]|\\?\\s*:|:))", "$1x"),
            Rewriting.of("\\bkeyof[ \\t]+readonly\\b", "keyof"),
            Rewriting.of("\\babstract(?=[ \\t]*[?:(;])", "abstrac"),
            Rewriting.of("(\\][ \\t]*[-+]?\\?)[ \\t]+:", "$1:"),
            Rewriting.of("(?m)^([ \\t]*)global(?=[ \\t]*\\{)", "$1declare global"));

    private Dialect() {}

    static String rewrite(Grammar grammar, String text) {
        var rewritten = apply(SCRIPT, text);
        return grammar == Grammar.TYPESCRIPT || grammar == Grammar.TSX ? apply(TYPES, rewritten) : rewritten;
    }

    private static String apply(List<Rewriting> rewritings, String text) {
        for (var rewriting : rewritings) text = rewriting.apply(text);
        return text;
    }
}
