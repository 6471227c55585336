package dev.companyos.llm.rehearsal.language;

import dev.companyos.llm.rehearsal.code.Entity;
import dev.companyos.llm.rehearsal.code.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What is worth knowing about a thing, by what it is called. */
final class EntityPatterns {
    private static final int MOST_FIELDS = 8;
    /** Words that are already something else in the languages that products are written in, or in a product's routes. */
    private static final Set<String> TAKEN = Set.of(
            "class",
            "object",
            "string",
            "record",
            "list",
            "map",
            "import",
            "package",
            "exception",
            "thread",
            "process",
            "module",
            "integer",
            "number",
            "character",
            "error",
            "test",
            "path",
            "set",
            "file",
            "field",
            "request",
            "response",
            "session",
            "app",
            "main",
            "base",
            "model",
            "schema",
            "router",
            "route",
            "health",
            "static",
            "template",
            "doc",
            "home",
            "summary",
            "api",
            "index",
            "system",
            "math",
            "double",
            "float",
            "long",
            "short",
            "byte",
            "boolean",
            "void",
            "enum",
            "interface",
            "override",
            "runtime",
            "iterable",
            "query",
            "column",
            "table",
            "select",
            "server",
            "entity",
            "type",
            "function",
            "return",
            "page",
            "store",
            "json",
            "date",
            "time",
            "store test",
            "database",
            "application",
            "handler",
            "html");

    private static final List<Field> DEFAULT =
            List.of(Fields.parse("name!"), Fields.parse("description long"), Fields.parse("status"));

    private final Map<String, List<Field>> patterns = new HashMap<>();

    EntityPatterns() {
        for (String line : Tables.lines("entities.txt")) {
            var sides = Tables.sides(line);
            List<Field> fields = Tables.items(sides.getLast(), ",").stream()
                    .map(Fields::parse)
                    .toList();
            for (String noun : Tables.items(sides.getFirst(), ",")) patterns.putIfAbsent(noun, fields);
        }
    }

    /**
     * @param singular lower-case ASCII words
     * @param pattern the noun whose fields to take where {@code singular} is not known itself, or ""
     * @param explicit fields that the mission names itself: with two or more, they and a title are all there is
     */
    Entity entity(String singular, String pattern, List<Field> explicit) {
        String name = TAKEN.contains(singular) ? singular + " entry" : singular;
        return new Entity(name, Inflection.plural(name), fields(singular, pattern, explicit));
    }

    private List<Field> fields(String singular, String pattern, List<Field> explicit) {
        List<Field> usual = usual(singular, pattern);
        List<Field> all = new ArrayList<>();
        if (explicit.size() >= 2) {
            all.addAll(explicit);
            if (explicit.stream().noneMatch(field -> isTitle(field) || field.equals(usual.getFirst())))
                all.addFirst(usual.getFirst());
        } else {
            all.add(usual.getFirst());
            all.addAll(explicit);
            usual.stream()
                    .filter(field ->
                            explicit.stream().noneMatch(said -> field.name().startsWith(said.name() + "_")))
                    .forEach(all::add);
        }
        return distinct(all.stream());
    }

    private List<Field> usual(String singular, String pattern) {
        if (patterns.containsKey(singular)) return patterns.get(singular);
        if (patterns.containsKey(pattern)) return patterns.get(pattern);
        String last = last(singular);
        if (patterns.containsKey(last)) return patterns.get(last);
        // beekeeper, commuter, cyclist
        if (last.length() > 6 && last.matches(".*(er|or|ist|ian)")) return patterns.getOrDefault("member", DEFAULT);
        return DEFAULT;
    }

    private static boolean isTitle(Field field) {
        return field.name().equals("name")
                || field.name().equals("title")
                || field.name().endsWith("_name");
    }

    /** The first one is always required: there is no form that can be sent empty. */
    private static List<Field> distinct(Stream<Field> fields) {
        Map<String, Field> byName = new LinkedHashMap<>();
        fields.forEach(field -> {
            if (byName.size() < MOST_FIELDS) byName.putIfAbsent(field.name(), field);
        });
        List<Field> distinct = new ArrayList<>(byName.values());
        if (distinct.stream().noneMatch(Field::required)) {
            Field first = distinct.stream()
                    .filter(EntityPatterns::isTitle)
                    .findFirst()
                    .orElse(distinct.getFirst());
            distinct.set(distinct.indexOf(first), new Field(first.name(), first.label(), first.type(), true));
        }
        return List.copyOf(distinct);
    }

    private static String last(String phrase) {
        return phrase.substring(phrase.lastIndexOf(' ') + 1);
    }
}
