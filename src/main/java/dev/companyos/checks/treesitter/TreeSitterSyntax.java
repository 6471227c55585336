package dev.companyos.checks.treesitter;

import dev.companyos.checks.Finding;
import dev.companyos.checks.Syntax;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.treesitter.TSLanguage;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TreeSitterCss;
import org.treesitter.TreeSitterHtml;
import org.treesitter.TreeSitterJava;
import org.treesitter.TreeSitterJavascript;
import org.treesitter.TreeSitterPython;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Programs through tree-sitter, data through Jackson. A parser serves one call; grammars are shared. */
public final class TreeSitterSyntax implements Syntax {
    private static final Logger LOG = LoggerFactory.getLogger(TreeSitterSyntax.class);
    private static final Map<String, Supplier<TSLanguage>> GRAMMARS = Map.of(
            "py", TreeSitterPython::new,
            "java", TreeSitterJava::new,
            "js", TreeSitterJavascript::new,
            "mjs", TreeSitterJavascript::new,
            "css", TreeSitterCss::new,
            "html", TreeSitterHtml::new);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private final boolean natives = loads();

    private static boolean loads() {
        try {
            var parser = new TSParser();
            return parser.setLanguage(new TreeSitterPython());
        } catch (LinkageError | RuntimeException e) {
            LOG.warn("Programs are written without a syntax check here: tree-sitter does not load ({}).", e.toString());
            return false;
        }
    }

    @Override
    public List<Finding> check(String path, String content) {
        String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "json" -> data(path, () -> JSON.readTree(content));
            case "yaml", "yml" -> data(path, () -> YAML.readTree(content));
            default -> {
                var grammar = GRAMMARS.get(ending);
                yield grammar == null || !natives ? List.of() : program(path, content, grammar.get());
            }
        };
    }

    private static List<Finding> data(String path, Runnable read) {
        try {
            read.run();
            return List.of();
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            return List.of(new Finding(path, line, e.getOriginalMessage(), "Mend it and write the whole file again."));
        }
    }

    private static List<Finding> program(String path, String content, TSLanguage grammar) {
        var parser = new TSParser();
        parser.setLanguage(grammar);
        var root = parser.parseString(null, content).getRootNode();
        if (!root.hasError()) return List.of();
        int row = first(root).map(it -> it.getStartPoint().getRow()).orElse(0);
        var lines = content.lines().toList();
        String line = row < lines.size() ? lines.get(row).strip() : "";
        return List.of(new Finding(
                path,
                row + 1,
                "The syntax is broken near `%s`.".formatted(line.length() > 120 ? line.substring(0, 120) : line),
                "Mend it and write the whole file again."));
    }

    private static Optional<TSNode> first(TSNode node) {
        if (node.isError() || node.isMissing()) return Optional.of(node);
        for (int i = 0; i < node.getChildCount(); i++) {
            var child = node.getChild(i);
            if (!child.hasError() && !child.isMissing()) continue;
            var found = first(child);
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }
}
