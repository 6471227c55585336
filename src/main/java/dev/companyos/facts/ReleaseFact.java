package dev.companyos.facts;

import dev.companyos.kernel.Commit;
import dev.companyos.kernel.ReleaseId;
import java.time.Instant;

/** A product's way to its users. */
public sealed interface ReleaseFact extends Fact {
    ReleaseId release();

    @Override
    default String key() {
        return "release";
    }

    /** Started, and every probe of its stack answered as it should. */
    record Released(Instant at, ReleaseId release, Commit commit, String url, int probes) implements ReleaseFact {}

    /** @param url where the last good release answers again, or "" when there was none */
    record RolledBack(Instant at, ReleaseId release, Commit commit, String reason, String url) implements ReleaseFact {}
}
