package dev.companyos.llm.rehearsal;

import dev.companyos.kernel.Slug;
import dev.companyos.llm.rehearsal.code.Product;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A writer's turn: the document that fits the role. */
final class Writing {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    Answers.Answer answer(Prompt prompt, Product product) {
        TaskBrief task = prompt.task();
        if (prompt.block("staffing").isPresent()) return staffing(prompt, product);
        return switch (role(prompt, task)) {
            case "marketing" ->
                document(task, "Introducing " + product.name(), "launch", Documents.launchPost(product));
            case "sales" ->
                document(task, "Outreach emails for " + product.name(), "outreach", Documents.outreach(product));
            case "customer_success" ->
                document(task, "Getting started with " + product.name(), "guide", Documents.onboarding(product));
            case "finance" ->
                document(
                        task,
                        "Finance report for " + product.name(),
                        "finance-report",
                        Reports.finance(product, prompt.text("evidence")));
            default ->
                document(
                        task,
                        task.title().isEmpty() ? "About " + product.name() : task.title(),
                        "note",
                        Reports.note(product, task));
        };
    }

    private static String role(Prompt prompt, TaskBrief task) {
        if (!task.role().isEmpty()) return task.role();
        String system = prompt.system().toLowerCase(Locale.ROOT);
        if (system.contains("finance") || prompt.block("evidence").isPresent()) return "finance";
        for (String role : new String[] {"sales", "customer_success", "marketing"})
            if (system.contains(role)) return role;
        return "";
    }

    private static Answers.Document document(TaskBrief task, String title, String kind, String markdown) {
        String name =
                Slug.of(task.title().isEmpty() ? title : task.title(), kind).value();
        return new Answers.Document(
                title,
                name + ".md",
                "# %s\n\n%s".formatted(title, markdown),
                "%s: %d lines, ready to be read."
                        .formatted(title, markdown.lines().count() + 2),
                null,
                null);
    }

    private static Answers.Document staffing(Prompt prompt, Product product) {
        Block asked = prompt.block("staffing").orElseThrow();
        String role = Prompt.line(asked.attribute("role"), 40);
        Matcher queue = NUMBER.matcher(asked.attribute("queue"));
        int waiting = queue.find() ? Integer.parseInt(queue.group()) : 0;
        // one more pair of hands for each three tasks that wait; four is as many as one product can use
        int headcount = Math.clamp((waiting + 2) / 3, 1, 4);
        String plan = "%d %s at work while %d tasks wait; back to one when fewer than three do."
                .formatted(headcount, role.isEmpty() ? "people" : role, waiting);
        String title = "Staffing plan for " + product.name();
        return new Answers.Document(
                title,
                Slug.of("staffing " + role, "staffing") + ".md",
                "# %s\n\n%s".formatted(title, Reports.staffing(product, role, waiting, headcount, asked.content())),
                plan,
                headcount,
                plan);
    }
}
