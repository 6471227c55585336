package dev.companyos.bus.postgres;

import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.FactId;
import dev.companyos.kernel.Transactions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What has been published and is not yet on the road, or was lost there. */
public final class Outbox {
    /** Any number, the same in every process: who holds it relays. */
    private static final long RELAY_LOCK = 0x0C0FFEE0L;

    private final JdbcClient sql;
    private final Transactions transactions;

    public Outbox(JdbcClient sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    public record Row(long id, FactId fact, CompanyId company, String channel, String type, String payload) {}

    /**
     * Gives up to {@code limit} unsent rows, oldest first, to {@code sender} and marks them sent when it returns. One
     * relay at a time over all processes, so that facts of one key stay in order. Returns how many rows there were.
     */
    public int send(int limit, Consumer<List<Row>> sender) {
        return transactions.call(() -> {
            boolean mine = sql.sql("select pg_try_advisory_xact_lock(:lock)")
                    .param("lock", RELAY_LOCK)
                    .query(Boolean.class)
                    .single();
            if (!mine) return 0;
            var rows = sql.sql("select * from outbox where sent_at is null order by id limit :limit")
                    .param("limit", limit)
                    .query((row, _) -> new Row(
                            row.getLong("id"),
                            new FactId(row.getObject("fact_id", UUID.class)),
                            new CompanyId(row.getObject("company_id", UUID.class)),
                            row.getString("channel"),
                            row.getString("type"),
                            row.getString("payload")))
                    .list();
            if (rows.isEmpty()) return 0;
            sender.accept(rows);
            sql.sql("update outbox set sent_at = now() where id = any(:ids)")
                    .param("ids", rows.stream().map(Row::id).toArray(Long[]::new))
                    .update();
            return rows.size();
        });
    }

    /** Every subscriber is through with these. */
    public void delivered(Collection<FactId> facts) {
        sql.sql("update outbox set delivered_at = now() where fact_id = any(:ids) and delivered_at is null")
                .param("ids", facts.stream().map(FactId::value).toArray(UUID[]::new))
                .update();
    }

    /** Redis has lost the company's streams: everything that is not delivered is sent again. */
    public int sendAgain(CompanyId company) {
        return sql.sql("""
                        update outbox set sent_at = null
                        where company_id = :company and sent_at is not null and delivered_at is null
                        """).param("company", company.value()).update();
    }

    /** The same for single entries that got lost: sent long ago and never delivered, of a company that is read here. */
    public int sendAgain(CompanyId company, Duration olderThan, Collection<FactId> underWay) {
        return sql.sql("""
                        update outbox set sent_at = null
                        where company_id = :company and delivered_at is null and not fact_id = any(:under_way)
                          and sent_at < now() - make_interval(secs => :seconds)
                        """)
                .param("company", company.value())
                .param("seconds", olderThan.toSeconds())
                .param("under_way", underWay.stream().map(FactId::value).toArray(UUID[]::new))
                .update();
    }
}
