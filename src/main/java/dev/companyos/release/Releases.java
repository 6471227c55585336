package dev.companyos.release;

import static dev.companyos.release.Releases.Status.*;

import dev.companyos.kernel.Commit;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.ReleaseId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The history of a company's releases, of which one at most is live. Whatever moves a release throws
 * {@link CompanyException} {@code not-found.release} for one that is not there and {@code conflict.release} for a move
 * that {@link #MOVES} does not have, and then changes nothing. A move to where it is already is no conflict.
 */
public interface Releases {
    /** The whole life of a release. What failed may go live when the same commit is deployed again and answers. */
    Map<Status, Set<Status>> MOVES = Map.of(
            STARTING, Set.of(LIVE, FAILED),
            LIVE, Set.of(SUPERSEDED),
            SUPERSEDED, Set.of(LIVE),
            FAILED, Set.of(LIVE));

    /** Adds it as {@link Status#STARTING}; false and no change if one with its id is there. */
    boolean add(CompanyId company, Release release);

    Optional<Release> find(CompanyId company, ReleaseId id);

    /** Newest first. */
    List<Release> list(CompanyId company, int limit);

    /** The one that serves users now. */
    Optional<Release> live(CompanyId company);

    /** Marks it verified and live, and the one before superseded, in one step. */
    void verified(CompanyId company, ReleaseId id, String url, Instant at);

    /** Marks it failed with {@code reason}; what was live before stays live. */
    void failed(CompanyId company, ReleaseId id, String reason, Instant at);

    /** The live release answers at another address, after a restart. */
    void moved(CompanyId company, ReleaseId id, String url);

    /** Makes an earlier release live again, in one step; one that was never verified is a conflict. */
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
            Optional<Instant> verifiedAt) {
        /** @throws CompanyException {@code conflict.release} if {@code next} may not follow */
        public void mayMoveTo(Status next) {
            if (!status.mayBecome(next))
                throw CompanyException.conflict(
                        "release",
                        "Release %d cannot go from %s to %s.".formatted(number, status, next),
                        "Only %s may follow %s.".formatted(MOVES.get(status), status),
                        "Look at it with `company release show %s`: somebody else has probably moved it."
                                .formatted(id));
        }

        /** @throws CompanyException {@code conflict.release} if it never served anybody */
        public void mayServeAgain() {
            mayMoveTo(LIVE);
            if (verifiedAt.isEmpty())
                throw CompanyException.conflict(
                        "release",
                        "Release %d cannot be made live.".formatted(number),
                        "It was never verified.",
                        "Choose one that `company release list` shows as verified.");
        }
    }

    enum Status {
        STARTING,
        LIVE,
        SUPERSEDED,
        FAILED;

        /** Whether {@code next} is the same or may follow. */
        public boolean mayBecome(Status next) {
            return this == next || MOVES.getOrDefault(this, Set.of()).contains(next);
        }
    }
}
