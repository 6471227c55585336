package dev.companyos.facts;

import dev.companyos.kernel.Usd;
import java.time.Instant;

/** What finance has to say. */
public sealed interface FinanceFact extends Fact {
    @Override
    default String key() {
        return "finance";
    }

    /** @param spent this calendar month, UTC */
    record Reported(Instant at, Usd spent, Usd cap, String summary) implements FinanceFact {}
}
