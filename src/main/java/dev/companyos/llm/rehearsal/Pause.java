package dev.companyos.llm.rehearsal;

import java.time.Duration;

/** How slowness passes: really, or only on paper in tests. */
@FunctionalInterface
public interface Pause {
    void pause(Duration duration);

    /** Lets the time pass; an interrupt ends it early and stays set. */
    static Pause real() {
        return duration -> {
            try {
                Thread.sleep(duration);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
