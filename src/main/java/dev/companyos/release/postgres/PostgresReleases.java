package dev.companyos.release.postgres;

import dev.companyos.kernel.Commit;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.ReleaseId;
import dev.companyos.release.Releases;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

public final class PostgresReleases implements Releases {
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
                        .param("detail", clean(release.detail()))
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
        makeLive(company, id, url, at);
    }

    @Override
    public void rolledBackTo(CompanyId company, ReleaseId id, String url, Instant at) {
        makeLive(company, id, url, at);
    }

    /** Two statements, since the index allows one live release at any moment; the caller's transaction holds them together. */
    private void makeLive(CompanyId company, ReleaseId id, String url, Instant at) {
        sql.sql(
                        "update deployment set status = 'SUPERSEDED' where company_id = :company and status = 'LIVE' and id <> :id")
                .param("company", company.value())
                .param("id", id.value())
                .update();
        sql.sql("""
                        update deployment set status = 'LIVE', url = :url, verified_at = coalesce(verified_at, :at)
                        where company_id = :company and id = :id
                        """)
                .param("company", company.value())
                .param("id", id.value())
                .param("url", url)
                .param("at", utc(at))
                .update();
    }

    @Override
    public void failed(CompanyId company, ReleaseId id, String reason, Instant at) {
        sql.sql("""
                        update deployment set status = 'FAILED', detail = :reason
                        where company_id = :company and id = :id and status = 'STARTING'
                        """)
                .param("company", company.value())
                .param("id", id.value())
                .param("reason", clean(reason))
                .update();
    }

    @Override
    public void moved(CompanyId company, ReleaseId id, String url) {
        sql.sql("update deployment set url = :url where company_id = :company and id = :id")
                .param("company", company.value())
                .param("id", id.value())
                .param("url", url)
                .update();
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

    private static String clean(String text) {
        String kept = text.replace("\u0000", "");
        return kept.length() > 10_000 ? kept.substring(0, 10_000) : kept;
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
