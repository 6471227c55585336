package dev.companyos.facts;

import java.time.Instant;

/** Something worth telling everyone; each kind happens once in a company's life. */
public sealed interface MilestoneFact extends Fact {
    @Override
    default String key() {
        return "milestone";
    }

    /** @param type the original's names: first_deployment, first_user, 10_users, 100_users, first_dollar, … */
    record Reached(Instant at, String type, String description) implements MilestoneFact {}
}
