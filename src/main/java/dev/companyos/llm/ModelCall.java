package dev.companyos.llm;

import dev.companyos.kernel.Usd;
import java.time.Duration;
import java.time.Instant;

/**
 * One call, as journal and ledger keep it.
 *
 * @param step which call of its turn, from 0
 * @param requestHash SHA-256 over the whole request; with company, turn and step it finds a reply again
 * @param promptHash identifies the prompt's template
 * @param model by the name it was asked under
 * @param batched it waited in a provider's batch, at the batch's price
 * @param cost at list price
 */
public record ModelCall(
        Caller caller,
        int step,
        String requestHash,
        String promptHash,
        String provider,
        String model,
        boolean batched,
        Result result,
        Usd cost,
        Duration latency,
        Instant at) {
    public sealed interface Result {
        record Answered(Reply reply) implements Result {}

        record Failed(String why) implements Result {}
    }

    public Reply.Usage usage() {
        return switch (result) {
            case Result.Answered(Reply reply) -> reply.usage();
            case Result.Failed _ -> Reply.Usage.NONE;
        };
    }
}
