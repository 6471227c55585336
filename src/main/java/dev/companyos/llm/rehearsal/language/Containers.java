package dev.companyos.llm.rehearsal.language;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kinds of products, such as a waitlist or a shop, by what they are called, from {@code containers.txt}. */
final class Containers {
    private static final int MOST_WORDS = 3;
    private final Map<String, Container> byName = new HashMap<>();

    /**
     * @param subjectFirst whether what the mission is about is the first thing that the product keeps
     * @param fallback what the product keeps if the mission names no subject, or ""
     * @param pattern whose fields the subject takes, or ""
     * @param core what every product of this kind keeps
     */
    record Container(String name, boolean subjectFirst, String fallback, String pattern, List<String> core) {
        /** Says nothing about what is kept: an app, a platform, a website. */
        boolean isNeutral() {
            return core.isEmpty() && fallback.isEmpty();
        }
    }

    /** @param words how many words of the phrase's end name the container */
    record Tail(Container container, int words) {}

    Containers() {
        for (String line : Tables.lines("containers.txt")) {
            List<String> parts = Tables.items(line, "\\|");
            List<String> core = dash(parts.get(4)).isEmpty() ? List.of() : Tables.items(parts.get(4), ",");
            for (String name : Tables.items(parts.get(0), ","))
                byName.putIfAbsent(
                        name,
                        new Container(
                                name, parts.get(1).equals("first"), dash(parts.get(2)), dash(parts.get(3)), core));
        }
    }

    Optional<Container> named(String name) {
        Container exact = byName.get(name);
        return Optional.ofNullable(exact != null ? exact : byName.get(Inflection.singular(name)));
    }

    /** The longest container that the phrase ends in. */
    Optional<Tail> tailOf(List<String> words) {
        for (int n = Math.min(MOST_WORDS, words.size()); n > 0; n--) {
            Optional<Container> found = named(String.join(" ", words.subList(words.size() - n, words.size())));
            if (found.isPresent()) return Optional.of(new Tail(found.get(), n));
        }
        return Optional.empty();
    }

    private static String dash(String text) {
        return text.equals("-") ? "" : text;
    }
}
