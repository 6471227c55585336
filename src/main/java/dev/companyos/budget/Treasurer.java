package dev.companyos.budget;

import dev.companyos.bus.Bus;
import dev.companyos.facts.BudgetFact;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Transactions;
import dev.companyos.kernel.Usd;
import java.time.Clock;
import java.util.UUID;

/** Lets a call be paid for, or says no before it is made. */
public final class Treasurer {
    /** The founder is warned when this part of the cap is spent. */
    private static final double WARN_AT = 0.8;

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

    /** @throws CompanyException {@code budget.exhausted}: the call must not be made */
    public void reserve(CompanyId company, UUID reservation, String worker, Usd amount) {
        var now = clock.instant();
        boolean reserved = transactions.call(() -> budgets.reserve(company, reservation, worker, amount, now));
        if (reserved) return;
        var state = budgets.state(company, now);
        transactions.run(() -> {
            if (notices.first(company, state.cap(), "exhausted", now))
                bus.publish(company, new BudgetFact.Exhausted(now, state.spent(), state.cap()));
        });
        throw new CompanyException(
                "budget.exhausted",
                "The next call to a model was not made.",
                "%s of this month's %s are spent, %s are set aside for calls under way, and the call could cost up to %s."
                        .formatted(state.spent(), state.cap(), state.reserved(), amount),
                "Raise the cap with `company budget set <usd>`, or wait for the next month (UTC).");
    }

    public void settle(CompanyId company, UUID reservation, Usd real) {
        var now = clock.instant();
        transactions.run(() -> {
            budgets.settle(company, reservation, real, now);
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

    /** @throws CompanyException {@code invalid.budget} for less than nothing or more than a million */
    /** A reservation for something that goes on without this process, and will have to be paid for. */
    public void keep(CompanyId company, UUID reservation) {
        transactions.run(() -> budgets.keep(company, reservation));
    }

    public void setCap(CompanyId company, Usd monthly) {
        if (monthly.micros() < 0 || monthly.micros() > 1_000_000_000_000L)
            throw CompanyException.invalid(
                    "budget",
                    "%s cannot be a cap.".formatted(monthly),
                    "A cap is $0 to $1,000,000 a month.",
                    "Set one in between with `company budget set <usd>`.");
        transactions.run(() -> {
            budgets.setCap(company, monthly);
            bus.publish(company, new BudgetFact.CapRaised(clock.instant(), monthly));
        });
    }
}
