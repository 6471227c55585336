package dev.companyos.llm.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON between our ports, where it is text, and the providers' SDKs, where it is maps. */
public final class Json {
    public static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    private Json() {}

    /** @param plain maps, lists, texts, numbers, as an SDK gives them; null for the JSON {@code null} */
    public static JsonNode tree(@Nullable Object plain) {
        return plain == null ? MAPPER.nullNode() : MAPPER.valueToTree(plain);
    }

    public static JsonNode text(String text) {
        return MAPPER.getNodeFactory().stringNode(text);
    }

    /** @throws JacksonException unless {@code json} is an object */
    public static Map<String, Object> object(String json) {
        return MAPPER.readValue(json, OBJECT);
    }

    /** Arguments that are no object come from a model, and its next turn should still be possible. */
    public static Map<String, Object> objectOrEmpty(String json) {
        try {
            var object = MAPPER.readValue(json, OBJECT);
            return object == null ? Map.of() : object;
        } catch (JacksonException malformed) {
            return Map.of();
        }
    }

    /** What a model wrote as a tool's arguments: nothing means none. */
    public static String arguments(String written) {
        return written.isBlank() ? "{}" : written;
    }
}
