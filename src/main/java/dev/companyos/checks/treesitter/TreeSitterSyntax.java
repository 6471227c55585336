package dev.companyos.checks.treesitter;

import dev.companyos.checks.Finding;
import dev.companyos.checks.Syntax;
import dev.companyos.checks.formats.Formats;
import dev.companyos.checks.python.PythonSyntax;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every language by the parser that tells its broken texts best: tree-sitter for JavaScript and TypeScript, the JDK for
 * Java, readers of our own or the format's for the rest. Where the native library of a grammar does not load (a platform
 * it was not built for) the log says so once, and that language has no findings: its own tests then tell.
 */
public final class TreeSitterSyntax implements Syntax {
    private static final System.Logger LOG = System.getLogger(TreeSitterSyntax.class.getName());
    private static final int FINDINGS = 5;
    private static final int EXCERPT = 80;
    private static final String REPAIR = "Look at this line and the one before it for a bracket, quote, colon or indent"
            + " that is missing or too many, and send the corrected file.";

    private static final Map<String, Grammar> GRAMMARS = Map.ofEntries(
            Map.entry("js", Grammar.JAVASCRIPT),
            Map.entry("mjs", Grammar.JAVASCRIPT),
            Map.entry("cjs", Grammar.JAVASCRIPT),
            Map.entry("jsx", Grammar.JAVASCRIPT),
            Map.entry("ts", Grammar.TYPESCRIPT),
            Map.entry("mts", Grammar.TYPESCRIPT),
            Map.entry("cts", Grammar.TYPESCRIPT),
            Map.entry("tsx", Grammar.TSX),
            Map.entry("java", Grammar.JAVA));

    private static final Set<String> FORMATS = Set.of("html", "htm", "css", "sql", "sh", "bash");

    private final Map<String, String> missing = new ConcurrentHashMap<>();
    private final NativeParser parser = new NativeParser();
    private final PythonSyntax python = new PythonSyntax();
    private final JavaSyntax java = new JavaSyntax();
    private final Formats formats = new Formats();

    @Override
    public List<Finding> check(String path, String content) {
        try {
            return look(path, content);
        } catch (StackOverflowError e) {
            return List.of(new Finding(
                    path, 0, "This cannot be read: it is nested too deeply.", "Split it into smaller parts."));
        } catch (RuntimeException e) { // a fault of a reader is no fault of the text
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The syntax of {0} could not be checked: {1}",
                    path,
                    String.valueOf(e));
            return List.of();
        }
    }

    private List<Finding> look(String path, String content) {
        var name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        var ending = name.substring(name.lastIndexOf('.') + 1);
        if (ending.equals("py") || ending.equals("pyi")) return python(path, content);
        var grammar = GRAMMARS.get(ending);
        if (grammar != null || FORMATS.contains(ending)) {
            var left = Leftover.in(path, content);
            if (left.isPresent()) return List.of(left.get());
        }
        if (grammar == null) return formats.check(path, content);
        if (grammar == Grammar.JAVA) {
            var findings = java.check(path, content);
            if (findings.isPresent()) return findings.get();
        }
        if (content.length() > NativeParser.TEXT || missing.containsKey(grammar.language)) return List.of();
        try {
            return parse(grammar, path, content);
        } catch (LinkageError | RuntimeException e) {
            if (missing.putIfAbsent(grammar.language, String.valueOf(e.getMessage())) == null)
                LOG.log(
                        System.Logger.Level.WARNING,
                        "The syntax of {0} is not checked on this machine: {1}",
                        grammar.language,
                        String.valueOf(e));
            return List.of();
        }
    }

    /** Languages whose grammar did not load, with the reason; for {@code doctor}. Known after the first check. */
    public Map<String, String> missing() {
        return Map.copyOf(missing);
    }

    private List<Finding> python(String path, String content) {
        return python.check(content)
                .map(it -> List.of(finding("Python", path, content, it.line(), it.what())))
                .orElse(List.of());
    }

    private List<Finding> parse(Grammar grammar, String path, String content) {
        var text = content.startsWith("\uFEFF") ? " " + content.substring(1) : content;
        var tree = parser.parse(grammar, text).orElse(null);
        if (tree != null && tree.broken()) {
            var rewritten = Dialect.rewrite(grammar, text);
            var second = rewritten.equals(text)
                    ? tree
                    : parser.parse(grammar, rewritten).orElse(tree);
            if (!second.broken()) tree = second;
        }
        if (tree == null)
            return List.of(new Finding(
                    path,
                    0,
                    "This is not %s that can be read: it is nested too deeply.".formatted(grammar.language),
                    "Split it into smaller parts."));
        if (tree.broken()) return broken(grammar, path, tree);
        if (grammar == Grammar.JAVA) return List.of();
        var findings = new ArrayList<Finding>();
        var breaches = ScriptLaws.breaches(tree, path, grammar);
        breaches.sort(Comparator.comparingInt(ScriptLaws.Breach::line));
        for (var it : breaches) add(findings, finding(grammar.language, path, content, it.line(), it.what()));
        return List.copyOf(findings);
    }

    private static List<Finding> broken(Grammar grammar, String path, Tree tree) {
        var findings = new ArrayList<Finding>();
        var open = new ArrayDeque<>(List.of(tree.nodes().getFirst()));
        while (!open.isEmpty() && findings.size() < FINDINGS) {
            var node = open.pop();
            if (node.missing || node.isError()) {
                var what = node.missing ? "`%s` is missing".formatted(node.type) : "the text breaks off the grammar";
                add(findings, finding(grammar.language, path, tree.text(), tree.line(node), what));
            } else {
                for (int i = node.children.size() - 1; i >= 0; i--) open.push(node.children.get(i));
            }
        }
        return List.copyOf(findings);
    }

    private static void add(List<Finding> findings, Finding finding) {
        if (findings.size() < FINDINGS && findings.stream().noneMatch(it -> it.line() == finding.line()))
            findings.add(finding);
    }

    private static Finding finding(String language, String path, String content, int row, String what) {
        var line = content.lines()
                .skip(Math.max(0, row - 1))
                .findFirst()
                .orElse("")
                .strip();
        if (line.length() > EXCERPT) line = line.substring(0, EXCERPT) + "…";
        var where = line.isEmpty() ? "at the end of the text" : "at `%s`".formatted(line);
        return new Finding(path, row, "This is not %s: %s %s.".formatted(language, what, where), REPAIR);
    }
}
