package dev.companyos.llm.rehearsal.language;

import dev.companyos.llm.rehearsal.code.Field;
import dev.companyos.llm.rehearsal.language.Containers.Container;
import dev.companyos.llm.rehearsal.language.Vocabulary.Sort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What phrases amount to: the kind of product, the things it is about, the fields it names. One reading. */
final class Subjects {
    private static final int LONGEST = 34;
    private final Vocabulary vocabulary;
    private final Containers containers;
    private final Fields fields;

    private Optional<Container> container = Optional.empty();
    private final Map<String, List<Field>> strong = new LinkedHashMap<>();
    private final List<String> weak = new ArrayList<>();
    private final List<Field> loose = new ArrayList<>();
    private String latest = "";

    Subjects(Vocabulary vocabulary, Containers containers, Fields fields) {
        this.vocabulary = vocabulary;
        this.containers = containers;
        this.fields = fields;
    }

    void read(List<Phrase> phrases, List<String> verbs) {
        for (Phrase phrase : phrases)
            switch (phrase.place()) {
                case HEAD, SUBJECT -> about(phrase);
                case OBJECT -> object(phrase);
                case PART -> part(phrase);
                case ASIDE -> thing(phrase.words()).ifPresent(weak::add);
            }
        if (container.isEmpty() || container.get().isNeutral())
            verbs.stream()
                    .flatMap(verb -> containers.named(vocabulary.containerFor(verb)).stream())
                    .findFirst()
                    .ifPresent(found -> container = Optional.of(found));
    }

    Optional<Container> container() {
        return container;
    }

    /** Singular names with the fields said of each; in order. */
    Map<String, List<Field>> strong() {
        return strong;
    }

    /** Named in passing: who, where. */
    List<String> weak() {
        return weak;
    }

    /** Fields said of no thing in particular. */
    List<Field> loose() {
        return loose;
    }

    private void about(Phrase phrase) {
        List<String> words = phrase.words();
        boolean forWhom = phrase.place() == Phrase.Place.SUBJECT
                && vocabulary.is(Sort.BUSINESS, Inflection.singular(phrase.last()));
        // "a queue for a barber shop" is no shop; "a website for a restaurant" is one for a restaurant
        while (!words.isEmpty() && !(forWhom && !strong.isEmpty())) {
            Optional<Containers.Tail> tail = containers.tailOf(words);
            if (tail.isEmpty() || !fits(tail.get(), words)) break;
            if (container.isEmpty() || container.get().isNeutral())
                container = Optional.of(tail.get().container());
            words = words.subList(0, words.size() - tail.get().words());
        }
        boolean keepsItsOwn = container
                .filter(kind -> kind.subjectFirst() && !kind.fallback().isEmpty())
                .isPresent();
        // an inventory for a bike shop keeps parts, not shops
        if (forWhom && keepsItsOwn && !Inflection.isPlural(phrase.last()))
            thing(phrase.words()).ifPresent(weak::add);
        else thing(words).ifPresent(this::keep);
    }

    /** The first container is the product's kind; "shops" in "a directory of coffee shops" are what it is about. */
    private boolean fits(Containers.Tail tail, List<String> words) {
        if (tail.container().isNeutral()) return true;
        boolean open = container.isEmpty() || container.get().isNeutral();
        boolean many = Inflection.isPlural(words.getLast()) && container.isPresent();
        return open && !(many && tail.words() < words.size());
    }

    private void object(Phrase phrase) {
        if (strong.isEmpty()
                && container.isEmpty()
                && !Inflection.isPlural(phrase.last())
                && containers.tailOf(phrase.words()).isPresent()) {
            about(phrase);
            return;
        }
        Optional<Field> field = fields.known(phrase.text());
        boolean alone =
                strong.isEmpty() && container.filter(c -> !c.isNeutral()).isEmpty();
        if (field.isPresent() && !alone && !Inflection.isPlural(phrase.last())) field.ifPresent(this::say);
        else thing(phrase.words()).ifPresent(this::note);
    }

    private void part(Phrase phrase) {
        if (vocabulary.is(Sort.FEATURE, phrase.last())) return;
        Optional<Field> field = fields.known(phrase.text());
        if (field.isPresent()) field.ifPresent(this::say);
        else if (Inflection.isPlural(phrase.last())) thing(phrase.words()).ifPresent(this::note);
        else if (phrase.words().size() <= 2)
            Fields.field(phrase.text(), Field.Type.TEXT, false).ifPresent(this::say);
    }

    private void keep(String singular) {
        strong.computeIfAbsent(singular, name -> new ArrayList<>());
    }

    /** Details that follow are said of it. */
    private void note(String singular) {
        keep(singular);
        latest = singular;
    }

    private void say(Field field) {
        if (latest.isEmpty()) loose.add(field);
        else strong.getOrDefault(latest, loose).add(field);
    }

    /** The words as the name of a thing, singular, at most three words; empty where they name nothing of its own. */
    private Optional<String> thing(List<String> words) {
        List<String> kept = new ArrayList<>(words.stream()
                .flatMap(word ->
                        List.of(word.replaceAll("[^a-z0-9]+", " ").strip().split(" ")).stream())
                .filter(word -> !word.isEmpty())
                .toList());
        while (!kept.isEmpty() && isDoing(kept)) kept.removeLast();
        while (kept.size() > 3) kept.removeFirst();
        while (!kept.isEmpty() && !Character.isLetter(kept.getFirst().charAt(0))) kept.removeFirst();
        if (kept.isEmpty() || kept.size() == 1 && isNothing(kept.getFirst())) return Optional.empty();
        String last = kept.getLast();
        if (last.endsWith("ing") && last.length() > 5 && !vocabulary.is(Sort.GERUNDNOUN, last)) kept.add("session");
        String name = Inflection.singular(String.join(" ", kept));
        while (name.length() > LONGEST && name.contains(" ")) name = name.substring(name.indexOf(' ') + 1);
        return Optional.of(name.length() > LONGEST ? name.substring(0, LONGEST) : name);
    }

    /** "expense tracking" is about expenses. */
    private boolean isDoing(List<String> words) {
        String last = words.getLast();
        return last.endsWith("ing") && containers.named(last).isPresent() && !vocabulary.is(Sort.GERUNDNOUN, last);
    }

    private boolean isNothing(String word) {
        return word.length() < 2
                || vocabulary.is(Sort.GENERIC, word)
                || vocabulary.is(Sort.GENERIC, Inflection.singular(word));
    }
}
