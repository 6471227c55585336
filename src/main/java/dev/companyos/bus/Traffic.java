package dev.companyos.bus;

import dev.companyos.kernel.CompanyId;

/** Starts and stops deliveries. */
public interface Traffic {
    /** Starts delivering the facts of {@code company}; a second call does nothing. */
    void open(CompanyId company);

    /** Stops delivering the facts of {@code company}; what is pending stays pending. */
    void close(CompanyId company);

    /** A hand has become free, or something else changed that {@link Subscriptions.Hands#free} answers: look again. */
    void nudge(CompanyId company);

    /** Stops reading at once, waits up to {@code seconds} for deliveries under way. Calling it again does nothing. */
    void stop(int seconds);
}
