package dev.companyos.repo.postgres;

import dev.companyos.kernel.Commit;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Slug;
import dev.companyos.kernel.TaskId;
import dev.companyos.kernel.Text;
import dev.companyos.repo.Publications;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

public final class PostgresPublications implements Publications {
    private static final int LONGEST = 1_000;

    private final JdbcClient sql;

    public PostgresPublications(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public boolean add(Publication it) {
        return sql.sql("""
                                insert into publication (company_id, task_id, product, commit_sha, title, author, due_at)
                                values (:company, :task, :product, :commit, :title, :author, :due)
                                on conflict do nothing
                                """)
                        .param("company", it.company().value())
                        .param("task", it.task().value())
                        .param("product", it.product().value())
                        .param("commit", it.commit().sha())
                        .param("title", Text.storable(it.title(), LONGEST))
                        .param("author", Text.storable(it.author(), LONGEST))
                        .param("due", utc(it.progress().dueAt()))
                        .update()
                == 1;
    }

    @Override
    public List<Publication> due(Instant now) {
        return sql.sql("""
                        select * from (
                            select distinct on (product) * from publication where published_at is null
                            order by product, seq
                        ) oldest
                        where due_at <= :now order by seq
                        """)
                .param("now", utc(now))
                .query(PostgresPublications::publication)
                .list();
    }

    @Override
    public void opened(CompanyId company, TaskId task, int number, String url) {
        sql.sql("""
                        update publication set pull_request = :number, url = :url
                        where company_id = :company and task_id = :task
                        """)
                .param("number", number)
                .param("url", Text.storable(url, LONGEST))
                .param("company", company.value())
                .param("task", task.value())
                .update();
    }

    @Override
    public void published(CompanyId company, TaskId task, Instant at) {
        sql.sql("""
                        update publication set published_at = :at, trouble = ''
                        where company_id = :company and task_id = :task
                        """)
                .param("at", utc(at))
                .param("company", company.value())
                .param("task", task.value())
                .update();
    }

    @Override
    public void failed(CompanyId company, TaskId task, String trouble, Instant dueAt) {
        sql.sql("""
                        update publication set tries = tries + 1, trouble = :trouble, due_at = :due
                        where company_id = :company and task_id = :task
                        """)
                .param("trouble", Text.storable(trouble, LONGEST))
                .param("due", utc(dueAt))
                .param("company", company.value())
                .param("task", task.value())
                .update();
    }

    @Override
    public List<Publication> list(CompanyId company, int limit) {
        return sql.sql("select * from publication where company_id = :company order by seq desc limit :limit")
                .param("company", company.value())
                .param("limit", limit)
                .query(PostgresPublications::publication)
                .list();
    }

    private static Publication publication(ResultSet row, int number) throws SQLException {
        var published = row.getObject("published_at", OffsetDateTime.class);
        var progress = new Progress(
                Optional.ofNullable(row.getObject("pull_request", Integer.class)),
                row.getString("url"),
                row.getInt("tries"),
                row.getString("trouble"),
                row.getObject("due_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(published).map(OffsetDateTime::toInstant));
        return new Publication(
                new CompanyId(row.getObject("company_id", UUID.class)),
                new TaskId(row.getObject("task_id", UUID.class)),
                new Slug(row.getString("product")),
                new Commit(row.getString("commit_sha")),
                row.getString("title"),
                row.getString("author"),
                progress);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
