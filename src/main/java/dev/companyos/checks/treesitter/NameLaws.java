package dev.companyos.checks.treesitter;

import dev.companyos.checks.treesitter.ScriptLaws.Breach;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of JavaScript and TypeScript that are declared twice in one block, or exported and declared nowhere. */
final class NameLaws {
    private final Tree tree;
    private final boolean typed;
    private final List<Breach> breaches;

    NameLaws(Tree tree, boolean typed, List<Breach> breaches) {
        this.tree = tree;
        this.typed = typed;
        this.breaches = breaches;
    }

    void look() {
        boolean exports = false;
        for (var node : tree.nodes()) {
            if (node.is("program", "statement_block", "class_static_block")) block(node);
            exports |= node.is("export_clause");
        }
        if (typed || tree.nodes().isEmpty()) return;
        if (exports) exported();
        var defaults = tree.nodes().getFirst().children.stream()
                .filter(it -> it.is("export_statement") && it.has("default"))
                .toList();
        if (defaults.size() > 1) breach(defaults.get(1), "a module has a second default");
    }

    private void breach(Node node, String what) {
        breaches.add(new Breach(tree.line(node), what));
    }

    /** Two of one name, where at least one is {@code let}, {@code const}, {@code class} or imported. */
    private void block(Node block) {
        Map<String, Integer> seen = new HashMap<>();
        parameters(block, seen);
        for (var statement : block.children) {
            var it = statement.is("export_statement") ? statement.child("declaration") : statement;
            if (it == null) continue;
            if (it.is("class_declaration")) name(it.child("name"), seen);
            if (!typed && it.is("import_statement") && block.is("program")) imports(it, seen);
            if (!it.is("lexical_declaration")) continue;
            for (var variable : it.children) if (variable.is("variable_declarator")) name(variable.child("name"), seen);
        }
        parameters(block, new HashMap<>()).keySet().forEach(seen::remove); // var and function may take their names
        if (typed || seen.isEmpty()) return;
        for (var it : block.children) {
            if (it.is("function_declaration", "generator_function_declaration"))
                name(it.child("name"), new HashMap<>(seen));
            if (!it.is("variable_declaration")) continue;
            for (var variable : it.children)
                if (variable.is("variable_declarator")) name(variable.child("name"), new HashMap<>(seen));
        }
    }

    private Map<String, Integer> parameters(Node body, Map<String, Integer> seen) {
        var parameters = body.parent == null || !"body".equals(body.field) ? null : body.parent.child("parameters");
        if (parameters == null) return seen;
        for (var it : parameters.children) {
            var name = it.is("required_parameter", "optional_parameter") ? it.child("pattern") : it;
            if (name != null && name.is("identifier")) seen.put(tree.text(name), tree.line(name));
        }
        return seen;
    }

    private void imports(Node statement, Map<String, Integer> seen) {
        var open = new ArrayList<>(statement.children);
        while (!open.isEmpty()) {
            var it = open.removeLast();
            if (it.is("import_clause", "named_imports")) open.addAll(it.children);
            if (it.is("import_clause", "namespace_import"))
                for (var name : it.children) if (name.is("identifier")) name(name, seen);
            if (it.is("import_specifier")) name(it.child("alias") == null ? it.child("name") : it.child("alias"), seen);
        }
    }

    private void name(@Nullable Node name, Map<String, Integer> seen) {
        if (name == null || !name.is("identifier", "type_identifier")) return;
        var before = seen.putIfAbsent(tree.text(name), tree.line(name));
        if (before != null)
            breach(name, "`%s` is declared a second time, after line %d".formatted(tree.text(name), before));
    }

    /** A name of {@code export { name }} that the module has nowhere else. */
    private void exported() {
        var names = new HashSet<String>();
        for (var it : tree.nodes())
            if (it.type.contains("identifier") && it.parent != null && !it.parent.is("export_specifier"))
                names.add(tree.text(it));
        for (var it : tree.nodes()) {
            boolean own = it.is("export_specifier")
                    && it.parent != null
                    && it.parent.parent != null
                    && it.parent.parent.child("source") == null;
            var name = own ? it.child("name") : null;
            if (name != null && name.is("identifier") && !names.contains(tree.text(name)))
                breach(name, "`%s` is exported and declared nowhere".formatted(tree.text(name)));
        }
    }
}
