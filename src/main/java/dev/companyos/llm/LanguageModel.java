package dev.companyos.llm;

import java.util.Optional;
import java.util.OptionalLong;

/** One way to reach language models. Safe to call from many threads; blocks until the reply is whole. */
public interface LanguageModel {
    /**
     * Interrupting the calling thread cancels the call: the connection is closed at once, the interrupt flag stays set,
     * and the failure is {@link ModelFailed.Kind#CANCELLED}.
     *
     * @return what the model said: a refusal or a cut-off reply is a {@link Reply}, not an exception; never a half reply
     * @throws ModelFailed when there is no reply; its {@link ModelFailed#kind} says whether trying again can help
     */
    Reply reply(Request request, Progress progress);

    /**
     * The tokens of the prompt as the provider itself counts them, within seconds and for nothing. Empty when it has no
     * such service, or does not answer.
     */
    default OptionalLong countTokens(Request request) {
        return OptionalLong.empty();
    }

    /** The provider's queue for calls that can wait, if it has one. */
    default Optional<Batches> batches() {
        return Optional.empty();
    }

    /** What a call to {@code model} would fail with, as far as the provider tells for nothing; empty when all is well. */
    default Optional<ModelFailed> trouble(String model) {
        return Optional.empty();
    }

    /** {@code anthropic}, {@code rehearsal}, …: shown to people wherever the model's work is shown. */
    String provider();

    /**
     * Whether the code that this provider writes is our own, generated from templates in this repository. Only such
     * code may run where there is no sandbox.
     */
    boolean writesOnlyOurCode();
}
