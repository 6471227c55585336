package dev.companyos.llm.rehearsal;

import dev.companyos.kernel.Slug;
import dev.companyos.llm.rehearsal.code.CodeWriter;
import dev.companyos.llm.rehearsal.code.CodeWriters;
import dev.companyos.llm.rehearsal.code.Entity;
import dev.companyos.llm.rehearsal.code.Product;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** From the words of a task to the files that do it. */
final class Assignments {
    private final Function<String, CodeWriter> writers;

    /** @param writers by the name of the stack; {@link IllegalArgumentException} for one that nobody writes for */
    Assignments(Function<String, CodeWriter> writers) {
        this.writers = writers;
    }

    Assignments() {
        this(CodeWriters::forStack);
    }

    /** @param files by path; for a task that names nothing to build, a note of what was asked */
    record Assignment(TaskBrief task, Map<String, String> files) {
        /** What a repair leaves behind when the files are as they should be. */
        Map<String, String> note(Collection<String> compared) {
            StringBuilder text = new StringBuilder(
                    "# %s\n\n%s\n\n## What was found\n\n".formatted(task.title(), task.description()));
            if (compared.isEmpty()) text.append("The task names no part of the product that could be compared.\n");
            for (String path : compared) text.append("- `").append(path).append("` is as it should be.\n");
            text.append("\nNo code was changed. If it happens again, the cause is outside these files.\n");
            return Map.of("docs/repairs/" + Slug.of(task.title(), "repair") + ".md", text.toString());
        }
    }

    Assignment of(Prompt prompt, Product product) {
        TaskBrief task = prompt.task();
        List<Entity> named = named(task, product);
        Optional<CodeWriter> writer = writer(prompt.stack());
        Map<String, String> files = new TreeMap<>();
        if (writer.isPresent() && !named.isEmpty()) {
            Product whole = whole(product, named);
            switch (task.role()) {
                case "backend" ->
                    named.forEach(entity -> files.putAll(writer.get().backend(whole, entity)));
                case "frontend" ->
                    named.forEach(entity -> files.putAll(writer.get().frontend(whole, entity)));
                default -> files.putAll(fullstack(writer.get(), task, whole, named));
            }
        }
        if (files.isEmpty() && !task.isRepair()) files.putAll(asked(task, prompt.stack(), writer.isPresent()));
        return new Assignment(task, Map.copyOf(files));
    }

    /** A repair across the product looks at its pages too; the home page is written for the entities that it shows. */
    private static Map<String, String> fullstack(CodeWriter writer, TaskBrief task, Product whole, List<Entity> named) {
        Map<String, String> files = new TreeMap<>();
        if (task.isRepair()) named.forEach(entity -> files.putAll(writer.frontend(whole, entity)));
        files.putAll(writer.fullstack(
                new Product(whole.name(), whole.tagline(), task.isRepair() ? whole.entities() : named)));
        return files;
    }

    /** What the task spells out, else what it mentions. */
    private static List<Entity> named(TaskBrief task, Product product) {
        List<Entity> spelled = Prose.entities(task.description());
        if (!spelled.isEmpty()) return distinct(spelled);
        String text = task.text().toLowerCase(Locale.ROOT);
        return product.entities().stream()
                .filter(entity -> text.contains(entity.singular()) || text.contains(entity.plural()))
                .toList();
    }

    private static List<Entity> distinct(List<Entity> entities) {
        List<Entity> distinct = new ArrayList<>();
        for (Entity entity : entities)
            if (distinct.stream()
                    .noneMatch(other -> other.singular().equals(entity.singular())
                            || other.plural().equals(entity.plural()))) distinct.add(entity);
        return List.copyOf(distinct);
    }

    /** The product as the task sees it: its own words first, the mission's for the rest. */
    private static Product whole(Product product, List<Entity> named) {
        List<Entity> entities = new ArrayList<>();
        for (Entity entity : product.entities())
            entities.add(named.stream()
                    .filter(other -> other.singular().equals(entity.singular()))
                    .findFirst()
                    .orElse(entity));
        entities.addAll(named);
        return new Product(product.name(), product.tagline(), distinct(entities));
    }

    private Optional<CodeWriter> writer(String stack) {
        try {
            return Optional.of(writers.apply(stack));
        } catch (IllegalArgumentException nobody) {
            return Optional.empty();
        }
    }

    private static Map<String, String> asked(TaskBrief task, String stack, boolean canWrite) {
        String title = task.title().isEmpty() ? "A task without a title" : task.title();
        StringBuilder text = new StringBuilder(
                "# %s\n\n%s\n\n## What was accepted as done\n\n".formatted(title, task.description()));
        task.acceptance().forEach(line -> text.append("- ").append(line).append('\n'));
        text.append(
                canWrite
                        ? "\nThe task names nothing that this product keeps, so no code was written for it.\n"
                        : "\nNo code was written: nobody here writes for the stack `%s`.\n".formatted(stack));
        return Map.of("docs/open/" + Slug.of(title, "task") + ".md", text.toString());
    }
}
