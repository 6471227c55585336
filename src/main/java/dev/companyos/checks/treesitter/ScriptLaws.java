package dev.companyos.checks.treesitter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What JavaScript and TypeScript refuse beside their grammar: each law looks at one node and what is around it. */
final class ScriptLaws {
    /** @param line from 1 */
    record Breach(int line, String what) {}

    private static final Set<String> FUNCTIONS = Set.of(
            "function_declaration",
            "function_expression",
            "function",
            "generator_function_declaration",
            "generator_function",
            "arrow_function",
            "method_definition",
            "class_static_block");
    private static final Set<String> LOOPS =
            Set.of("for_statement", "for_in_statement", "while_statement", "do_statement");

    private static final String[] SETTABLE = {
        "identifier",
        "member_expression",
        "subscript_expression",
        "as_expression",
        "satisfies_expression",
        "type_assertion",
        "undefined",
        "super"
    };

    private final Tree tree;
    private final boolean typed;
    private final boolean declarations;
    private final boolean module;
    private final List<Breach> breaches = new ArrayList<>();

    private ScriptLaws(Tree tree, String path, Grammar grammar) {
        this.tree = tree;
        this.typed = grammar != Grammar.JAVASCRIPT;
        this.declarations = path.matches(".*\\.d\\.([mc]?ts|[^.]+\\.ts)");
        this.module = path.endsWith(".mjs")
                || path.endsWith(".mts")
                || !tree.nodes().isEmpty()
                        && tree.nodes().getFirst().children.stream()
                                .anyMatch(it -> it.is("import_statement", "export_statement"));
    }

    /** @param tree without errors */
    static List<Breach> breaches(Tree tree, String path, Grammar grammar) {
        var laws = new ScriptLaws(tree, path, grammar);
        var words = new WordLaws(tree, laws.typed || laws.module, laws.breaches);
        for (var node : tree.nodes()) {
            laws.look(node);
            words.look(node);
        }
        new NameLaws(tree, laws.typed, laws.breaches).look();
        return laws.breaches;
    }

    private void breach(Node node, String what) {
        breaches.add(new Breach(tree.line(node), what));
    }

    private void look(Node node) {
        switch (node.type) {
            case "binary_expression" -> operands(node);
            case "break_statement", "continue_statement" -> jump(node);
            case "return_statement" -> returns(node);
            case "await_expression" -> await(node);
            case "yield_expression" -> yields(node);
            case "lexical_declaration" -> constants(node);
            case "switch_body" -> defaults(node);
            case "class_body" -> constructors(node);
            case "private_property_identifier" -> privates(node);
            case "super" -> supers(node);
            case "import_statement", "export_statement" -> top(node);
            case "assignment_expression", "augmented_assignment_expression", "update_expression" -> target(node);
            case "for_in_statement" -> forAwait(node);
            case "try_statement" -> tries(node);
            case "new_expression" -> constructed(node);
            case "member_expression" -> counted(node);
            case "expression_statement" -> nameless(node);
            default -> {}
        }
    }

    private void operands(Node node) {
        var operator = node.child("operator");
        var left = node.child("left");
        var right = node.child("right");
        boolean joined = operator != null && !operator.is("<", ">", "<<", ">>", ">>>");
        if (joined && left != null && left.is("arrow_function")
                || joined && right != null && right.is("arrow_function"))
            breach(node, "an arrow function is part of a larger expression: put it in brackets");
        if (operator != null && left != null && operator.is("**") && left.is("unary_expression"))
            breach(node, "what stands left of `**` begins with a sign: put it in brackets");
    }

    private @Nullable Node function(Node node) {
        for (var at = node.parent; at != null; at = at.parent) if (FUNCTIONS.contains(at.type)) return at;
        return null;
    }

    private void jump(Node node) {
        var label = node.child("label");
        if (label != null && tree.text(label).indexOf('\\') >= 0) return;
        boolean goesOn = node.is("continue_statement");
        for (var at = node.parent; at != null && !FUNCTIONS.contains(at.type); at = at.parent) {
            if (label == null && (LOOPS.contains(at.type) || !goesOn && at.is("switch_statement"))) return;
            if (label != null && at.is("labeled_statement")) {
                var name = at.child("label");
                if (name == null || tree.text(name).indexOf('\\') >= 0) return;
                if (tree.text(name).equals(tree.text(label))) return;
            }
        }
        breach(node, goesOn ? "continue stands outside of a loop" : "break stands outside of a loop or switch");
    }

    private void returns(Node node) {
        var function = function(node);
        boolean outside = function == null ? typed || module : function.is("class_static_block");
        if (outside) breach(node, "return stands outside of a function");
    }

    private void await(Node node) {
        var function = function(node);
        if (function == null || function.is("class_static_block") || isDefault(node, function)) return;
        if (!function.has("async")) breach(node, "await stands in a function that is not async");
    }

    /** Computed names and decorators stand in a method's node and run outside of it. */
    private static boolean isDefault(Node node, Node function) {
        for (Node at = node; at != null && at != function; at = at.parent)
            if (at.is("computed_property_name", "decorator")) return true;
        return false;
    }

    private void yields(Node node) {
        var function = function(node);
        if (function == null || node.children.size() < 2 || isDefault(node, function)) return;
        boolean operator = node.children.get(1).is("unary_expression") || node.has("*") && !typed && !module;
        if (operator) return; // in an old script, `yield` can be a name
        boolean generator = function.type.startsWith("generator") || function.has("*");
        if (!generator) breach(node, "yield stands in a function that is no generator");
    }

    private boolean ambient(Node node) {
        if (declarations) return true;
        for (var at = node; at != null; at = at.parent) if (at.is("ambient_declaration")) return true;
        return false;
    }

    private void constants(Node node) {
        if (node.parent != null && node.parent.is("if_statement", "else_clause", "while_statement", "do_statement"))
            breach(node, "a declaration with let or const stands in a block");
        var kind = node.child("kind");
        if (kind == null || !kind.is("const") || ambient(node)) return;
        if (node.parent != null && node.parent.is("for_in_statement")) return;
        for (var it : node.children)
            if (it.is("variable_declarator") && it.child("value") == null) breach(it, "a constant has no value");
    }

    private void defaults(Node body) {
        var all = body.children.stream().filter(it -> it.is("switch_default")).toList();
        if (all.size() > 1) breach(all.get(1), "a switch has a second default");
    }

    private void constructors(Node body) {
        int count = 0;
        for (var it : body.children) {
            var name = it.child("name");
            boolean constructor = it.is("method_definition")
                    && name != null
                    && !it.has("static")
                    && it.child("body") != null
                    && tree.text(name).equals("constructor");
            if (constructor && ++count == 2) breach(it, "a class has a second constructor");
        }
    }

    private void privates(Node node) {
        var name = tree.text(node);
        boolean inClass = false;
        for (var at = node.parent; at != null; at = at.parent) {
            if (!at.is("class_body")) continue;
            inClass = true;
            for (var member : at.children) {
                var declared = member.child(member.is("field_definition") ? "property" : "name");
                if (declared != null && tree.text(declared).equals(name)) return;
            }
        }
        if (!inClass || !typed) breach(node, "`%s` is declared in no class around it".formatted(name));
    }

    private void supers(Node node) {
        var parent = node.parent;
        if (parent != null && parent.is("call_expression") && !inherits(node))
            breach(node, "super is called outside of the constructor of a class that extends another");
        if (parent == null || parent.is("call_expression", "member_expression", "subscript_expression")) return;
        if (!parent.is("new_expression") || typed) breach(node, "super is called, or followed by a name");
    }

    private boolean inherits(Node call) {
        for (var at = call.parent; at != null; at = at.parent)
            if (at.is("class_body")) return at.parent != null && at.parent.has("class_heritage");
        return false;
    }

    private void top(Node node) {
        var parent = node.parent;
        if (parent == null || !parent.is("statement_block")) return;
        var holder = parent.parent;
        if (holder == null
                || FUNCTIONS.contains(holder.type)
                || LOOPS.contains(holder.type)
                || holder.is("if_statement")) breach(node, "import and export stand at the top of a file");
    }

    private void target(Node node) {
        var target = node.child(node.is("update_expression") ? "argument" : "left");
        while (target != null
                && target.is("parenthesized_expression", "non_null_expression")
                && target.children.size() > 1)
            target = target.children.get(target.is("parenthesized_expression") ? 1 : 0);
        if (target == null) return;
        if (node.parent != null
                && node.parent.is("binary_expression", "unary_expression")
                && !node.is("update_expression"))
            breach(node, "an assignment is part of a larger expression: put it in brackets");
        if (node.is("update_expression") && !target.is(SETTABLE)) {
            breach(node, "`%s` cannot be counted up or down".formatted(tree.text(target)));
            return;
        }
        for (var at = target; at != null; at = at.child("object")) {
            if (at.is("member_expression", "subscript_expression") && at.has("optional_chain")) {
                breach(node, "what is behind `?.` cannot be assigned");
                return;
            }
        }
    }

    private void forAwait(Node node) {
        var operator = node.child("operator");
        if (node.has("await") && operator != null && !operator.is("of")) breach(node, "`for await` goes with `of`");
    }

    private void tries(Node node) {
        if (node.child("handler") == null && node.child("finalizer") == null)
            breach(node, "try has no catch and no finally");
    }

    private void constructed(Node node) {
        for (var at = node.child("constructor"); at != null; at = at.child("object"))
            if (at.has("optional_chain")) breach(node, "`new` does not go with `?.`");
    }

    private void counted(Node node) {
        var object = node.child("object");
        if (object != null && object.is("update_expression")) breach(node, "nothing follows `++` or `--`");
    }

    private void nameless(Node node) {
        if (node.children.isEmpty()) return;
        var first = node.children.getFirst();
        boolean function = first.is("function_expression", "generator_function") && first.child("name") == null;
        if (function) breach(node, "a function that stands alone has no name");
        var word = first.is("identifier") ? tree.text(first) : "";
        if (!WordLaws.RESERVED.contains(word) || node.parent == null) return;
        var after = node.parent.children.stream()
                .filter(it -> it.start > node.start && !it.is("comment"))
                .findFirst();
        boolean decorated = after.isPresent() && after.get().is("class_declaration", "abstract_class_declaration");
        if (!decorated) breach(node, "`%s` is a word of the language and stands alone".formatted(word));
    }
}
