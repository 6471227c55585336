package dev.companyos.duties.talk;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds a model's answer against the JSON Schema that it was sent. Knows the keywords that our schemas use: {@code type},
 * {@code properties}, {@code required}, {@code items}, {@code enum}, and bounds on numbers, lengths and counts.
 *
 * <p>Two things are let pass that cost a second question and change nothing: a field that was not asked for is ignored,
 * and {@code null} for a field that is not required is the same as leaving it out.
 */
final class SchemaCheck {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST = 8;

    private final JsonNode schema;

    SchemaCheck(String schema) {
        this.schema = JSON.readTree(schema);
    }

    /** One sentence for each of the first few places where it does not fit; empty when it does. */
    List<String> problems(JsonNode answer) {
        var problems = new ArrayList<String>();
        check(answer, schema, "", problems);
        return problems.size() > MOST ? List.copyOf(problems.subList(0, MOST)) : List.copyOf(problems);
    }

    private static void check(JsonNode value, JsonNode schema, String at, List<String> problems) {
        if (problems.size() > MOST) return;
        String name = at.isEmpty() ? "The answer" : "`" + at + "`";
        String type = schema.path("type").asString("");
        if (!type.isEmpty() && !is(value, type)) {
            problems.add("%s must be %s, not %s.".formatted(name, article(type), words(value)));
            return;
        }
        var allowed = schema.path("enum");
        if (allowed.isArray() && allowed.valueStream().noneMatch(value::equals))
            problems.add("%s must be one of %s.".formatted(name, allowed));
        bounds(value, schema, name, problems);
        if (value.isObject()) {
            for (var required : schema.path("required"))
                if (value.path(required.asString()).isMissingNode()
                        || value.path(required.asString()).isNull())
                    problems.add("`%s` is missing.".formatted(under(at, required.asString())));
            for (var property : schema.path("properties").properties()) {
                var held = value.path(property.getKey());
                if (!held.isMissingNode() && !held.isNull())
                    check(held, property.getValue(), under(at, property.getKey()), problems);
            }
        }
        if (value.isArray() && schema.has("items"))
            for (int i = 0; i < value.size(); i++)
                check(value.path(i), schema.path("items"), "%s[%d]".formatted(at, i), problems);
    }

    private static void bounds(JsonNode value, JsonNode schema, String name, List<String> problems) {
        if (value.isNumber()) {
            least(schema, "minimum", value.doubleValue(), name + " must be at least %s.", problems);
            most(schema, "maximum", value.doubleValue(), name + " must be at most %s.", problems);
        } else if (value.isString()) {
            least(
                    schema,
                    "minLength",
                    value.asString().length(),
                    name + " must have at least %s characters.",
                    problems);
            most(schema, "maxLength", value.asString().length(), name + " must have at most %s characters.", problems);
        } else if (value.isArray()) {
            least(schema, "minItems", value.size(), name + " must hold at least %s entries.", problems);
            most(schema, "maxItems", value.size(), name + " must hold at most %s entries.", problems);
        }
    }

    private static void least(JsonNode schema, String keyword, double is, String says, List<String> problems) {
        if (schema.has(keyword) && is < schema.path(keyword).asDouble())
            problems.add(says.formatted(schema.path(keyword).asString()));
    }

    private static void most(JsonNode schema, String keyword, double is, String says, List<String> problems) {
        if (schema.has(keyword) && is > schema.path(keyword).asDouble())
            problems.add(says.formatted(schema.path(keyword).asString()));
    }

    private static boolean is(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "boolean" -> value.isBoolean();
            case "number" -> value.isNumber();
            case "integer" ->
                value.isNumber()
                        && value.doubleValue() == Math.rint(value.doubleValue())
                        && Math.abs(value.doubleValue()) < 1L << 53;
            case "null" -> value.isNull();
            default -> throw new IllegalStateException("our own schema has the unknown type " + type);
        };
    }

    private static String article(String type) {
        return switch (type) {
            case "string" -> "a text";
            case "integer" -> "a whole number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            default -> (type.matches("[aeiou].*") ? "an " : "a ") + type;
        };
    }

    private static String words(JsonNode value) {
        String text = value.isContainer() ? (value.isArray() ? "a list" : "an object") : value.toString();
        return text.length() > 60 ? Texts.head(text, 60) + "…" : text;
    }

    private static String under(String at, String field) {
        return at.isEmpty() ? field : at + "." + field;
    }
}
