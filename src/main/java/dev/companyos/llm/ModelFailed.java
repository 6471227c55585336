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
        /** Its thread was interrupted; this says nothing about the provider. */
        CANCELLED,
        /** A model that the provider does not have, or no longer has: another one may do. */
        NO_SUCH_MODEL,
        /** Wrong key, spend limit reached, a request that cannot be served: a setting must change. */
        PERMANENT
    }

    private final Kind kind;
    private final Optional<Duration> retryAfter;
    private final Reply.Usage spent;

    public ModelFailed(Kind kind, Optional<Duration> retryAfter, String what, String why, String doThis) {
        this(kind, retryAfter, Reply.Usage.NONE, what, why, doThis);
    }

    private ModelFailed(
            Kind kind, Optional<Duration> retryAfter, Reply.Usage spent, String what, String why, String doThis) {
        super("unavailable.model", what, why, doThis);
        this.kind = kind;
        this.retryAfter = retryAfter;
        this.spent = spent;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the same request may succeed later, with nobody doing anything. */
    public boolean passes() {
        return kind == Kind.TRANSIENT || kind == Kind.RATE_LIMITED || kind == Kind.CANCELLED;
    }

    /** What the provider asked for, if it did. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** What the provider had done when the reply broke off, and charges for: the prompt, and what was written by then. */
    public Reply.Usage spent() {
        return spent;
    }

    public ModelFailed after(Reply.Usage spent) {
        var failure = new ModelFailed(kind, retryAfter, spent, what(), why(), doThis());
        failure.setStackTrace(getStackTrace());
        return failure;
    }
}
