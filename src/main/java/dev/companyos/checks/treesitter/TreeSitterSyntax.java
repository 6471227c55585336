package dev.companyos.checks.treesitter;

import dev.companyos.checks.Finding;
import dev.companyos.checks.Syntax;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.treesitter.TSLanguage;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TreeSitterCss;
import org.treesitter.TreeSitterHtml;
import org.treesitter.TreeSitterJava;
import org.treesitter.TreeSitterJavascript;
import org.treesitter.TreeSitterPython;

/**
 * One parser a call, freed with its tree before the call returns. Where the native library of a grammar does not load
 * (a platform it was not built for) the log says so once, and that language has no findings: its own tests then tell.
 */
public final class TreeSitterSyntax implements Syntax {
    private static final System.Logger LOG = System.getLogger(TreeSitterSyntax.class.getName());
    private static final int FINDINGS = 5;
    private static final int EXCERPT = 80;

    private record Grammar(String language, Supplier<TSLanguage> load) {}

    private static final Grammar PYTHON = new Grammar("Python", TreeSitterPython::new);
    private static final Grammar JAVASCRIPT = new Grammar("JavaScript", TreeSitterJavascript::new);
    private static final Grammar JAVA = new Grammar("Java", TreeSitterJava::new);
    private static final Grammar HTML = new Grammar("HTML", TreeSitterHtml::new);
    private static final Grammar CSS = new Grammar("CSS", TreeSitterCss::new);

    private static final Map<String, Grammar> GRAMMARS = Map.ofEntries(
            Map.entry("py", PYTHON),
            Map.entry("pyi", PYTHON),
            Map.entry("js", JAVASCRIPT),
            Map.entry("mjs", JAVASCRIPT),
            Map.entry("cjs", JAVASCRIPT),
            Map.entry("jsx", JAVASCRIPT),
            Map.entry("java", JAVA),
            Map.entry("html", HTML),
            Map.entry("htm", HTML),
            Map.entry("css", CSS));

    private final Map<String, String> missing = new ConcurrentHashMap<>();
    private final DataSyntax data = new DataSyntax();
    private final JavaSyntax java = new JavaSyntax();

    @Override
    public List<Finding> check(String path, String content) {
        var ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        var grammar = GRAMMARS.get(ending);
        if (grammar == null) return data.check(path, ending, content);
        if (grammar == JAVA) {
            var findings = java.check(path, content);
            if (findings.isPresent()) return findings.get();
        }
        if (missing.containsKey(grammar.language())) return List.of();
        try {
            return parse(grammar, path, content);
        } catch (LinkageError | RuntimeException e) {
            if (missing.putIfAbsent(grammar.language(), String.valueOf(e.getMessage())) == null)
                LOG.log(
                        System.Logger.Level.WARNING,
                        "The syntax of {0} is not checked on this machine: {1}",
                        grammar.language(),
                        String.valueOf(e));
            return List.of();
        }
    }

    /** Languages whose grammar did not load, with the reason; for {@code doctor}. Known after the first check. */
    public Map<String, String> missing() {
        return Map.copyOf(missing);
    }

    private static List<Finding> parse(Grammar grammar, String path, String content) {
        // characters outside the basic plane reach the native parser as two halves; any letter will do for the grammar
        var text = content.replaceAll("[\\x{10000}-\\x{10FFFF}]", "x");
        var lines = content.lines().toList();
        try (var parser = new TSParser()) {
            parser.setLanguage(grammar.load().get());
            try (var tree = parser.parseString(null, text)) {
                var root = tree.getRootNode();
                return root.hasError() ? findings(grammar, path, lines, root) : List.of();
            }
        }
    }

    private static List<Finding> findings(Grammar grammar, String path, List<String> lines, TSNode root) {
        var findings = new ArrayList<Finding>();
        var open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty() && findings.size() < FINDINGS) {
            var node = open.pop();
            if (!node.hasError() && !node.isMissing()) continue;
            int row = node.getStartPoint().getRow();
            if (node.isMissing()) {
                add(findings, finding(grammar, path, lines, row, "`%s` is missing".formatted(node.getType())));
            } else if (node.isError()) {
                add(findings, finding(grammar, path, lines, row, "the text breaks off the grammar"));
            } else {
                for (int i = node.getChildCount() - 1; i >= 0; i--) open.push(node.getChild(i));
            }
        }
        if (findings.isEmpty())
            findings.add(finding(grammar, path, lines, 0, "the text breaks off the grammar somewhere"));
        return List.copyOf(findings);
    }

    private static void add(List<Finding> findings, Finding finding) {
        if (findings.stream().noneMatch(it -> it.line() == finding.line())) findings.add(finding);
    }

    private static Finding finding(Grammar grammar, String path, List<String> lines, int row, String what) {
        var line = row < lines.size() ? lines.get(row).strip() : "";
        if (line.length() > EXCERPT) line = line.substring(0, EXCERPT) + "…";
        var where = line.isEmpty() ? "at the end of the text" : "at `%s`".formatted(line);
        return new Finding(
                path,
                row + 1,
                "This is not %s: %s %s.".formatted(grammar.language(), what, where),
                "Look at this line and the one before it for a bracket, quote, colon or indent that is missing or too"
                        + " many, and send the corrected file.");
    }
}
