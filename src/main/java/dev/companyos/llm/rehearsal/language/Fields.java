package dev.companyos.llm.rehearsal.language;

import dev.companyos.llm.rehearsal.code.Field;
import dev.companyos.llm.rehearsal.code.Field.Type;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which type a field has, by what it is called. */
public final class Fields {
    private static final Map<String, Type> WORDS = Map.of(
            "text", Type.TEXT,
            "long", Type.LONG_TEXT,
            "email", Type.EMAIL,
            "url", Type.URL,
            "int", Type.INTEGER,
            "integer", Type.INTEGER,
            "decimal", Type.DECIMAL,
            "date", Type.DATE,
            "bool", Type.BOOLEAN,
            "boolean", Type.BOOLEAN);

    private final Map<String, Type> lexicon = new HashMap<>();

    Fields() {
        for (String line : Tables.lines("fields.txt")) {
            var sides = Tables.sides(line);
            Type type = WORDS.get(sides.getFirst());
            for (String label : Tables.items(sides.getLast(), ",")) lexicon.put(label, type);
        }
    }

    /** The field that a phrase names, if its words, or the last of them, are known to name one. */
    Optional<Field> known(String phrase) {
        Type type = lexicon.get(phrase);
        if (type == null) type = lexicon.get(Inflection.singular(phrase));
        String last = phrase.substring(phrase.lastIndexOf(' ') + 1);
        if (type == null) type = lexicon.get(last);
        if (type == null) type = lexicon.get(Inflection.singular(last));
        if (type == null) return Optional.empty();
        // "ingredients" stays many, "ratings" of one thing is one rating
        String label = type == Type.LONG_TEXT ? phrase : Inflection.singular(phrase);
        return field(label, type, false);
    }

    /** A field of our own tables: {@code label}, {@code !} when required, then its type unless it is text. */
    static Field parse(String text) {
        String label = text;
        Type type = Type.TEXT;
        int at = text.lastIndexOf(' ');
        Type named = WORDS.get(text.substring(at + 1));
        if (at > 0 && named != null) {
            type = named;
            label = text.substring(0, at);
        }
        boolean required = label.endsWith("!");
        if (required) label = label.substring(0, label.length() - 1);
        String readable = label;
        return field(label, type, required).orElseThrow(() -> new IllegalStateException("Not a field: " + readable));
    }

    /** Empty where no identifier can be made of the label. */
    public static Optional<Field> field(String label, Type type, boolean required) {
        String words = Words.ascii(label).replaceAll("[^a-z0-9]+", " ").strip();
        if (words.length() > 40) words = words.substring(0, 40).strip();
        if (words.isEmpty() || !Character.isLetter(words.charAt(0))) return Optional.empty();
        String name = words.equals("id") ? "reference" : words.replace(' ', '_');
        String shown = name.replace('_', ' ');
        return Optional.of(
                new Field(name, shown.substring(0, 1).toUpperCase(Locale.ROOT) + shown.substring(1), type, required));
    }
}
