package dev.companyos.llm.rehearsal.code;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Words of a product as source code spells them. */
final class Words {
    private Words() {}

    /** {@code an order}, {@code a subscription}. */
    static String withArticle(String noun) {
        boolean vowel = "aeiou".indexOf(noun.charAt(0)) >= 0 && !noun.startsWith("uni") && !noun.startsWith("use");
        return (vowel ? "an " : "a ") + noun;
    }

    static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    static String uncapitalized(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    /** A double-quoted literal, the same in Java and in Python; control characters become spaces. */
    static String quoted(String text) {
        return '"' + text.replaceAll("\\p{Cntrl}", " ").replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** What every template may say about an entity. */
    static Map<String, String> of(Entity entity, String className) {
        String named = withArticle(entity.singular());
        var words = new HashMap<String, String>();
        words.put("class", className);
        words.put("singular", entity.singular());
        words.put("plural", entity.plural());
        words.put("title", entity.title());
        words.put("kebab", entity.pluralKebab());
        words.put("snake", entity.snake());
        words.put("plural_snake", entity.pluralSnake());
        words.put("a_singular", named);
        words.put("A_singular", capitalized(named));
        words.put("a_snake", named.replace(' ', '_'));
        return words;
    }

    /** Lines of a literal list, each closed by a comma. */
    static String listed(List<String> items) {
        return String.join("", items.stream().map(item -> item + ",\n").toList());
    }
}
