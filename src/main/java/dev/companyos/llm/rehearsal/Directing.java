package dev.companyos.llm.rehearsal;

import dev.companyos.llm.rehearsal.code.Entity;
import dev.companyos.llm.rehearsal.code.Product;
import java.util.List;
import java.util.stream.Collectors;

/** The chief executive's turn: from a mission to what matters this week. */
final class Directing {
    Answers.Answer answer(Product product) {
        String things = things(product);
        String first = product.entities().getFirst().plural();
        return new Answers.Directive(
                "Ship a first version of %s in which people can keep %s.".formatted(product.name(), things),
                "The mission is \"%s\". The shortest way to learn whether anyone wants it is a small product that runs, is tested and does the one thing that it promises."
                        .formatted(product.tagline()),
                product.name(),
                "%s keeps %s: people see them, search them, add and change them, on web pages and over an API."
                        .formatted(product.name(), things),
                List.of(
                        new Answers.Priority(
                                "product",
                                "Create, read, change and delete %s.".formatted(things),
                                "Without %s there is nothing to come back for.".formatted(first)),
                        new Answers.Priority(
                                "quality",
                                "Tests for every route and page, and a release only when all of them pass.",
                                "What breaks on the first day is not tried a second time."),
                        new Answers.Priority(
                                "growth",
                                "A launch post, outreach and an onboarding guide that say what %s does."
                                        .formatted(product.name()),
                                "Nobody uses what nobody has heard of.")),
                7);
    }

    /** "waitlist entries and coffee subscriptions". */
    static String things(Product product) {
        List<String> plurals = product.entities().stream().map(Entity::plural).toList();
        if (plurals.size() < 2) return String.join("", plurals);
        return plurals.subList(0, plurals.size() - 1).stream().collect(Collectors.joining(", "))
                + " and "
                + plurals.getLast();
    }
}
