package dev.companyos.release.postgres;

import dev.companyos.kernel.Commit;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.ReleaseId;
import dev.companyos.kernel.Text;
import dev.companyos.release.Releases;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

public final class PostgresReleases implements Releases {
    private static final int LONGEST = 10_000;

    private final JdbcClient sql;

    public PostgresReleases(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public boolean add(CompanyId company, Release release) {
        return sql.sql("""
                                insert into deployment
                                  (company_id, id, number, commit_sha, hosting, status, url, detail, started_at)
                                values (:company, :id, :number, :commit, :hosting, 'STARTING', :url, :detail, :at)
                                on conflict do nothing
                                """)
                        .param("company", company.value())
                        .param("id", release.id().value())
                        .param("number", release.number())
                        .param("commit", release.commit().sha())
                        .param("hosting", release.hosting())
                        .param("url", release.url())
                        .param("detail", Text.storable(release.detail(), LONGEST))
                        .param("at", utc(release.startedAt()))
                        .update()
                == 1;
    }

    @Override
    public Optional<Release> find(CompanyId company, ReleaseId id) {
        return sql.sql("select * from deployment where company_id = :company and id = :id")
                .param("company", company.value())
                .param("id", id.value())
                .query(PostgresReleases::release)
                .optional();
    }

    @Override
    public List<Release> list(CompanyId company, int limit) {
        return sql.sql(
                        "select * from deployment where company_id = :company order by number desc, started_at desc limit :limit")
                .param("company", company.value())
                .param("limit", limit)
                .query(PostgresReleases::release)
                .list();
    }

    @Override
    public Optional<Release> live(CompanyId company) {
        return sql.sql("select * from deployment where company_id = :company and status = 'LIVE'")
                .param("company", company.value())
                .query(PostgresReleases::release)
                .optional();
    }

    @Override
    public void verified(CompanyId company, ReleaseId id, String url, Instant at) {
        if (!makeLive(company, id, url, at, false)) explain(company, id, it -> it.mayMoveTo(Status.LIVE));
    }

    @Override
    public void rolledBackTo(CompanyId company, ReleaseId id, String url, Instant at) {
        if (!makeLive(company, id, url, at, true)) explain(company, id, Release::mayServeAgain);
    }

    /**
     * One statement, although the index allows one live release at any moment: counting {@code old} makes sure that the
     * one before has stepped down when the new one steps up.
     */
    private boolean makeLive(CompanyId company, ReleaseId id, String url, Instant at, boolean again) {
        try {
            return sql.sql("""
                                    with target as (
                                        select id from deployment
                                        where company_id = :company and id = :id and status = any (:from)
                                          and (verified_at is not null or not :again)
                                        for update),
                                    old as (
                                        update deployment as d set status = 'SUPERSEDED' from target
                                        where d.company_id = :company and d.status = 'LIVE' and d.id <> target.id
                                        returning d.id)
                                    update deployment as d
                                    set status = 'LIVE', url = :url, verified_at = coalesce(d.verified_at, :at)
                                    from target where d.company_id = :company and d.id = target.id
                                      and (select count(*) from old) >= 0
                                    """)
                            .param("company", company.value())
                            .param("id", id.value())
                            .param("from", whatMayBecome(Status.LIVE))
                            .param("again", again)
                            .param("url", url)
                            .param("at", utc(at))
                            .update()
                    == 1;
        } catch (DuplicateKeyException e) {
            throw raced(id);
        }
    }

    @Override
    public void failed(CompanyId company, ReleaseId id, String reason, Instant at) {
        int changed = sql.sql("""
                        update deployment set status = 'FAILED', detail = :reason
                        where company_id = :company and id = :id and status = any (:from)
                        """)
                .param("company", company.value())
                .param("id", id.value())
                .param("from", whatMayBecome(Status.FAILED))
                .param("reason", Text.storable(reason, LONGEST))
                .update();
        if (changed == 0) explain(company, id, it -> it.mayMoveTo(Status.FAILED));
    }

    private static String[] whatMayBecome(Status next) {
        return Stream.of(Status.values())
                .filter(it -> it.mayBecome(next))
                .map(Enum::name)
                .toArray(String[]::new);
    }

    /** Throws what {@code law} has against the release, or that there is none, or that it has just been moved. */
    private void explain(CompanyId company, ReleaseId id, Consumer<Release> law) {
        law.accept(find(company, id)
                .orElseThrow(
                        () -> CompanyException.notFound("release", id.value().toString())));
        throw raced(id);
    }

    private static CompanyException raced(ReleaseId id) {
        return CompanyException.conflict(
                "release",
                "%s was not moved.".formatted(id),
                "Another release of this company was moved at the same moment.",
                "Look with `company release list`, then try again.");
    }

    @Override
    public void moved(CompanyId company, ReleaseId id, String url) {
        int changed = sql.sql("update deployment set url = :url where company_id = :company and id = :id")
                .param("company", company.value())
                .param("id", id.value())
                .param("url", url)
                .update();
        if (changed == 0) throw CompanyException.notFound("release", id.value().toString());
    }

    private static Release release(ResultSet row, int number) throws SQLException {
        return new Release(
                new ReleaseId(row.getObject("id", UUID.class)),
                row.getInt("number"),
                new Commit(row.getString("commit_sha")),
                row.getString("hosting"),
                Status.valueOf(row.getString("status")),
                row.getString("url"),
                row.getString("detail"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("verified_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
