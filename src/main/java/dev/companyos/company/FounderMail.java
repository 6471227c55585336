package dev.companyos.company;

import dev.companyos.facts.BudgetFact;
import dev.companyos.facts.Fact;
import dev.companyos.facts.InboxFact;
import dev.companyos.facts.TaskFact;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Usd;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Words what needs the founder, and takes it off the list once it is settled without him. */
final class FounderMail {
    private static final String CAP = "Raise the cap with `company budget set`, or wait for the next month.";

    private final Inbox inbox;

    FounderMail(Inbox inbox) {
        this.inbox = inbox;
    }

    void escalated(CompanyId company, TaskFact.Escalated it) {
        add(
                company,
                "escalation",
                "Given up: " + it.title(),
                """
                Every rung of the ladder was tried. The last attempt ended with:
                %s

                Try it again with `company task retry %s`, or drop it with `company task cancel`.
                """.formatted(Excerpt.of(it.why(), 4_000), it.key()),
                it,
                Excerpt.id(it.at(), "escalation", it.key()));
    }

    /** Once a month and cap. */
    void budgetWarned(CompanyId company, BudgetFact.Warned it) {
        add(
                company,
                "budget",
                "80 %% of this month's budget is spent: %s of %s".formatted(dollars(it.spent()), dollars(it.cap())),
                "When it is spent, the company stops calling models. " + CAP,
                it,
                monthly("warned", it.at(), it.cap()));
    }

    /** Once a month and cap. */
    void budgetExhausted(CompanyId company, BudgetFact.Exhausted it) {
        add(
                company,
                "budget",
                "This month's budget is spent: %s of %s".formatted(dollars(it.spent()), dollars(it.cap())),
                "No model is called until there is money again. " + CAP,
                it,
                monthly("exhausted", it.at(), it.cap()));
    }

    void deadLettered(CompanyId company, InboxFact.DeadLettered it) {
        var letter = it.letter().value().toString();
        inbox.add(
                company,
                new Inbox.Item(
                        Excerpt.id(it.at(), "dead_letter", letter, it.consumer()),
                        "dead_letter",
                        Excerpt.of("%s could not digest a message".formatted(it.consumer()), 200),
                        Excerpt.of("It came on %s and was parked: %s".formatted(it.channel(), it.reason()), 4_000),
                        letter,
                        it.at(),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** Answers what is still open about {@code ref}. */
    void settled(CompanyId company, String ref, String how, Instant at) {
        inbox.list(company, true).stream()
                .filter(item -> item.ref().equals(ref))
                .forEach(item -> inbox.answer(company, item.id(), how, at));
    }

    private void add(CompanyId company, String kind, String title, String body, Fact about, UUID id) {
        inbox.add(
                company,
                new Inbox.Item(
                        id,
                        kind,
                        Excerpt.of(title, 200),
                        body,
                        about.key(),
                        about.at(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static UUID monthly(String what, Instant at, Usd cap) {
        var month = YearMonth.from(at.atOffset(ZoneOffset.UTC));
        return Excerpt.id(Instant.EPOCH, what, month.toString(), Long.toString(cap.micros()));
    }

    private static String dollars(Usd amount) {
        return String.format(java.util.Locale.ROOT, "$%.2f", amount.asDollars());
    }
}
