package app.features;

{{static_imports}}

import app.Schema;
import app.Schema.Kind;
import app.Table;
{{imports}}
import java.util.LinkedHashMap;
import java.util.Map;

/** {{A_singular}}; what is optional and was left out is null. */
public record {{class}}(
        {{components}}
        implements Table.Entity {
    public static final String TABLE = "{{plural_snake}}";
    public static final Schema SCHEMA = Schema.of(
            {{properties}}

    /** @throws app.Problem 422 that names every field that is wrong */
    public static {{class}} of(Map<String, ?> given) {
        var values = SCHEMA.check(given);
        return new {{class}}(
                {{arguments}}
    }

    @Override
    public Map<String, Object> toJson() {
        var json = new LinkedHashMap<String, Object>();
        {{puts}}
        return json;
    }
}
