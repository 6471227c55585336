package dev.companyos.llm.rehearsal.language;

import dev.companyos.llm.rehearsal.language.Phrase.Place;
import dev.companyos.llm.rehearsal.language.Vocabulary.Sort;
import dev.companyos.llm.rehearsal.language.Words.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Splits a sentence into phrases by its small words. One reading of one text. */
final class Phrases {
    private static final int MOST = 60;
    /** Whoever follows is the one who does something: "let members log workouts". */
    private static final Set<String> GIVING =
            Set.of("let", "lets", "help", "helps", "allow", "allows", "enable", "enables");

    private static final Set<String> PARTICLES = Set.of("out", "up", "off", "down");
    private final Vocabulary vocabulary;
    private final Containers containers;
    private final List<Word> words;
    private final List<Phrase> found = new ArrayList<>();
    private final List<String> verbs = new ArrayList<>();
    private List<String> current = new ArrayList<>();
    private Place place = Place.HEAD;
    /** Whether a bare word that could be a verb is one here. */
    private boolean verbExpected = true;

    private boolean inClause = false;
    private boolean lastIsName = false;
    /** In A Sentence Like This One Capitals Say Nothing. */
    private final boolean titleCase;

    Phrases(Vocabulary vocabulary, Containers containers, List<Word> words) {
        this.vocabulary = vocabulary;
        this.containers = containers;
        this.words = words;
        this.titleCase = words.stream()
                        .filter(word -> Character.isUpperCase(word.original().charAt(0)))
                        .count()
                > words.size() / 2;
    }

    /** In the order of the text, at most 60. */
    List<Phrase> read() {
        for (int i = 0; i < words.size() && found.size() < MOST; i++) step(i);
        end();
        return List.copyOf(found);
    }

    /** What people do with the product: known verbs, in order. Complete after {@link #read}. */
    List<String> verbs() {
        return List.copyOf(verbs);
    }

    private void step(int i) {
        Word word = words.get(i);
        String key = word.key();
        if (word.isMark()) mark(key);
        else if (key.isEmpty() || vocabulary.is(Sort.FOREIGNSTOP, key) && !english(key)) end();
        else if (key.equals("and") || key.equals("or")) list();
        else if (vocabulary.is(Sort.WITH, key)) move(Place.PART, false);
        else if (vocabulary.is(Sort.RELATIVE, key)) clause();
        else if (isVerb(i)) verb(key);
        else if (key.equals("to")) to(i);
        else if (vocabulary.is(Sort.LOCATION, key)) move(Place.ASIDE, false);
        else if (vocabulary.is(Sort.PREPOSITION, key)) preposition();
        else if (vocabulary.is(Sort.DETERMINER, key)) determiner();
        else if (vocabulary.is(Sort.PRONOUN, key) || vocabulary.is(Sort.AUXILIARY, key)) endBeforeVerb(key);
        else if (!vocabulary.is(Sort.ADJECTIVE, key)) noun(word);
    }

    private void mark(String mark) {
        switch (mark) {
            case ",", "/", "&", "+" -> list();
            case ":" -> move(Place.PART, false);
            case "-", "–", "—", "(" -> {
                end();
                if (place != Place.PART) place = Place.ASIDE;
            }
            default -> {
                end();
                place = Place.OBJECT;
                verbExpected = true;
                inClause = false;
            }
        }
    }

    private void list() {
        end();
        verbExpected = inClause;
    }

    private void clause() {
        end();
        place = Place.ASIDE;
        inClause = true;
        verbExpected = false;
    }

    private void verb(String key) {
        end();
        String verb = vocabulary.verbOf(key);
        verbs.add(verb.isEmpty() ? vocabulary.verbOf(Inflection.singular(key)) : verb);
        place = Place.OBJECT;
        inClause = true;
        verbExpected = false;
    }

    /** "An app to track habits", "a guide to Lisbon". */
    private void to(int i) {
        end();
        place = Place.SUBJECT;
        verbExpected = true;
        if (i + 1 < words.size()
                && vocabulary.is(Sort.AUXILIARY, words.get(i + 1).key())) place = Place.OBJECT;
    }

    private void preposition() {
        // "a list of books" is about books even inside a clause; an object's own preposition says more of the object
        move(place == Place.PART && found.size() > 1 ? Place.ASIDE : Place.SUBJECT, false);
    }

    private void determiner() {
        end();
        verbExpected = false;
    }

    private void endBeforeVerb(String key) {
        if (GIVING.contains(key)) {
            clause();
            return;
        }
        end();
        if (place == Place.HEAD && !found.isEmpty()) place = Place.ASIDE;
        verbExpected = true;
    }

    private void noun(Word word) {
        current.add(word.key());
        String original = word.original();
        lastIsName = !titleCase
                && Character.isUpperCase(original.charAt(0))
                && original.chars().anyMatch(Character::isLowerCase);
        verbExpected = false;
    }

    private void move(Place next, boolean clause) {
        end();
        place = next;
        inClause = clause;
        verbExpected = false;
    }

    private void end() {
        List<String> phrase = current;
        current = new ArrayList<>();
        while (phrase.size() > 1
                && vocabulary.is(Sort.GENERIC, phrase.getLast())
                && containers.tailOf(phrase).isEmpty()) phrase = phrase.subList(0, phrase.size() - 1);
        if (phrase.isEmpty()) return;
        boolean name = lastIsName && !found.isEmpty() && place != Place.PART;
        found.add(new Phrase(name ? Place.ASIDE : place, List.copyOf(phrase)));
    }

    private boolean isVerb(int i) {
        String key = words.get(i).key();
        if (vocabulary.is(Sort.GERUNDNOUN, key)) return false;
        String verb = vocabulary.verbOf(key);
        // "a store that sells plants"
        if (i > 0 && vocabulary.is(Sort.RELATIVE, words.get(i - 1).key()) && startsObject(i + 1))
            return !vocabulary.verbOf(Inflection.singular(key)).isEmpty();
        if (verb.isEmpty()) return false;
        boolean gerund = !verb.equals(key);
        if (gerund) return current.isEmpty() && startsObject(i + 1);
        if (!startsObject(i + 1)) return false;
        // "members log workouts": whoever is named in a clause does what follows
        boolean subjectBefore = inClause && place == Place.ASIDE && !current.isEmpty();
        return subjectBefore || verbExpected && current.isEmpty();
    }

    /** Whether what a verb would act on begins here: "track | expenses", "tracking | their money". */
    private boolean startsObject(int i) {
        if (i >= words.size()) return false;
        Word next = words.get(i);
        if (next.isMark() || next.key().isEmpty()) return next.key().isEmpty();
        String key = next.key();
        if (key.equals("and") || key.equals("or") || vocabulary.is(Sort.RELATIVE, key)) return key.equals("and");
        if (vocabulary.is(Sort.DETERMINER, key) || vocabulary.is(Sort.PRONOUN, key)) return true;
        if (PARTICLES.contains(key)) return startsObject(i + 1);
        if (vocabulary.is(Sort.PREPOSITION, key) || vocabulary.is(Sort.WITH, key)) return key.equals("for");
        if (vocabulary.is(Sort.AUXILIARY, key)) return false;
        return containers.named(key).isEmpty() || Inflection.isPlural(key);
    }

    private boolean english(String key) {
        return vocabulary.is(Sort.DETERMINER, key)
                || vocabulary.is(Sort.PREPOSITION, key)
                || vocabulary.is(Sort.PRONOUN, key)
                || vocabulary.is(Sort.AUXILIARY, key)
                || vocabulary.is(Sort.WITH, key);
    }
}
