package dev.companyos.llm.rehearsal.code;

import java.util.regex.Pattern;

/**
 * One thing that a product remembers about an entity.
 *
 * @param name snake_case in ASCII, as the JSON API spells it; any word is allowed, reserved ones included
 * @param label what a person reads, for example {@code Joined on}
 */
public record Field(String name, String label, Type type, boolean required) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    private static final int LONGEST = 40;

    public Field {
        if (name.length() > LONGEST || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a field name in snake_case of at most 40 letters: " + name);
        }
        if (label.isBlank()) {
            throw new IllegalArgumentException("The field " + name + " has no label");
        }
    }

    /** What a value looks like; each is validated, stored and shown in its own way. */
    public enum Type {
        /** One line of at most 200 characters. */
        TEXT,
        /** Lines of at most 5000 characters together. */
        LONG_TEXT,
        EMAIL,
        /** An address that begins with http:// or https://. */
        URL,
        INTEGER,
        DECIMAL,
        /** ISO 8601, for example 2026-07-31. */
        DATE,
        BOOLEAN
    }
}
