package dev.companyos.llm.rehearsal;

import dev.companyos.llm.rehearsal.code.Entity;
import dev.companyos.llm.rehearsal.code.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The technical lead's turn: five to ten tasks, or one repair. */
final class Planning {
    private static final int FEWEST = 5;
    private static final int MOST = 10;
    private static final List<String> USUAL_ROLES =
            List.of("backend", "frontend", "fullstack", "devops", "marketing", "sales", "customer_success");

    Answers.Answer answer(Prompt prompt, Product product) {
        List<String> roles = prompt.roles().isEmpty() ? USUAL_ROLES : prompt.roles();
        return prompt.block("alert")
                .map(alert -> new Answers.Plan(List.of(repair(alert, product, roles))))
                .orElseGet(() -> new Draft(product, roles).plan());
    }

    private static Answers.Step repair(Block alert, Product product, List<String> roles) {
        String component = Prompt.line(alert.attribute("component"), 80);
        String about = (component + " " + alert.content()).toLowerCase(Locale.ROOT);
        List<Entity> named = product.entities().stream()
                .filter(entity -> about.contains(entity.plural())
                        || about.contains(entity.singular())
                        || about.contains(entity.pluralKebab())
                        || about.contains(entity.snake()))
                .toList();
        boolean api = about.contains("/api/") && !about.contains("/api/summary") || about.contains("backend");
        String role = pick(roles, api ? "backend" : "fullstack", api ? "fullstack" : "backend");
        String entities = (named.isEmpty() ? product.entities() : named)
                .stream().map(Prose::of).collect(Collectors.joining(" "));
        return new Answers.Step(
                "t1",
                "Repair: " + (component.isEmpty() ? product.name() : component),
                "An inspection raised an alert (%s) on %s: %s Find the cause, restore what is expected, and keep it from coming back. %s"
                        .formatted(
                                alert.attribute("severity").isEmpty() ? "MEDIUM" : alert.attribute("severity"),
                                component.isEmpty() ? "the product" : component,
                                sentence(Prompt.line(alert.content(), 400)),
                                entities),
                List.of("What the alert describes no longer happens", "All tests of the product pass"),
                45,
                role,
                List.of());
    }

    private static String sentence(String text) {
        String plain = text.replaceAll("(?i)entity:", "entity").strip();
        return plain.isEmpty() || plain.matches(".*[.!?…]") ? plain : plain + ".";
    }

    private static String pick(List<String> roles, String first, String second) {
        return roles.contains(first) ? first : roles.contains(second) ? second : roles.getFirst();
    }

    /** A plan while it is written. */
    private static final class Draft {
        private final Product product;
        private final List<String> roles;
        private final List<Answers.Step> steps = new ArrayList<>();

        Draft(Product product, List<String> roles) {
            this.product = product;
            this.roles = roles;
        }

        Answers.Plan plan() {
            List<String> backends = new ArrayList<>();
            for (Entity entity : product.entities()) {
                String backend = backend(entity);
                backends.add(backend);
                frontend(entity, backend);
            }
            fullstack(backends);
            release(List.copyOf(steps.stream().map(Answers.Step::key).toList()));
            documents();
            return new Answers.Plan(List.copyOf(steps));
        }

        private String backend(Entity entity) {
            return add(
                    "backend",
                    "Keep %s: model, API and tests".formatted(entity.plural()),
                    "%s must remember its %s. %s Serve them as JSON under /api/%s: list with search, create, read, change and delete, with values checked on the way in."
                            .formatted(product.name(), entity.plural(), Prose.of(entity), entity.pluralKebab()),
                    List.of(
                            "POST /api/%s with valid values creates a %s that GET then returns"
                                    .formatted(entity.pluralKebab(), entity.singular()),
                            "A missing or wrong value is refused with an answer that names the field",
                            "Tests cover creating, reading, changing and deleting a %s".formatted(entity.singular())),
                    60,
                    List.of());
        }

        private void frontend(Entity entity, String backend) {
            add(
                    "frontend",
                    "A page for %s".formatted(entity.plural()),
                    "People should see, search and add %s without knowing the API. %s Put the page at /%s, in the look of the other pages."
                            .formatted(entity.plural(), Prose.of(entity), entity.pluralKebab()),
                    List.of(
                            "GET /%s answers 200 with a list and a form for every field of a %s"
                                    .formatted(entity.pluralKebab(), entity.singular()),
                            "A new %s shows up in the list".formatted(entity.singular()),
                            "Tests cover the page"),
                    45,
                    List.of(backend));
        }

        private void fullstack(List<String> backends) {
            add(
                    "fullstack",
                    "A home page for %s with a summary".formatted(product.name()),
                    "Whoever opens %s should see at once what it is for and what is in it: a home page at / in the product's words, with counts of %s, and the same as JSON at /api/summary. %s"
                            .formatted(
                                    product.name(),
                                    Directing.things(product),
                                    product.entities().stream().map(Prose::of).collect(Collectors.joining(" "))),
                    List.of(
                            "GET / answers 200, names the product and links to every page",
                            "GET /api/summary counts %s".formatted(Directing.things(product)),
                            "Tests cover both"),
                    60,
                    backends);
        }

        private void release(List<String> all) {
            add(
                    "devops",
                    "Release the first version of " + product.name(),
                    "Everything that the first version of %s needs is merged. Start it from main, verify its health and its pages over HTTP, and write release notes."
                            .formatted(product.name()),
                    List.of("The product answers on its address", "Its health check and every page answer 200"),
                    30,
                    all);
        }

        private void documents() {
            document(
                    "marketing", "Write the launch post for %s", "Tell the people it is for what %s does and why now.");
            document(
                    "customer_success",
                    "Write the onboarding guide for %s",
                    "Take a new user of %s through the first ten minutes.");
            document("sales", "Draft outreach emails for %s", "Win the first ten users of %s, one email at a time.");
            for (int i = 1; steps.size() < FEWEST; i++) {
                String role = roles.get(i % roles.size());
                add(
                        role,
                        "Describe %s for the team, part %d".formatted(product.name(), i),
                        "Write down what %s does and how it is used: %s."
                                .formatted(product.name(), Directing.things(product)),
                        List.of("The description names " + Directing.things(product)),
                        30,
                        List.of());
            }
        }

        private void document(String role, String title, String description) {
            if (steps.size() < MOST && roles.contains(role))
                add(
                        role,
                        title.formatted(product.name()),
                        (description + " It keeps %s.").formatted(product.name(), Directing.things(product)),
                        List.of("It names " + product.name() + " and what it keeps", "It says what to do next"),
                        30,
                        List.of());
        }

        /** @return the key of the new task, or "" where nobody could do it */
        private String add(
                String role,
                String title,
                String description,
                List<String> acceptance,
                int minutes,
                List<String> after) {
            String who = roles.contains(role) ? role : builder(role);
            if (who.isEmpty()) return "";
            String key = "t" + (steps.size() + 1);
            List<String> known =
                    after.stream().filter(other -> !other.isEmpty()).toList();
            steps.add(new Answers.Step(key, title, description, acceptance, minutes, who, known));
            return key;
        }

        /** Who else writes code, where the one it is meant for is not there. */
        private String builder(String role) {
            if (role.equals("devops")) return "";
            for (String other : List.of("fullstack", "backend", "frontend")) if (roles.contains(other)) return other;
            return "";
        }
    }
}
