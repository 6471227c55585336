package dev.companyos.release.memory;

import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.ReleaseId;
import dev.companyos.kernel.Text;
import dev.companyos.release.Releases;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One monitor; nothing is rolled back. */
public final class MemoryReleases implements Releases {
    private static final int LONGEST = 10_000;

    private final Map<CompanyId, Map<ReleaseId, Release>> releases = new HashMap<>();

    @Override
    public synchronized boolean add(CompanyId company, Release release) {
        var it = with(release, Status.STARTING, release.url(), release.detail(), Optional.empty());
        return of(company).putIfAbsent(release.id(), it) == null;
    }

    @Override
    public synchronized Optional<Release> find(CompanyId company, ReleaseId id) {
        return Optional.ofNullable(of(company).get(id));
    }

    @Override
    public synchronized List<Release> list(CompanyId company, int limit) {
        return of(company).values().stream()
                .sorted(Comparator.comparing(Release::number)
                        .thenComparing(Release::startedAt)
                        .reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<Release> live(CompanyId company) {
        return of(company).values().stream()
                .filter(it -> it.status() == Status.LIVE)
                .findFirst();
    }

    @Override
    public synchronized void verified(CompanyId company, ReleaseId id, String url, Instant at) {
        var it = present(company, id);
        it.mayMoveTo(Status.LIVE);
        makeLive(company, it, url, at);
    }

    @Override
    public synchronized void rolledBackTo(CompanyId company, ReleaseId id, String url, Instant at) {
        var it = present(company, id);
        it.mayServeAgain();
        makeLive(company, it, url, at);
    }

    private void makeLive(CompanyId company, Release next, String url, Instant at) {
        live(company)
                .ifPresent(
                        old -> put(company, with(old, Status.SUPERSEDED, old.url(), old.detail(), old.verifiedAt())));
        var verified = next.verifiedAt().or(() -> Optional.of(at));
        put(company, with(next, Status.LIVE, url, next.detail(), verified));
    }

    @Override
    public synchronized void failed(CompanyId company, ReleaseId id, String reason, Instant at) {
        var it = present(company, id);
        it.mayMoveTo(Status.FAILED);
        put(company, with(it, Status.FAILED, it.url(), reason, it.verifiedAt()));
    }

    @Override
    public synchronized void moved(CompanyId company, ReleaseId id, String url) {
        var it = present(company, id);
        put(company, with(it, it.status(), url, it.detail(), it.verifiedAt()));
    }

    private Release present(CompanyId company, ReleaseId id) {
        return find(company, id)
                .orElseThrow(
                        () -> CompanyException.notFound("release", id.value().toString()));
    }

    private Map<ReleaseId, Release> of(CompanyId company) {
        return releases.computeIfAbsent(company, _ -> new HashMap<>());
    }

    private void put(CompanyId company, Release release) {
        of(company).put(release.id(), release);
    }

    private static Release with(Release it, Status status, String url, String detail, Optional<Instant> verifiedAt) {
        return new Release(
                it.id(),
                it.number(),
                it.commit(),
                it.hosting(),
                status,
                url,
                Text.storable(detail, LONGEST),
                it.startedAt(),
                verifiedAt);
    }
}
