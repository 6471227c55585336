package dev.companyos.llm.rehearsal;

import dev.companyos.llm.rehearsal.code.Entity;
import dev.companyos.llm.rehearsal.code.Field;
import dev.companyos.llm.rehearsal.code.Field.Type;
import dev.companyos.llm.rehearsal.language.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Entities in the sentences of a task, both ways: what the plan writes is what the build reads. */
final class Prose {
    private static final int MOST_ENTITIES = 8;
    private static final int MOST_FIELDS = 16;
    private static final Pattern ENTITY = Pattern.compile("(?i)\\bEntity:\\s*([a-z][a-z0-9 ]{0,59}?)\\s*"
            + "\\(plural:\\s*([a-z][a-z0-9 ]{0,59}?)\\s*\\)\\.?\\s*Fields:\\s*([^.<>]{1,1500})");
    private static final Pattern FIELD = Pattern.compile("([A-Za-z][\\w ]{0,60}?)\\s*\\(([a-z ,]{1,40})\\)");
    private static final Map<String, Type> TYPES = Map.of(
            "text", Type.TEXT,
            "long text", Type.LONG_TEXT,
            "email", Type.EMAIL,
            "link", Type.URL,
            "whole number", Type.INTEGER,
            "number", Type.DECIMAL,
            "date", Type.DATE,
            "yes or no", Type.BOOLEAN);

    private Prose() {}

    /** {@code Entity: waitlist entry (plural: waitlist entries). Fields: name (text, required); note (long text).} */
    static String of(Entity entity) {
        return "Entity: %s (plural: %s). Fields: %s."
                .formatted(
                        entity.singular(),
                        entity.plural(),
                        entity.fields().stream().map(Prose::of).collect(Collectors.joining("; ")));
    }

    /** The entities that a text spells out; whatever is not quite an entity is passed over. */
    static List<Entity> entities(String text) {
        Map<String, Entity> entities = new LinkedHashMap<>();
        Matcher matcher = ENTITY.matcher(text);
        while (matcher.find() && entities.size() < MOST_ENTITIES)
            entity(matcher.group(1), matcher.group(2), matcher.group(3))
                    .ifPresent(entity -> entities.putIfAbsent(entity.plural(), entity));
        return List.copyOf(entities.values());
    }

    private static String of(Field field) {
        String type = TYPES.entrySet().stream()
                .filter(entry -> entry.getValue() == field.type())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("text");
        return "%s (%s%s)".formatted(field.name().replace('_', ' '), type, field.required() ? ", required" : "");
    }

    private static Optional<Entity> entity(String singular, String plural, String fieldList) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (String part : fieldList.split(";", -1)) {
            Matcher matcher = FIELD.matcher(part.strip());
            if (!matcher.matches() || fields.size() >= MOST_FIELDS) continue;
            String said = matcher.group(2);
            Type type = TYPES.getOrDefault(said.split(",")[0].strip(), Type.TEXT);
            Fields.field(matcher.group(1), type, said.contains("required"))
                    .ifPresent(field -> fields.putIfAbsent(field.name(), field));
        }
        try {
            return Optional.of(new Entity(words(singular), words(plural), List.copyOf(fields.values())));
        } catch (IllegalArgumentException notAnEntity) {
            return Optional.empty();
        }
    }

    private static String words(String text) {
        return text.toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
    }
}
