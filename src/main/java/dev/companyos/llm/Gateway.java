package dev.companyos.llm;

import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Tier;
import dev.companyos.kernel.Usd;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The only way to a model: every call is journaled, paid for before it is made, retried where that can help. */
public interface Gateway {
    /** Starts (or, after a crash, starts again) the conversation of one turn. */
    Session open(Caller caller, Tier tier, Patience patience);

    default Session open(Caller caller, Tier tier) {
        return open(caller, tier, Patience.NOW);
    }

    /** The model that does the thinking of {@code tier}, and its provider. */
    ModelInfo info(Tier tier);

    /** The calls of this process that are under way, oldest first. */
    List<LiveCalls.LiveCall> live(CompanyId company);

    /** What the founder should know about the choice of models, one sentence each; empty when all is well. */
    List<String> remarks();

    enum Patience {
        NOW,
        /** The reply may come hours later, where that is cheaper. */
        CAN_WAIT
    }

    /** @param context tokens that prompt and reply may have together */
    record ModelInfo(String provider, String model, boolean writesOnlyOurCode, int context) {}

    /** One turn's calls, in order. Not for more than one thread. */
    interface Session {
        /**
         * Asks. If this very call of this turn was made before a crash, its reply comes from the journal and costs nothing.
         *
         * @param ask the request without its model, which the tier decides
         * @throws ModelFailed when no reply is to be had
         * @throws dev.companyos.kernel.CompanyException {@code budget.exhausted}, {@code budget.agent}, {@code budget.task}
         *     when it may not be paid for
         */
        Reply ask(Ask ask);

        /** The same; {@code progress} is told how the reply grows. A reply from the journal does not grow. */
        default Reply ask(Ask ask, Progress progress) {
            return ask(ask);
        }

        /**
         * Thinking that is done outside, by a program that says afterwards what it cost: paid for before, journaled and
         * replayed like a reply.
         *
         * @param price of what it had done when it failed: that is charged, too
         * @return what {@code work} returned, now or before a crash
         * @throws ModelFailed what {@code work} throws
         */
        String outside(Outside what, Function<Reply.Usage, Usd> price, Supplier<Outside.Done> work);

        /** The model that answered last; "" before the first answer. */
        default String model() {
            return "";
        }

        /** What this turn has cost so far, replayed calls included. */
        Usd cost();

        Reply.Usage usage();
    }

    /** @param question what it is asked, all of it: the same one is answered from the journal @param atMost what it may cost */
    record Outside(String provider, String model, String question, String promptHash, Usd atMost) {
        public record Done(String text, Reply.Usage usage, Usd cost) {}
    }

    /** @param promptHash identifies the prompt's template, for the ledger */
    record Ask(
            List<Request.SystemBlock> system,
            List<Message> messages,
            List<Request.ToolSpec> tools,
            Optional<String> outputSchema,
            int maxTokens,
            String promptHash) {}
}
