package app.web;

import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A change to some of the values of a record. */
@Component
public class Patch {
    private final JsonMapper json;
    private final Validator validator;

    Patch(JsonMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /** @throws ConstraintViolationException when the result is not valid; a value of the wrong kind is Jackson's to refuse */
    public <T extends Record> T apply(T values, Map<String, Object> changes) {
        var merged = new LinkedHashMap<>(json.convertValue(values, new TypeReference<Map<String, Object>>() {}));
        merged.putAll(changes);
        @SuppressWarnings("unchecked")
        var changed = (T) json.convertValue(merged, values.getClass());
        var wrong = validator.validate(changed);
        if (!wrong.isEmpty()) {
            throw new ConstraintViolationException(wrong);
        }
        return changed;
    }
}
