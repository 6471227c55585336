package dev.companyos.checks.treesitter;

import dev.companyos.checks.Finding;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** JSON and YAML by the parsers that we read them with ourselves. */
final class DataSyntax {
    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private final ObjectMapper yaml = YAMLMapper.builder().build();

    List<Finding> check(String path, String ending, String content) {
        return switch (ending) {
            case "json" -> parsed(json, "JSON", path, content);
            case "yaml", "yml" -> parsed(yaml, "YAML", path, content);
            default -> List.of();
        };
    }

    private static List<Finding> parsed(ObjectMapper mapper, String language, String path, String content) {
        if (content.isBlank() && language.equals("JSON"))
            return List.of(new Finding(path, 1, "This is not JSON: the text is empty.", "Write at least `{}`."));
        try (var values = mapper.readerFor(Object.class).readValues(content)) {
            while (values.hasNextValue()) values.nextValue();
            return List.of();
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            var why = e.getOriginalMessage().lines().findFirst().orElse("");
            return List.of(new Finding(
                    path, line, "This is not %s: %s".formatted(language, why), "Correct it and send the file again."));
        }
    }
}
