package app.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;

/** How the API spells the components of a record. */
final class JsonNames {
    private JsonNames() {}

    static String of(Class<?> record, String component) {
        if (!record.isRecord()) {
            return component;
        }
        return Arrays.stream(record.getRecordComponents())
                .filter(it -> it.getName().equals(component))
                .map(it -> it.getAccessor().getAnnotation(JsonProperty.class))
                .filter(it -> it != null)
                .map(JsonProperty::value)
                .findFirst()
                .orElse(component);
    }
}
