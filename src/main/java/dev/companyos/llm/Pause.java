package dev.companyos.llm;

import java.time.Duration;
import java.util.Optional;

/** Waiting, so that a test need not. */
@FunctionalInterface
public interface Pause {
    void sleep(Duration time) throws InterruptedException;

    Pause REAL = Thread::sleep;

    /** @throws ModelFailed when interrupted, which the thread then still is: the turn is given up, and taken again later */
    default void orGiveUp(Duration time) {
        try {
            if (Thread.currentThread().isInterrupted()) throw givenUp();
            sleep(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw givenUp();
        }
    }

    private static ModelFailed givenUp() {
        return new ModelFailed(
                ModelFailed.Kind.CANCELLED,
                Optional.empty(),
                "The call was given up before it was made.",
                "Its turn was stopped.",
                "Nothing: the turn is taken again when it is due.");
    }
}
