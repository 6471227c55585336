package dev.companyos.facts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Questions and answers between agents. */
public sealed interface KnowledgeFact extends Fact {
    UUID question();

    @Override
    default String key() {
        return question().toString();
    }

    /** @param asker an agent's id, or "founder" */
    record Asked(Instant at, UUID question, String asker, String text) implements KnowledgeFact {}

    record Answered(Instant at, UUID question, String asker, String answer, List<String> sources)
            implements KnowledgeFact {}
}
