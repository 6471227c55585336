package dev.companyos.checks.formats;

import dev.companyos.checks.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.toml.TomlMapper;

/** JSON and TOML by Jackson, YAML by the parser that Jackson stands on. */
final class DataSyntax {
    /** Files whose tools take comments and trailing commas. */
    private static final Set<String> RELAXED = Set.of(
            ".babelrc",
            ".eslintrc",
            ".jshintrc",
            ".swcrc",
            "devcontainer.json",
            "turbo.json",
            "deno.json",
            "nx.json",
            "tslint.json",
            "api-extractor.json",
            "launch.json",
            "settings.json",
            "tasks.json",
            "extensions.json",
            "wrangler.json",
            "cspell.json",
            ".cspell.json",
            "renovate.json",
            ".eslintrc.json",
            "biome.json",
            "language-configuration.json");

    private static final String CORRECT = "Correct it and send the file again.";
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\dt\\d\\d:\\d\\d:\\d\\d[.\\d]*z?");

    private static final Pattern FILLED_IN = Pattern.compile("(?m)^[ \\t]*+(- )?\\{\\{");

    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(500)
            .maxNumberLength(10_000)
            .build();

    private final ObjectMapper json = strict().build();
    private final ObjectMapper relaxed = strict().enable(
                    JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();
    private final ObjectMapper toml = TomlMapper.builder().build();

    private static JsonMapper.Builder strict() {
        return JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(BOUNDS).build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    /** @param name the last part of the path, in small letters */
    List<Finding> check(String path, String name, String content) {
        var ending = name.substring(name.lastIndexOf('.') + 1);
        return switch (ending) {
            case "jsonc", "code-workspace" -> parsed(relaxed, "JSON", path, content);
            case "json" -> parsed(takesComments(name) ? relaxed : json, "JSON", path, content);
            case "webmanifest", "geojson", "map", "importmap" -> parsed(json, "JSON", path, content);
            case "yaml", "yml" -> isTemplate(content) ? List.of() : yaml(path, content);
            case "toml" -> toml(path, content);
            default ->
                name.equals("pipfile") || name.equals("poetry.lock") || name.equals("uv.lock")
                        ? toml(path, content)
                        : RELAXED.contains(name) && content.stripLeading().startsWith("{")
                                ? parsed(relaxed, "JSON", path, content)
                                : List.of();
        };
    }

    private static boolean takesComments(String name) {
        return RELAXED.contains(name)
                || name.matches("(ts|js)config([.-].*)?\\.json")
                || name.matches(".*\\.tsconfig\\.json");
    }

    /** A chart of Helm, a playbook made of pieces: what is YAML only after another tool wrote it. */
    private static boolean isTemplate(String content) {
        return content.contains("{%")
                || content.contains("{{-")
                || FILLED_IN.matcher(content).find();
    }

    private static List<Finding> yaml(String path, String content) {
        return YamlText.check(content)
                .map(it -> List.of(new Finding(path, it.line(), "This is not YAML: " + it.what(), CORRECT)))
                .orElse(List.of());
    }

    /** The parser knows dates only with their letters in capitals. */
    private List<Finding> toml(String path, String content) {
        return parsed(toml, "TOML", path, DATE.matcher(content).replaceAll(it -> it.group()
                .toUpperCase(Locale.ROOT)));
    }

    private static List<Finding> parsed(ObjectMapper mapper, String language, String path, String content) {
        if (content.isBlank() && language.equals("JSON"))
            return List.of(new Finding(path, 1, "This is not JSON: the text is empty.", "Write at least `{}`."));
        if (content.isBlank()) return List.of();
        try (var values = mapper.readerFor(Object.class).readValues(content)) {
            while (values.hasNextValue()) values.nextValue();
            return List.of();
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            var why = e.getOriginalMessage().lines().findFirst().orElse("");
            return List.of(new Finding(path, line, "This is not %s: %s".formatted(language, why), CORRECT));
        } catch (StackOverflowError e) {
            return List.of(new Finding(
                    path,
                    0,
                    "This is not %s that can be read: it is nested too deeply.".formatted(language),
                    "Split it into smaller parts."));
        }
    }
}
