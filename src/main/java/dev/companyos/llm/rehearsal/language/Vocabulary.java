package dev.companyos.llm.rehearsal.language;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What words do in a sentence, from {@code words.txt}. */
final class Vocabulary {
    enum Sort {
        DETERMINER,
        PRONOUN,
        AUXILIARY,
        PREPOSITION,
        LOCATION,
        WITH,
        RELATIVE,
        VERB,
        GENERIC,
        ADJECTIVE,
        FEATURE,
        GERUNDNOUN,
        BUSINESS,
        VERBNAME,
        VERBCONTAINER,
        FOREIGNSTOP
    }

    private final Map<Sort, Set<String>> words = new HashMap<>();
    private final Map<String, String> verbContainers = new HashMap<>();
    private final Map<String, String> verbNames = new HashMap<>();

    Vocabulary() {
        for (String line : Tables.lines("words.txt")) {
            var sides = Tables.sides(line);
            Sort sort = Sort.valueOf(sides.getFirst().toUpperCase(Locale.ROOT));
            words.put(sort, new LinkedHashSet<>(Tables.items(sides.getLast(), "\\s+")));
        }
        pairs(Sort.VERBCONTAINER, verbContainers);
        pairs(Sort.VERBNAME, verbNames);
    }

    private void pairs(Sort sort, Map<String, String> into) {
        for (String pair : words.getOrDefault(sort, Set.of())) {
            int at = pair.indexOf(':');
            into.put(pair.substring(0, at), pair.substring(at + 1));
        }
    }

    boolean is(Sort sort, String word) {
        return words.getOrDefault(sort, Set.of()).contains(word);
    }

    /** The kind of product that lets people do this, or "": who sells needs a shop. */
    String containerFor(String verb) {
        return verbContainers.getOrDefault(verb, "");
    }

    /** What a product is called that lets people do this, or "": "Tracker" for "track". */
    String nameFor(String verb) {
        return verbNames.getOrDefault(verb, "");
    }

    /** "track" for "tracking", or "" where no verb of ours is in it. */
    String verbOf(String word) {
        if (is(Sort.VERB, word)) return word;
        String stem = word.endsWith("ing") && word.length() > 5 ? word.substring(0, word.length() - 3) : "";
        if (stem.isEmpty()) return "";
        if (is(Sort.VERB, stem)) return stem;
        if (is(Sort.VERB, stem + "e")) return stem + "e";
        if (stem.length() > 2 && stem.charAt(stem.length() - 1) == stem.charAt(stem.length() - 2)) {
            String single = stem.substring(0, stem.length() - 1);
            if (is(Sort.VERB, single)) return single;
        }
        return "";
    }
}
