package dev.companyos.llm;

import java.util.Optional;

/** One way to reach language models. Safe to call from many threads; blocks until the reply is whole. */
public interface LanguageModel {
    /**
     * @return what the model said: a refusal or a cut-off reply is a {@link Reply}, not an exception
     * @throws ModelFailed when there is no reply; its {@link ModelFailed#kind} says whether trying again can help
     */
    Reply reply(Request request);

    /** The provider's queue for calls that can wait, if it has one. */
    default Optional<Batches> batches() {
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
