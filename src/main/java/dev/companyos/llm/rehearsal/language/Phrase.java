package dev.companyos.llm.rehearsal.language;

import java.util.List;

/**
 * A few words that name something, and how the sentence brings them in.
 *
 * @param words without articles and words of praise; lower-case ASCII
 */
record Phrase(Place place, List<String> words) {
    enum Place {
        /** What the sentence is about: "a <b>recipe app</b>". */
        HEAD,
        /** After of, for, about. */
        SUBJECT,
        /** After a verb: "log <b>workouts</b>". */
        OBJECT,
        /** In a list of parts: "with <b>title</b>, <b>author</b> and <b>rating</b>". */
        PART,
        /** Who does it, where it happens: said of the thing, but not it. */
        ASIDE
    }

    String text() {
        return String.join(" ", words);
    }

    String last() {
        return words.getLast();
    }
}
