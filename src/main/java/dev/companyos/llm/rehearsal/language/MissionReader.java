package dev.companyos.llm.rehearsal.language;

import dev.companyos.llm.rehearsal.code.Entity;
import dev.companyos.llm.rehearsal.code.Field;
import dev.companyos.llm.rehearsal.code.Product;
import dev.companyos.llm.rehearsal.language.Containers.Container;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes a product of a mission. The same mission always makes the same product; any text makes a valid one. */
public final class MissionReader {
    private static final int MOST_ENTITIES = 3;
    private final Vocabulary vocabulary = new Vocabulary();
    private final Containers containers = new Containers();
    private final Fields fields = new Fields();
    private final EntityPatterns patterns = new EntityPatterns();
    private final ProductNames names = new ProductNames(vocabulary, containers);

    public Product read(String mission) {
        String text = Words.clean(mission);
        List<Entity> entities = entities(ProductNames.withoutName(text));
        String name = names.name(text);
        // "Platform" alone says nothing
        if (containers
                .named(name.toLowerCase(Locale.ROOT))
                .filter(Container::subjectFirst)
                .isPresent()) name = ProductNames.title(entities.getFirst().singular()) + " " + name;
        return new Product(name, ProductNames.tagline(text, name), entities);
    }

    private List<Entity> entities(String text) {
        Phrases phrases = new Phrases(vocabulary, containers, Words.of(text));
        Subjects subjects = new Subjects(vocabulary, containers, fields);
        List<Phrase> read = phrases.read();
        subjects.read(read, phrases.verbs());
        return make(subjects);
    }

    private List<Entity> make(Subjects subjects) {
        Map<String, Set<Field>> things = new LinkedHashMap<>();
        String pattern = "";
        List<String> core = List.of();
        if (subjects.container().isPresent()) {
            Container container = subjects.container().get();
            pattern = container.pattern();
            core = container.core();
            if (container.subjectFirst()) subject(subjects, container, things);
            else things.put(core.getFirst(), new LinkedHashSet<>());
        }
        if (!things.isEmpty() && !core.isEmpty() && things.size() < 2 && !things.containsKey(core.getFirst()))
            things.put(core.getFirst(), new LinkedHashSet<>());
        subjects.strong().forEach((name, said) -> add(things, name, said));
        if (things.isEmpty()) subjects.weak().stream().findFirst().ifPresent(name -> add(things, name, List.of()));
        for (String name : core) if (things.size() < 2) add(things, name, List.of());
        if (things.isEmpty()) things.put("item", new LinkedHashSet<>());
        things.values().iterator().next().addAll(subjects.loose());
        return entities(things, pattern);
    }

    private static void subject(Subjects subjects, Container container, Map<String, Set<Field>> things) {
        subjects.strong().entrySet().stream()
                .findFirst()
                .ifPresentOrElse(first -> add(things, first.getKey(), first.getValue()), () -> {
                    String name = subjects.weak().stream().findFirst().orElse(container.fallback());
                    if (!container.fallback().isEmpty()) name = container.fallback();
                    if (!name.isEmpty()) add(things, name, List.of());
                });
    }

    private static void add(Map<String, Set<Field>> things, String name, Collection<Field> said) {
        if (things.size() < MOST_ENTITIES || things.containsKey(name))
            things.computeIfAbsent(name, any -> new LinkedHashSet<>()).addAll(said);
    }

    private List<Entity> entities(Map<String, Set<Field>> things, String pattern) {
        List<Entity> entities = new ArrayList<>();
        things.forEach((name, said) -> {
            Entity entity = patterns.entity(name, entities.isEmpty() ? pattern : "", List.copyOf(said));
            if (entities.stream().noneMatch(other -> sameNames(other, entity))) entities.add(entity);
        });
        return List.copyOf(entities);
    }

    private static boolean sameNames(Entity one, Entity other) {
        return one.singular().equals(other.singular()) || one.plural().equals(other.plural());
    }
}
