package dev.companyos.duties;

import static dev.companyos.duties.talk.StructuredAsk.text;

import dev.companyos.company.Brain;
import dev.companyos.company.Brains;
import dev.companyos.company.Directive;
import dev.companyos.company.Directives;
import dev.companyos.duties.talk.Bounds;
import dev.companyos.duties.talk.Fence;
import dev.companyos.duties.talk.StructuredAsk;
import dev.companyos.facts.DirectiveFact;
import dev.companyos.kernel.DirectiveId;
import dev.companyos.llm.Caller;
import dev.companyos.stacks.Stacks;
import dev.companyos.web.WebSearch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * DIRECT: the CEO reads the company's state and the web, and issues a directive. Not while the last one is under way, and
 * not when nothing has come from outside since: what the company itself did is no news.
 */
public final class Direct implements StandingDuty {
    private static final String SCHEMA = """
            {"type":"object","additionalProperties":false,
             "required":["goal","rationale","product_name","product_description","priorities","deadline_days"],
             "properties":{"goal":{"type":"string"},"rationale":{"type":"string"},"product_name":{"type":"string"},
              "product_description":{"type":"string"},"deadline_days":{"type":"integer"},
              "priorities":{"type":"array","minItems":1,"maxItems":5,"items":{"type":"object","additionalProperties":false,
               "required":["area","focus","why"],
               "properties":{"area":{"type":"string"},"focus":{"type":"string"},"why":{"type":"string"}}}}}}
            """;

    private final Essentials with;
    private final Directives directives;
    private final Brains brains;
    private final Stacks stacks;
    private final WebSearch web;

    public Direct(Essentials with, Directives directives, Brains brains, Stacks stacks, WebSearch web) {
        this.with = with;
        this.directives = directives;
        this.brains = brains;
        this.stacks = stacks;
        this.web = web;
    }

    private record Draft(
            String goal,
            String rationale,
            String name,
            String description,
            List<Directive.Priority> priorities,
            Duration deadline) {}

    /** What comes from outside: equal texts mean that there is nothing to decide. */
    public static String news(Brain brain) {
        var outside = new TreeMap<>(brain.metrics());
        outside.keySet().retainAll(List.of("users", "revenue", "mrr"));
        return Integer.toHexString(List.of(brain.mission(), brain.userFeedback(), brain.blockers(), outside)
                .hashCode());
    }

    @Override
    public Optional<Did> perform(StandingTurn turn) {
        var earlier = directives.list(turn.company().id(), 10);
        boolean underWay = earlier.stream().anyMatch(it -> it.status() != Directive.Status.CLOSED);
        if (turn.company().mission().isBlank() || underWay || turn.seen().equals(news(turn.brain())))
            return Optional.empty();

        String key = "direct/" + turn.company().id().value() + "/" + earlier.size();
        var session = with.gateway()
                .open(
                        new Caller(
                                turn.company().id(), turn.agent(), with.turn(key), Optional.empty(), Optional.empty()),
                        turn.role().tier());
        var brief = Map.of(
                "mission", turn.company().mission(),
                "state", state(turn.brain()),
                "earlier", earlier(earlier),
                "research", research(turn.company().mission()),
                "memory", turn.memory());
        var outcome = with.question(turn.role(), SCHEMA, Direct::read, Bounds.ANSWER)
                .ask(session, with.opening(turn.role(), turn.bodySlots(), brief));
        return switch (outcome) {
            case StructuredAsk.Outcome.Unusable<Draft> it -> throw new UnusableAnswer("directive", it.reason());
            case StructuredAsk.Outcome.Usable<Draft> it -> {
                issue(turn, key, it.value());
                yield Optional.of(Did.all("directed: " + it.value().goal(), news(turn.brain())));
            }
        };
    }

    private void issue(StandingTurn turn, String key, Draft draft) {
        var company = turn.company();
        var now = with.clock().instant();
        var directive = new Directive(
                DirectiveId.of(key),
                company.id(),
                draft.goal(),
                draft.rationale(),
                draft.priorities(),
                now.plus(draft.deadline()),
                Directive.Status.ISSUED,
                now);
        boolean named = !turn.brain().productName().isBlank();
        String stack = named
                ? turn.brain().stack()
                : stacks.choose(company.stack()).stack().name();
        turn.onDone().accept(() -> {
            if (!directives.add(directive)) return;
            brains.nameProduct(
                    company.id(),
                    named ? turn.brain().productName() : draft.name(),
                    company.slug().value(),
                    draft.description(),
                    stack);
            brains.setSprint(company.id(), draft.goal());
            with.bus().publish(company.id(), new DirectiveFact.Issued(now, directive.id(), draft.goal()));
        });
    }

    private static Draft read(JsonNode answer) {
        var priorities = new ArrayList<Directive.Priority>();
        for (var it : answer.path("priorities"))
            priorities.add(new Directive.Priority(text(it, "area", 60), text(it, "focus", 400), text(it, "why", 400)));
        if (priorities.isEmpty() || priorities.size() > 5)
            throw StructuredAsk.wrong("`priorities` must hold 1 to 5 entries, not %d.".formatted(priorities.size()));
        int days = answer.path("deadline_days").asInt(7);
        return new Draft(
                text(answer, "goal", 400),
                text(answer, "rationale", 2_000),
                text(answer, "product_name", 60).replaceAll("\\p{Cntrl}", " "),
                text(answer, "product_description", 600),
                List.copyOf(priorities),
                Duration.ofDays(Math.clamp(days, 1, 90)));
    }

    private String research(String mission) {
        return switch (web.search(mission + " competitors alternatives", 6)) {
            case WebSearch.Results.Unavailable it ->
                "<research>\nNo web research this time.\n%s\n</research>"
                        .formatted(Fence.data("web search", it.why(), 500));
            case WebSearch.Results.Found it -> {
                var text = new StringBuilder();
                it.hits()
                        .forEach(
                                hit -> text.append("%s (%s)%n%s%n%n".formatted(hit.title(), hit.url(), hit.snippet())));
                yield "<research>\n" + Fence.data("web search", text.toString(), 6_000) + "\n</research>";
            }
        };
    }

    private static String state(Brain brain) {
        if (brain.productName().isBlank()) return "There is no product yet.";
        String facts = """
                product: %s, built with %s
                live: %s
                metrics: %s
                shipped: %s
                open bugs: %s
                blockers: %s""".formatted(
                        brain.productName(),
                        brain.stack(),
                        brain.liveUrls(),
                        new TreeMap<>(brain.metrics()),
                        brain.shippedFeatures(),
                        brain.openBugs(),
                        brain.blockers());
        String feedback = String.join("\n", brain.userFeedback());
        return Fence.inert(facts)
                + (feedback.isBlank() ? "" : "\nuser feedback:\n" + Fence.data("users", feedback, 4_000));
    }

    private static String earlier(List<Directive> earlier) {
        if (earlier.isEmpty()) return "None: this is the first.";
        var text = new StringBuilder();
        earlier.forEach(it -> text.append("- %s (%s)%n".formatted(it.goal(), it.status())));
        return text.toString();
    }
}
