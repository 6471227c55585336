package dev.companyos.facts;

import java.time.Instant;

/** What the founder wants. */
public sealed interface MissionFact extends Fact {
    @Override
    default String key() {
        return "mission";
    }

    /** @param stack the stack the founder asked for, or "" to let the company choose */
    record MissionSet(Instant at, String mission, String stack) implements MissionFact {}

    record FeedbackGiven(Instant at, String from, String text) implements MissionFact {}
}
