package dev.companyos.llm;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A provider's queue for calls that can wait, at a lower price. Every method throws {@link ModelFailed} like a call. */
public interface Batches {
    /** @return the provider's name of the batch */
    String submit(List<Item> items);

    /** By item; empty while the provider is still at work. Items it does not know are not in there. */
    Optional<Map<String, Outcome>> results(String batch);

    /** What has not begun is not done, and costs nothing. */
    void cancel(String batch);

    /** @param id 1 to 64 letters, digits, hyphens and underscores, unique in its batch */
    record Item(String id, Request request) {}

    sealed interface Outcome {
        record Replied(Reply reply) implements Outcome {}

        /** It was not done: refused by the provider, expired, cancelled. Nobody is charged for it. */
        record NotDone(String why) implements Outcome {}
    }
}
