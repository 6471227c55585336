package dev.companyos.llm.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What structured output accepts of JSON Schema. Objects must be closed; bounds on numbers, lengths and patterns are
 * refused, so they are told in words. Whoever asked checks the reply against the whole schema.
 */
public final class OutputSchema {
    private static final Set<String> REFUSED = Set.of(
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "pattern",
            "minItems",
            "maxItems",
            "uniqueItems",
            "minProperties",
            "maxProperties");
    private static final Set<String> DROPPED = Set.of("$schema", "$id", "title", "examples", "default");
    /** Under these the keys are names, not keywords. */
    private static final Set<String> NAMES = Set.of("properties", "$defs", "definitions");

    private OutputSchema() {}

    public static Map<String, Object> accepted(Map<String, Object> schema) {
        var accepted = new LinkedHashMap<String, Object>();
        var inWords = new StringBuilder();
        schema.forEach((keyword, value) -> {
            if (REFUSED.contains(keyword))
                inWords.append(inWords.isEmpty() ? "" : ", ")
                        .append(keyword)
                        .append(' ')
                        .append(value);
            else if (NAMES.contains(keyword) && value instanceof Map<?, ?> map) accepted.put(keyword, eachOf(map));
            else if (!DROPPED.contains(keyword)) accepted.put(keyword, deep(value));
        });
        if ("object".equals(schema.get("type")) || schema.containsKey("properties"))
            accepted.put("additionalProperties", false);
        if (!inWords.isEmpty())
            accepted.merge("description", "(" + inWords + ")", (told, bounds) -> told + " " + bounds);
        return accepted;
    }

    /** Whether every object wants each of its properties, as strict mode demands at some providers. */
    public static boolean requiresAll(Object accepted) {
        return switch (accepted) {
            case Map<?, ?> map ->
                (!(map.get("properties") instanceof Map<?, ?> named)
                                || map.get("required") instanceof List<?> required
                                        && required.containsAll(named.keySet()))
                        && map.values().stream().allMatch(it -> it == null || requiresAll(it));
            case List<?> list -> list.stream().allMatch(it -> it == null || requiresAll(it));
            default -> true;
        };
    }

    private static Map<String, Object> eachOf(Map<?, ?> named) {
        var accepted = new LinkedHashMap<String, Object>();
        named.forEach((name, schema) -> accepted.put(String.valueOf(name), deep(schema)));
        return accepted;
    }

    private static Object deep(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<String, Object>();
                map.forEach((name, it) -> copy.put(String.valueOf(name), it));
                yield accepted(copy);
            }
            case List<?> list -> {
                var copy = new java.util.ArrayList<@Nullable Object>();
                for (Object it : list) copy.add(it == null ? null : deep(it)); // an enum may have null among its values
                yield copy;
            }
            default -> value;
        };
    }
}
