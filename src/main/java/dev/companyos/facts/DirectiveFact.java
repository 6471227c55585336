package dev.companyos.facts;

import dev.companyos.kernel.DirectiveId;
import java.time.Instant;

/** Where the CEO wants to go next. */
public sealed interface DirectiveFact extends Fact {
    DirectiveId directive();

    @Override
    default String key() {
        return directive().value().toString();
    }

    record Issued(Instant at, DirectiveId directive, String goal) implements DirectiveFact {}

    /** Every task of it has ended, one way or another. */
    record Closed(Instant at, DirectiveId directive, int completed, int failed) implements DirectiveFact {}
}
