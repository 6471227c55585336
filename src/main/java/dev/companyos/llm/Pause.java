package dev.companyos.llm;

import java.time.Duration;

/** Waiting, so that a test need not. */
@FunctionalInterface
public interface Pause {
    void sleep(Duration time) throws InterruptedException;

    Pause REAL = Thread::sleep;
}
