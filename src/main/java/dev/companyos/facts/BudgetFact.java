package dev.companyos.facts;

import dev.companyos.kernel.Usd;
import java.time.Instant;

/** Money running low, running out, or being there again. */
public sealed interface BudgetFact extends Fact {
    @Override
    default String key() {
        return "budget";
    }

    /** Past 80 % of the month's cap; said once a month and cap. */
    record Warned(Instant at, Usd spent, Usd cap) implements BudgetFact {}

    record Exhausted(Instant at, Usd spent, Usd cap) implements BudgetFact {}

    record CapRaised(Instant at, Usd cap) implements BudgetFact {}
}
