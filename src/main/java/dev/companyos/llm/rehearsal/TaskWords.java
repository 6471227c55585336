package dev.companyos.llm.rehearsal;

import dev.companyos.llm.rehearsal.code.Entity;
import dev.companyos.llm.rehearsal.code.Product;
import java.util.List;
import java.util.stream.Collectors;

/** What a plan says of each part of a product: an application keeps things, a site shows them. */
sealed interface TaskWords {
    record Task(String title, String description, List<String> acceptance, int minutes) {}

    Task backend(Product product, Entity entity);

    Task frontend(Product product, Entity entity);

    Task fullstack(Product product);

    default Task release(Product product) {
        return new Task(
                "Release the first version of " + product.name(),
                "Everything that the first version of %s needs is merged. Start it from main, verify its health and its pages over HTTP, and write release notes."
                        .formatted(product.name()),
                List.of("The product answers on its address", "Its health check and every page answer 200"),
                30);
    }

    static TaskWords on(String stack) {
        return stack.equals("static") ? new Site() : new Application();
    }

    private static String spelled(Product product) {
        return product.entities().stream().map(Prose::of).collect(Collectors.joining(" "));
    }

    record Application() implements TaskWords {
        @Override
        public Task backend(Product product, Entity entity) {
            return new Task(
                    "Keep %s: model, API and tests".formatted(entity.plural()),
                    "%s must remember its %s. %s Serve them as JSON under /api/%s: list with search, create, read, change and delete, with values checked on the way in."
                            .formatted(product.name(), entity.plural(), Prose.of(entity), entity.pluralKebab()),
                    List.of(
                            "POST /api/%s with valid values creates a %s that GET then returns"
                                    .formatted(entity.pluralKebab(), entity.singular()),
                            "A missing or wrong value is refused with an answer that names the field",
                            "Tests cover creating, reading, changing and deleting a %s".formatted(entity.singular())),
                    60);
        }

        @Override
        public Task frontend(Product product, Entity entity) {
            return new Task(
                    "A page for %s".formatted(entity.plural()),
                    "People should see, search and add %s without knowing the API. %s Put the page at /%s, in the look of the other pages."
                            .formatted(entity.plural(), Prose.of(entity), entity.pluralKebab()),
                    List.of(
                            "GET /%s answers 200 with a list and a form for every field of a %s"
                                    .formatted(entity.pluralKebab(), entity.singular()),
                            "A new %s shows up in the list".formatted(entity.singular()),
                            "Tests cover the page"),
                    45);
        }

        @Override
        public Task fullstack(Product product) {
            return new Task(
                    "A home page for %s with a summary".formatted(product.name()),
                    "Whoever opens %s should see at once what it is for and what is in it: a home page at / in the product's words, with counts of %s, and the same as JSON at /api/summary. %s"
                            .formatted(product.name(), Directing.things(product), spelled(product)),
                    List.of(
                            "GET / answers 200, names the product and links to every page",
                            "GET /api/summary counts %s".formatted(Directing.things(product)),
                            "Tests cover both"),
                    60);
        }
    }

    record Site() implements TaskWords {
        @Override
        public Task backend(Product product, Entity entity) {
            return new Task(
                    "What %s shows of its %s: the data and its tests".formatted(product.name(), entity.plural()),
                    "%s shows %s to its visitors. %s Keep them as a list in the site's data, published as JSON at /data/%s.json, with a few to begin with that are plainly examples."
                            .formatted(product.name(), entity.plural(), Prose.of(entity), entity.pluralKebab()),
                    List.of(
                            "/data/%s.json holds a list, each %s with every field"
                                    .formatted(entity.pluralKebab(), entity.singular()),
                            "Tests refuse a %s that lacks a required value or has one of the wrong kind"
                                    .formatted(entity.singular())),
                    30);
        }

        @Override
        public Task frontend(Product product, Entity entity) {
            return new Task(
                    "A page for %s".formatted(entity.plural()),
                    "Visitors should see the %s of %s and be able to ask about one. %s Put the page at /%s/, in the look of the other pages, with a form that goes to the founder."
                            .formatted(entity.plural(), product.name(), Prose.of(entity), entity.pluralKebab()),
                    List.of(
                            "GET /%s/ answers 200 with each %s and its values"
                                    .formatted(entity.pluralKebab(), entity.singular()),
                            "The form has a labelled field for what is to be said",
                            "Tests cover the page"),
                    45);
        }

        @Override
        public Task fullstack(Product product) {
            return new Task(
                    "A home page for %s".formatted(product.name()),
                    "Whoever opens %s should see at once what it is for: a home page at / in the product's words, which leads to %s. %s"
                            .formatted(product.name(), Directing.things(product), spelled(product)),
                    List.of(
                            "GET / answers 200, names the product and says what it is for",
                            "It leads to " + Directing.things(product),
                            "Tests cover it"),
                    45);
        }
    }
}
