package dev.companyos.repo;

import dev.companyos.kernel.CompanyException;
import java.time.Duration;
import java.util.Optional;

/** A code host did not do what it was asked; work at home is not touched by that. */
public final class PublishingFailed extends CompanyException {
    private final boolean passing;
    private final Optional<Duration> wait;

    /**
     * @param passing whether it may work by itself a little later; otherwise the founder has to do something
     * @param wait how long the host wants to be left alone, if it says so
     */
    public PublishingFailed(String what, String why, String doThis, boolean passing, Optional<Duration> wait) {
        super("unavailable.github", what, why, doThis);
        this.passing = passing;
        this.wait = wait;
    }

    public boolean isPassing() {
        return passing;
    }

    public Optional<Duration> retryAfter() {
        return wait;
    }
}
