package dev.companyos.duties.talk;

import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the JSON object in what a model said, whatever it said around it. */
final class JsonIn {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    /** Braces that are tried as its beginning; each costs at most one pass over the text. */
    private static final int TRIES = 30;

    private JsonIn() {}

    sealed interface Found {
        record One(JsonNode object) implements Found {}

        record None(String reason) implements Found {}
    }

    /** The first object that {@code fits}; without one, the first object; without that, what is wrong with the text. */
    static Found in(String text, Predicate<JsonNode> fits) {
        @Nullable JsonNode first = null;
        Optional<String> reason = Optional.empty();
        int from = text.indexOf('{');
        for (int i = 0; i < TRIES && from >= 0; i++) {
            try {
                JsonNode object = JSON.readTree(text.substring(from));
                if (fits.test(object)) return new Found.One(object);
                if (first == null) first = object;
            } catch (JacksonException e) {
                if (reason.isEmpty()) reason = Optional.of(Texts.head(e.getOriginalMessage(), 300));
            }
            from = text.indexOf('{', from + 1);
        }
        if (first != null) return new Found.One(first);
        return new Found.None(reason.map(it -> "it is not JSON: " + it).orElse("it holds no JSON object."));
    }
}
