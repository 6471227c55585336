package dev.companyos.llm;

import dev.companyos.kernel.Usd;

/** The only way to a model: every call is journaled, paid for before it is made, retried where that can help. */
public interface Gateway {
    /** Starts (or, after a crash, starts again) the conversation of one turn. */
    Session open(Caller caller, Tier tier);

    /** The model that does the thinking of {@code tier}, and its provider. */
    ModelInfo info(Tier tier);

    enum Tier {
        SENIOR,
        JUNIOR
    }

    record ModelInfo(String provider, String model, boolean writesOnlyOurCode) {}

    /** One turn's calls, in order. Not for more than one thread. */
    interface Session {
        /**
         * Asks. If this very call of this turn was made before a crash, its reply comes from the journal and costs nothing.
         *
         * @param ask the request without its model, which the tier decides
         * @throws ModelFailed when no reply is to be had
         * @throws dev.companyos.kernel.CompanyException {@code budget.exhausted} when it may not be paid for
         */
        Reply ask(Ask ask);

        /** The same; {@code progress} is told how the reply grows. A reply from the journal does not grow. */
        default Reply ask(Ask ask, Progress progress) {
            return ask(ask);
        }

        /** What this turn has cost so far, replayed calls included. */
        Usd cost();

        Reply.Usage usage();
    }

    /** @param promptHash identifies the prompt's template, for the ledger */
    record Ask(
            java.util.List<Request.SystemBlock> system,
            java.util.List<Message> messages,
            java.util.List<Request.ToolSpec> tools,
            java.util.Optional<String> outputSchema,
            int maxTokens,
            String promptHash) {}
}
