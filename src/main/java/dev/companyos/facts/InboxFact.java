package dev.companyos.facts;

import dev.companyos.kernel.FactId;
import java.time.Instant;
import java.util.UUID;

/** What waits for the founder. */
public sealed interface InboxFact extends Fact {
    @Override
    default String key() {
        return "inbox";
    }

    /** Something needs the founder. @param kind model, sandbox, … */
    record Added(Instant at, UUID item, String kind, String title, String body) implements InboxFact {}

    record Answered(Instant at, UUID item, String answer) implements InboxFact {}

    /** A delivery that {@code consumer} could not digest, parked with its reason; it can be replayed. */
    record DeadLettered(Instant at, FactId letter, String consumer, String channel, String reason)
            implements InboxFact {}
}
