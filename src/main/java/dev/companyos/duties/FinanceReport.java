package dev.companyos.duties;

import dev.companyos.budget.Budgets;
import dev.companyos.company.Inbox;
import dev.companyos.duties.talk.Bounds;
import dev.companyos.duties.talk.StructuredAsk;
import dev.companyos.facts.FinanceFact;
import dev.companyos.kernel.Usd;
import dev.companyos.llm.Caller;
import dev.companyos.llm.Gateway.Patience;
import dev.companyos.llm.Ledger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** WRITE, for finance: a report to the founder, when money has been spent since the last one. */
public final class FinanceReport implements StandingDuty {
    private final Essentials with;
    private final Budgets budgets;
    private final Ledger ledger;
    private final Inbox inbox;

    public FinanceReport(Essentials with, Budgets budgets, Ledger ledger, Inbox inbox) {
        this.with = with;
        this.budgets = budgets;
        this.ledger = ledger;
        this.inbox = inbox;
    }

    @Override
    public Optional<Did> perform(StandingTurn turn) {
        var company = turn.company().id();
        var now = with.clock().instant();
        var state = budgets.state(company, now);
        // without its own reports: else each of them would be a reason for the next
        Usd byOthers = ledger.byAgent(company).entrySet().stream()
                .filter(it -> !it.getKey().role().equals(turn.role().id()))
                .map(it -> it.getValue().cost())
                .reduce(Usd.ZERO, Usd::plus);
        String spent = String.valueOf(byOthers.micros());
        if (byOthers.equals(Usd.ZERO) || turn.seen().equals(spent)) return Optional.empty();
        String key = "finance/" + company.value() + "/" + spent;
        var session = with.gateway()
                .open(
                        new Caller(company, turn.agent(), key, Optional.empty(), Optional.empty()),
                        turn.role().tier(),
                        Patience.CAN_WAIT);
        String byAgent = ledger.byAgent(company).entrySet().stream()
                .map(it -> "%s: %s in %d calls"
                        .formatted(
                                it.getKey().value(),
                                it.getValue().cost(),
                                it.getValue().calls()))
                .sorted()
                .collect(Collectors.joining("\n"));
        String evidence = "spent this month: %s%ncap: %s%nset aside for calls under way: %s%nmetrics: %s%n%s"
                .formatted(
                        state.spent(),
                        state.cap(),
                        state.reserved(),
                        new TreeMap<>(turn.brain().metrics()),
                        byAgent);
        var brief = Map.of(
                "mission", turn.company().mission(),
                "product", turn.brain().productName(),
                "product_description", turn.brain().productDescription(),
                "task", "Write the finance report for the founder.",
                "evidence", evidence,
                "last_error", "",
                "memory", turn.memory());
        var outcome = with.question(turn.role(), Write.SCHEMA, Write.Document::read, Bounds.DOCUMENT)
                .ask(session, with.opening(turn.role(), turn.bodySlots(), brief));
        return switch (outcome) {
            case StructuredAsk.Outcome.Unusable<Write.Document> it ->
                throw new UnusableAnswer("finance report", it.reason());
            case StructuredAsk.Outcome.Usable<Write.Document> it -> {
                var report = it.value();
                turn.onDone().accept(() -> {
                    inbox.add(
                            company,
                            new Inbox.Item(
                                    UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)),
                                    "report",
                                    report.title(),
                                    report.markdown(),
                                    key,
                                    now,
                                    Optional.empty(),
                                    Optional.empty()));
                    with.bus()
                            .publish(
                                    company,
                                    new FinanceFact.Reported(now, state.spent(), state.cap(), report.summary()));
                });
                yield Optional.of(Did.all("reported: spent " + state.spent(), spent));
            }
        };
    }
}
