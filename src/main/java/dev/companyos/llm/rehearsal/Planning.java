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
                .orElseGet(() -> new Draft(product, TaskWords.on(stack(prompt)), roles).plan());
    }

    private static String stack(Prompt prompt) {
        return prompt.block("stack").map(it -> it.attribute("name")).orElse("");
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
        private final TaskWords words;
        private final List<String> roles;
        private final List<Answers.Step> steps = new ArrayList<>();

        Draft(Product product, TaskWords words, List<String> roles) {
            this.product = product;
            this.words = words;
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
            return add("backend", words.backend(product, entity), List.of());
        }

        private void frontend(Entity entity, String backend) {
            add("frontend", words.frontend(product, entity), List.of(backend));
        }

        private void fullstack(List<String> backends) {
            add("fullstack", words.fullstack(product), backends);
        }

        private void release(List<String> all) {
            add("devops", words.release(product), all);
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
                        new TaskWords.Task(
                                "Describe %s for the team, part %d".formatted(product.name(), i),
                                "Write down what %s does and how it is used: %s."
                                        .formatted(product.name(), Directing.things(product)),
                                List.of("The description names " + Directing.things(product)),
                                30),
                        List.of());
            }
        }

        private void document(String role, String title, String description) {
            if (steps.size() < MOST && roles.contains(role))
                add(
                        role,
                        new TaskWords.Task(
                                title.formatted(product.name()),
                                (description + " It keeps %s.").formatted(product.name(), Directing.things(product)),
                                List.of("It names " + product.name() + " and what it keeps", "It says what to do next"),
                                30),
                        List.of());
        }

        /** @return the key of the new task, or "" where nobody could do it */
        private String add(String role, TaskWords.Task task, List<String> after) {
            String who = roles.contains(role) ? role : builder(role);
            if (who.isEmpty()) return "";
            String key = "t" + (steps.size() + 1);
            List<String> known =
                    after.stream().filter(other -> !other.isEmpty()).toList();
            steps.add(new Answers.Step(
                    key, task.title(), task.description(), task.acceptance(), task.minutes(), who, known));
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
