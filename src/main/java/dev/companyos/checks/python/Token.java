package dev.companyos.checks.python;

import java.util.Set;

/** @param line from 1; @param text as written, empty for the layout kinds */
record Token(Kind kind, String text, int line) {
    enum Kind {
        NAME,
        KEYWORD,
        NUMBER,
        STRING,
        BYTES,
        /** The opening quote of an f-string or t-string; its fields follow as ordinary tokens between braces. */
        TEMPLATE,
        TEMPLATE_END,
        OPERATOR,
        NEWLINE,
        INDENT,
        DEDENT,
        END
    }

    static final Set<String> KEYWORDS = Set.of(
            "False",
            "None",
            "True",
            "and",
            "as",
            "assert",
            "async",
            "await",
            "break",
            "class",
            "continue",
            "def",
            "del",
            "elif",
            "else",
            "except",
            "finally",
            "for",
            "from",
            "global",
            "if",
            "import",
            "in",
            "is",
            "lambda",
            "nonlocal",
            "not",
            "or",
            "pass",
            "raise",
            "return",
            "try",
            "while",
            "with",
            "yield");

    boolean is(String word) {
        return (kind == Kind.OPERATOR || kind == Kind.KEYWORD) && text.equals(word);
    }

    /** For a person. */
    String shown() {
        return switch (kind) {
            case NEWLINE -> "the end of the line";
            case INDENT -> "an indent";
            case DEDENT -> "the end of the block";
            case END -> "the end of the text";
            case STRING, BYTES, TEMPLATE -> "a string";
            case TEMPLATE_END -> "the end of the string";
            case NAME, KEYWORD, NUMBER, OPERATOR -> "`" + text + "`";
        };
    }
}
