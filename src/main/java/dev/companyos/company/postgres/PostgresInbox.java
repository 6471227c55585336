package dev.companyos.company.postgres;

import static dev.companyos.company.postgres.Columns.instant;
import static dev.companyos.company.postgres.Columns.utc;

import dev.companyos.company.Inbox;
import dev.companyos.kernel.CompanyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code founder_inbox}. */
public final class PostgresInbox implements Inbox {
    private final JdbcClient sql;

    public PostgresInbox(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public boolean add(CompanyId company, Item item) {
        return sql.sql("""
                insert into founder_inbox (company_id, id, kind, title, body, ref, at, answer, answered_at)
                values (:company, :id, :kind, :title, :body, :ref, :at, cast(:answer as text),
                        cast(:answered_at as timestamptz))
                on conflict (company_id, id) do nothing
                """)
                        .param("company", company.value())
                        .param("id", item.id())
                        .param("kind", item.kind())
                        .param("title", item.title())
                        .param("body", item.body())
                        .param("ref", item.ref())
                        .param("at", utc(item.at()))
                        .param("answer", item.answer().orElse(null))
                        .param(
                                "answered_at",
                                item.answeredAt().map(Columns::utc).orElse(null))
                        .update()
                == 1;
    }

    @Override
    public List<Item> list(CompanyId company, boolean openOnly) {
        return sql.sql("""
                select * from founder_inbox where company_id = :company and (not :open_only or answered_at is null)
                order by position desc
                """)
                .param("company", company.value())
                .param("open_only", openOnly)
                .query(PostgresInbox::item)
                .list();
    }

    @Override
    public boolean answer(CompanyId company, UUID item, String answer, Instant at) {
        return sql.sql("""
                update founder_inbox set answer = :answer, answered_at = :at
                where company_id = :company and id = :id and answered_at is null
                """)
                        .param("answer", answer)
                        .param("at", utc(at))
                        .param("company", company.value())
                        .param("id", item)
                        .update()
                == 1;
    }

    private static Item item(ResultSet row, int rowNumber) throws SQLException {
        return new Item(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("title"),
                row.getString("body"),
                row.getString("ref"),
                instant(row, "at"),
                Optional.ofNullable(row.getString("answer")),
                Optional.ofNullable(row.getObject("answered_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
