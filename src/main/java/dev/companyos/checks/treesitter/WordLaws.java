package dev.companyos.checks.treesitter;

import dev.companyos.checks.treesitter.ScriptLaws.Breach;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What JavaScript and TypeScript refuse in a word, a literal or a list. */
final class WordLaws {
    static final Set<String> RESERVED = Set.of(
            "break",
            "case",
            "catch",
            "class",
            "const",
            "continue",
            "debugger",
            "default",
            "delete",
            "do",
            "else",
            "export",
            "extends",
            "false",
            "finally",
            "for",
            "function",
            "if",
            "in",
            "instanceof",
            "new",
            "null",
            "return",
            "super",
            "switch",
            "throw",
            "true",
            "try",
            "typeof",
            "var",
            "void",
            "while",
            "with",
            "enum");
    private static final Pattern OCTAL = Pattern.compile("0[0-9_]+(\\..*)?");
    private static final Pattern ESCAPE =
            Pattern.compile("x(?![0-9a-fA-F]{2})|u(?!\\{0*(?:10|[0-9a-fA-F])?[0-9a-fA-F]{1,4}\\}|[0-9a-fA-F]{4})");
    private static final Pattern FLAGS = Pattern.compile("(?!.*(.).*\\1)(?!.*u.*v|.*v.*u)[dgimsuvy]*");

    private final Tree tree;
    private final boolean strict;
    private final List<Breach> breaches;

    WordLaws(Tree tree, boolean strict, List<Breach> breaches) {
        this.tree = tree;
        this.strict = strict;
        this.breaches = breaches;
    }

    private void breach(Node node, String what) {
        breaches.add(new Breach(tree.line(node), what));
    }

    void look(Node node) {
        switch (node.type) {
            case "jsx_element" -> elements(node);
            case "number" -> number(node);
            case "string", "template_string" -> escapes(node);
            case "regex" -> regex(node);
            case "arguments", "object", "formal_parameters", "object_pattern", "named_imports" -> commas(node);
            case "union_type", "intersection_type" -> alternatives(node);
            case "identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern" ->
                reserved(node);
            default -> {}
        }
    }

    private void elements(Node node) {
        var open = node.child("open_tag");
        var close = node.child("close_tag");
        if (open == null || close == null) return;
        var from = name(open);
        var to = name(close);
        if (!from.equals(to))
            breach(close, "`<%s>` of line %d is closed by `</%s>`".formatted(from, tree.line(open), to));
    }

    private String name(Node tag) {
        var name = tag.child("name");
        return name == null ? "" : tree.text(name).replaceAll("\\s", "");
    }

    private void number(Node node) {
        var number = tree.text(node);
        if (number.contains("__") || number.endsWith("_")) breach(node, "`%s` is no number".formatted(number));
        if (strict && OCTAL.matcher(number).matches())
            breach(node, "a number begins with a zero; an octal one is written `0o`");
        boolean fraction = number.endsWith("n") && !number.startsWith("0x") && !number.startsWith("0X");
        if (fraction && (number.indexOf('.') >= 0 || number.indexOf('e') >= 0))
            breach(node, "`%s` is no number".formatted(number));
    }

    private void escapes(Node node) {
        if (node.is("template_string") && node.parent != null && node.parent.is("call_expression")) return;
        if (node.parent != null && node.parent.is("jsx_attribute", "literal_type", "template_literal_type")) return;
        for (var part : node.children) {
            if (part.is("escape_sequence")
                    && ESCAPE.matcher(tree.text())
                            .region(part.start + 1, Math.min(node.end, part.start + 80))
                            .lookingAt())
                breach(part, "the escape `%s` in a string is not complete".formatted(tree.text(part)));
        }
    }

    private void regex(Node node) {
        var flags = node.child("flags");
        if (flags != null && !FLAGS.matcher(tree.text(flags)).matches())
            breach(node, "`%s` are no flags of a regular expression".formatted(tree.text(flags)));
        var pattern = node.child("pattern");
        if (pattern == null) return;
        int depth = 0;
        boolean set = false;
        var text = tree.text(pattern);
        if (text.startsWith("*")) breach(node, "the comment is not closed");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') i++;
            else if (c == '[') set = true;
            else if (c == ']') set = false;
            else if (!set && c == '(') depth++;
            else if (!set && c == ')' && --depth < 0) break;
        }
        boolean sets = flags != null && tree.text(flags).contains("v"); // there, sets nest
        if (depth != 0 && !sets) breach(node, "the brackets of a regular expression do not match");
    }

    private void reserved(Node node) {
        var word = tree.text(node);
        if (!isName(word)) breach(node, "`%s` is no name".formatted(word));
        var parent = node.parent;
        if (parent == null
                || parent.is("export_specifier", "import_specifier", "namespace_export", "expression_statement")
                || parent.type.startsWith("jsx_")
                || parent.is("member_expression", "nested_identifier", "decorator", "type_query")) return;
        if (RESERVED.contains(word)) breach(node, "`%s` is a word of the language, no name".formatted(word));
    }

    private static boolean isName(String word) {
        if (word.indexOf('\\') >= 0) return true;
        return word.codePoints()
                .allMatch(c -> c < 128 || c == 0x200C || c == 0x200D || Character.isUnicodeIdentifierPart(c));
    }

    private void commas(Node node) {
        for (int i = 1; i < node.children.size(); i++) {
            boolean first = i == 1;
            if (node.children.get(i).is(",")
                    && (first || node.children.get(i - 1).is(","))) {
                breach(node.children.get(i), "there is nothing before a comma");
                return;
            }
        }
    }

    private void alternatives(Node node) {
        var first = node.children.isEmpty() ? node : node.children.getFirst();
        if (node.parent != null && node.parent.is(node.type) && node.start > node.parent.start && first.is("|", "&"))
            breach(node, "there is no type between two signs");
    }
}
