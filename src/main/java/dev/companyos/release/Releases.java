package dev.companyos.release;

import dev.companyos.kernel.Commit;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.ReleaseId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The history of a company's releases. */
public interface Releases {
    /** Adds it as {@link Status#STARTING}; false and no change if one with its id is there. */
    boolean add(CompanyId company, Release release);

    Optional<Release> find(CompanyId company, ReleaseId id);

    /** Newest first. */
    List<Release> list(CompanyId company, int limit);

    /** The one that serves users now. */
    Optional<Release> live(CompanyId company);

    /** Marks it verified and live, and the one before superseded. */
    void verified(CompanyId company, ReleaseId id, String url, Instant at);

    /** Marks it failed with {@code reason}; what was live before stays live. */
    void failed(CompanyId company, ReleaseId id, String reason, Instant at);

    /** The live release answers at another address, after a restart. */
    void moved(CompanyId company, ReleaseId id, String url);

    /** Makes an earlier verified release live again. */
    void rolledBackTo(CompanyId company, ReleaseId id, String url, Instant at);

    record Release(
            ReleaseId id,
            int number,
            Commit commit,
            String hosting,
            Status status,
            String url,
            String detail,
            Instant startedAt,
            Optional<Instant> verifiedAt) {}

    enum Status {
        STARTING,
        LIVE,
        SUPERSEDED,
        FAILED
    }
}
