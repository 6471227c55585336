package dev.companyos.duties;

import dev.companyos.company.Brain;
import dev.companyos.company.Directive;
import dev.companyos.company.Directives;
import dev.companyos.duties.talk.Bounds;
import dev.companyos.duties.talk.Fence;
import dev.companyos.duties.talk.StructuredAsk.Outcome;
import dev.companyos.inspection.Inspections;
import dev.companyos.inspection.Inspections.Alert;
import dev.companyos.kernel.DirectiveId;
import dev.companyos.llm.Caller;
import dev.companyos.roles.Role;
import dev.companyos.roles.Roles;
import dev.companyos.work.Backlog;
import dev.companyos.work.NewTask;
import dev.companyos.work.Task;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * PLAN: the CTO turns the oldest unplanned directive into tasks, or an open alert into one repair task and the release
 * that brings it to users. An alert whose repair is under way, or has failed, gets no second one.
 */
public final class Plan implements StandingDuty {
    private final Essentials with;
    private final Directives directives;
    private final Inspections inspections;
    private final Backlog backlog;
    private final Roles roles;
    private final ProductView products;

    public Plan(
            Essentials with,
            Directives directives,
            Inspections inspections,
            Backlog backlog,
            Roles roles,
            ProductView products) {
        this.with = with;
        this.directives = directives;
        this.inspections = inspections;
        this.backlog = backlog;
        this.roles = roles;
        this.products = products;
    }

    @Override
    public Optional<Did> perform(StandingTurn turn) {
        var company = turn.company().id();
        var unplanned = directives.list(company, 50).stream()
                .filter(it -> it.status() == Directive.Status.ISSUED)
                .min(Comparator.comparing(Directive::issuedAt));
        if (unplanned.isPresent()) return Optional.of(Did.one(planDirective(turn, unplanned.get())));
        var tasks = backlog.list(company, 1_000);
        return inspections.openAlerts(company).stream()
                .filter(alert -> tasks.stream().noneMatch(it -> it.cause().equals(cause(alert))))
                .findFirst()
                .map(alert -> Did.one(planRepair(turn, alert, tasks)));
    }

    private static String cause(Alert alert) {
        return "alert:" + alert.id();
    }

    private String planDirective(StandingTurn turn, Directive directive) {
        String key = "plan/" + directive.id().value();
        var order = new StringBuilder("goal: %s%nrationale: %s%n".formatted(directive.goal(), directive.rationale()));
        directive
                .priorities()
                .forEach(it -> order.append("- %s: %s (%s)%n".formatted(it.area(), it.focus(), it.why())));
        order.append("deadline: ").append(directive.deadline());
        var tasks = ask(
                turn,
                key,
                Optional.of(directive.id()),
                "<directive>\n%s\n</directive>".formatted(Fence.inert(order.toString())),
                new PlanReader(key, assignable(), 5, 10, ""));
        turn.onDone().accept(() -> {
            if (directives.move(directive.company(), directive.id(), Directive.Status.ISSUED, Directive.Status.PLANNED))
                backlog.plan(directive.company(), directive.id(), tasks);
        });
        return "planned %d tasks".formatted(tasks.size());
    }

    private String planRepair(StandingTurn turn, Alert alert, List<Task> tasks) {
        String key = "repair/" + alert.id();
        String order = "<alert severity=\"%s\" component=\"%s\">%n%s%n</alert>"
                .formatted(
                        alert.severity(),
                        Fence.attribute(alert.component()),
                        Fence.data("inspection", alert.details() + "\nSuggested: " + alert.suggestedFix(), 4_000));
        var repair = ask(turn, key, Optional.empty(), order, new PlanReader(key, assignable(), 1, 2, cause(alert)));
        var directive = tasks.isEmpty() ? DirectiveId.of(key) : tasks.getLast().directive();
        var all = new java.util.ArrayList<>(repair);
        all.add(NewTasks.release(key, repair, "Release the repair of " + alert.component()));
        turn.onDone().accept(() -> backlog.plan(turn.company().id(), directive, all));
        return "planned a repair for " + alert.component();
    }

    private List<NewTask> ask(
            StandingTurn turn, String key, Optional<DirectiveId> directive, String order, PlanReader reader) {
        Brain brain = turn.brain();
        var session = with.gateway()
                .open(
                        new Caller(turn.company().id(), turn.agent(), with.turn(key), directive, Optional.empty()),
                        turn.role().tier());
        var brief = Map.of(
                "mission", turn.company().mission(),
                "product", brain.productName(),
                "product_description", brain.productDescription(),
                "order", order,
                "roles",
                        assignable().stream()
                                .map(it -> "- " + it.id() + ": " + it.title())
                                .collect(Collectors.joining("\n")),
                "stack", brain.stack(),
                "stack_summary", products.stackSummary(brain.stack()),
                "files", products.fileList(brain.productSlug()),
                "closed", closed(turn),
                "memory", turn.memory());
        var outcome = with.question(turn.role(), reader.schema(), reader::read, Bounds.PLAN)
                .ask(session, with.opening(turn.role(), turn.bodySlots(), brief));
        return switch (outcome) {
            case Outcome.Usable<List<NewTask>> it -> it.value();
            case Outcome.Unusable<List<NewTask>> it -> throw new UnusableAnswer("plan", it.reason());
        };
    }

    private List<Role> assignable() {
        return roles.all().stream().filter(Role::takesTasks).toList();
    }

    /** So that it is not ordered again. */
    private String closed(StandingTurn turn) {
        var lines = backlog.list(turn.company().id(), 200).stream()
                .filter(it -> it.status().ended())
                .map(it -> "- %s (%s)".formatted(it.title(), it.status()))
                .toList();
        return lines.isEmpty() ? "Nothing yet." : String.join("\n", lines);
    }
}
