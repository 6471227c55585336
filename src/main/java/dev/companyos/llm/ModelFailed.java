package dev.companyos.llm;

import dev.companyos.kernel.CompanyException;
import java.time.Duration;
import java.util.Optional;

/** No reply came. */
public final class ModelFailed extends CompanyException {
    public enum Kind {
        /** 5xx, 529, a dropped connection: the same request may succeed later. */
        TRANSIENT,
        /** A 429 that passes: we are too fast. */
        RATE_LIMITED,
        /** A model that the provider does not have, or no longer has: another one may do. */
        NO_SUCH_MODEL,
        /** Wrong key, spend limit reached, a request that cannot be served: a setting must change. */
        PERMANENT
    }

    private final Kind kind;
    private final Optional<Duration> retryAfter;

    public ModelFailed(Kind kind, Optional<Duration> retryAfter, String what, String why, String doThis) {
        super("unavailable.model", what, why, doThis);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the same request may succeed later, with nobody doing anything. */
    public boolean passes() {
        return kind == Kind.TRANSIENT || kind == Kind.RATE_LIMITED;
    }

    /** What the provider asked for, if it did. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
