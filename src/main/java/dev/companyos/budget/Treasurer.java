package dev.companyos.budget;

import dev.companyos.budget.Budgets.Answer;
import dev.companyos.bus.Bus;
import dev.companyos.facts.BudgetFact;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Transactions;
import dev.companyos.kernel.Usd;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/** Lets a call be paid for, or says no before it is made. */
public final class Treasurer {
    /** The founder is warned when this part of the month's cap is spent. */
    private static final double WARN_AT = 0.8;

    private static final long MOST_MICROS = 1_000_000_000_000L;

    private final Budgets budgets;
    private final Notices notices;
    private final Bus bus;
    private final Transactions transactions;
    private final Clock clock;

    public Treasurer(Budgets budgets, Notices notices, Bus bus, Transactions transactions, Clock clock) {
        this.budgets = budgets;
        this.notices = notices;
        this.bus = bus;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @throws CompanyException the call must not be made: {@code budget.exhausted} where the company has no money left
     *     for this month or day, {@code budget.agent} and {@code budget.task} where only this agent or task has none
     */
    public void reserve(Payer payer, UUID reservation, String worker, Usd amount) {
        var now = clock.instant();
        switch (transactions.call(() -> budgets.reserve(payer, reservation, worker, amount, now))) {
            case Answer.Reserved _ -> {}
            case Answer.Refused it -> {
                if (it.scope() == Scope.MONTH) tellOnce(payer.company(), it.state(), now);
                throw refusal(payer, it, amount);
            }
        }
    }

    private void tellOnce(CompanyId company, Budgets.State state, Instant now) {
        transactions.run(() -> {
            if (notices.first(company, state.cap(), "exhausted", now))
                bus.publish(company, new BudgetFact.Exhausted(now, state.spent(), state.cap()));
        });
    }

    private static CompanyException refusal(Payer payer, Answer.Refused it, Usd amount) {
        String whose =
                switch (it.scope()) {
                    case MONTH -> "this month's";
                    case DAY -> "today's";
                    case AGENT -> payer.agent().map(Object::toString).orElse("the agent") + "'s monthly";
                    case TASK -> payer.task().map(Object::toString).orElse("the task") + "'s";
                };
        String code =
                switch (it.scope()) {
                    case MONTH, DAY -> "budget.exhausted";
                    case AGENT -> "budget.agent";
                    case TASK -> "budget.task";
                };
        String doThis =
                switch (it.scope()) {
                    case MONTH -> "Raise the cap with `company budget set <usd>`, or wait for the next month (UTC).";
                    case DAY -> "Raise the cap for a day, or wait for tomorrow (UTC).";
                    case AGENT -> "Raise the cap for an agent, or wait for the next month (UTC).";
                    case TASK -> "Raise the cap for a task, or plan the task in smaller pieces.";
                };
        var state = it.state();
        return new CompanyException(
                code,
                "The next call to a model was not made.",
                "%s of %s %s are spent, %s are set aside for calls under way, and the call could cost up to %s."
                        .formatted(state.spent(), whose, state.cap(), state.reserved(), amount),
                doThis);
    }

    /** The least that any of the payer's caps leaves now. */
    public Usd room(Payer payer) {
        return budgets.states(payer, clock.instant()).values().stream()
                .map(Budgets.State::free)
                .min(Comparator.naturalOrder())
                .orElse(Usd.ZERO);
    }

    public void settle(CompanyId company, UUID reservation, Usd real) {
        var now = clock.instant();
        transactions.run(() -> {
            budgets.settle(company, reservation, real);
            var state = budgets.state(company, now);
            boolean much = state.spent().micros() > 0
                    && state.spent().micros() >= WARN_AT * state.cap().micros();
            if (much && notices.first(company, state.cap(), "warned", now))
                bus.publish(company, new BudgetFact.Warned(now, state.spent(), state.cap()));
        });
    }

    public void release(CompanyId company, UUID reservation) {
        transactions.run(() -> budgets.release(company, reservation));
    }

    /** A reservation for something that goes on without this process, and will have to be paid for. */
    public void keep(CompanyId company, UUID reservation) {
        transactions.run(() -> budgets.keep(company, reservation));
    }

    /** Sets a cap and says what the month's is now, so that whoever waits for money looks again. */
    public void setCap(CompanyId company, Scope scope, Usd cap) {
        if (cap.micros() < 0 || cap.micros() > MOST_MICROS)
            throw CompanyException.invalid(
                    "budget",
                    "%s cannot be a cap.".formatted(cap),
                    "A cap is $0 to $1,000,000.",
                    "Set one in between with `company budget set <usd>`.");
        change(company, () -> budgets.setCap(company, scope, cap));
    }

    /** As {@link Budgets#liftCap}, and says what the month's cap is now. */
    public void liftCap(CompanyId company, Scope scope) {
        change(company, () -> budgets.liftCap(company, scope));
    }

    private void change(CompanyId company, Runnable caps) {
        var now = clock.instant();
        transactions.run(() -> {
            caps.run();
            bus.publish(
                    company,
                    new BudgetFact.CapRaised(now, budgets.state(company, now).cap()));
        });
    }
}
