package dev.companyos.llm.rehearsal.code;

import dev.companyos.llm.rehearsal.code.Field.Type;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Values to test a field with. Every value is given as a person would type it. */
final class Sample {
    private Sample() {}

    static String value(Field field) {
        return switch (field.type()) {
            case TEXT -> field.name().contains("name") ? "Ada Lovelace" : "A first " + words(field);
            case LONG_TEXT -> "Some first words on " + words(field);
            case EMAIL -> "ada@example.com";
            case URL -> "https://example.com/ada";
            case INTEGER -> "3";
            case DECIMAL -> "12.5";
            case DATE -> "2026-07-31";
            case BOOLEAN -> "true";
        };
    }

    /** Valid too, and different from {@link #value}. */
    static String other(Field field) {
        return switch (field.type()) {
            case TEXT -> field.name().contains("name") ? "Grace Hopper" : "Another " + words(field);
            case LONG_TEXT -> "Other words on " + words(field);
            case EMAIL -> "grace@example.org";
            case URL -> "http://example.org/grace";
            case INTEGER -> "42";
            case DECIMAL -> "0.25";
            case DATE -> "2027-01-15";
            case BOOLEAN -> "false";
        };
    }

    /** As typed; empty where anything can be typed. */
    static Optional<String> invalid(Field field) {
        return switch (field.type()) {
            case TEXT, LONG_TEXT, BOOLEAN -> Optional.empty();
            case EMAIL -> Optional.of("not an address");
            case URL -> Optional.of("javascript:alert(1)");
            case INTEGER -> Optional.of("a few");
            case DECIMAL -> Optional.of("twelve");
            case DATE -> Optional.of("2026-13-45");
        };
    }

    /** What people are told about {@link #invalid}; both stacks say the same. */
    static String complaint(Field field) {
        return switch (field.type()) {
            case TEXT, LONG_TEXT, BOOLEAN -> "This is required";
            case EMAIL -> "Enter an email address, such as ada@example.com";
            case URL -> "Enter an address that begins with http:// or https://";
            case INTEGER -> "Enter a whole number";
            case DECIMAL -> "Enter a number";
            case DATE -> "Enter a date, such as 2026-07-31";
        };
    }

    static boolean isText(Field field) {
        return field.type() == Type.TEXT || field.type() == Type.LONG_TEXT;
    }

    /** Free text of the entity, the first of it; that is where markup could hide. */
    static Optional<Field> text(Entity entity) {
        return entity.fields().stream().filter(Sample::isText).findFirst();
    }

    /** The field to break in a test of the form: one with a shape of its own if there is one, else a required one. */
    static Optional<Field> breakable(Entity entity) {
        return entity.fields().stream()
                .filter(field -> invalid(field).isPresent())
                .findFirst()
                .or(() -> required(entity).stream().findFirst());
    }

    /** Boxes to tick are never required: not ticked is an answer. */
    static List<Field> required(Entity entity) {
        return entity.fields().stream()
                .filter(field -> field.required() && field.type() != Type.BOOLEAN)
                .toList();
    }

    static int longest(Field field) {
        return switch (field.type()) {
            case LONG_TEXT -> 5000;
            case EMAIL -> 254;
            case URL -> 2000;
            case TEXT, INTEGER, DECIMAL, DATE, BOOLEAN -> 200;
        };
    }

    private static String words(Field field) {
        return field.name().replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
