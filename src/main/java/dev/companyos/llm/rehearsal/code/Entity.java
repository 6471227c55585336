package dev.companyos.llm.rehearsal.code;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One kind of thing that a product keeps, for example a coffee subscription.
 *
 * @param singular lower-case ASCII words separated by single spaces
 * @param plural the same; differs from the singular
 * @param fields in the order in which people meet them; at least one, names unique even without their underscores. An
 *     {@code id} and a {@code created_at} are left out: every entity has them already.
 */
public record Entity(String singular, String plural, List<Field> fields) {
    private static final Pattern WORDS = Pattern.compile("[a-z][a-z0-9]*( [a-z0-9]+)*");
    private static final int LONGEST = 60;
    private static final Set<String> GIVEN = Set.of("id", "created_at");
    private static final Set<String> TAKEN = Set.of("api", "health", "static", "summary");

    public Entity {
        fields = fields.stream().filter(field -> !GIVEN.contains(field.name())).toList();
        requireWords(singular);
        requireWords(plural);
        if (singular.equals(plural)) {
            throw new IllegalArgumentException("Singular and plural are both " + singular);
        }
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("A " + singular + " has no fields");
        }
        Set<String> names = new HashSet<>();
        for (Field field : fields) {
            if (!names.add(field.name().replace("_", ""))) {
                throw new IllegalArgumentException("A " + singular + " has two fields " + field.name());
            }
        }
    }

    /** {@code CoffeeSubscription}. */
    public String className() {
        return Arrays.stream(singular.split(" ")).map(Entity::capitalized).collect(Collectors.joining());
    }

    /** {@code coffee_subscription}. */
    public String snake() {
        return singular.replace(' ', '_');
    }

    /** {@code coffee_subscriptions}. */
    public String pluralSnake() {
        return plural.replace(' ', '_');
    }

    /** {@code coffee-subscriptions}, the last part of its addresses; never one that the product needs for itself. */
    public String pluralKebab() {
        return TAKEN.contains(plural) ? plural + "-list" : plural.replace(' ', '-');
    }

    /** {@code Coffee subscriptions}, as a heading. */
    public String title() {
        return capitalized(plural);
    }

    private static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static void requireWords(String text) {
        if (text.length() > LONGEST || !WORDS.matcher(text).matches()) {
            throw new IllegalArgumentException("Not lower-case words of at most 60 letters: " + text);
        }
    }
}
