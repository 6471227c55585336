package dev.companyos.bus.postgres;

import dev.companyos.bus.Bus;
import dev.companyos.bus.DeadLetters;
import dev.companyos.bus.Delivery;
import dev.companyos.bus.FactCodec;
import dev.companyos.bus.History;
import dev.companyos.bus.Signal;
import dev.companyos.facts.Channel;
import dev.companyos.facts.Envelope;
import dev.companyos.facts.Fact;
import dev.companyos.facts.InboxFact;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.FactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The durable side of the bus. Everything here joins the caller's transaction. */
public final class PostgresBus implements Bus, History, DeadLetters, Delivery.Ledger {
    private final JdbcClient sql;
    private final FactCodec codec;
    private final Clock clock;
    private final Signal committed = new Signal();

    public PostgresBus(JdbcClient sql, FactCodec codec, Clock clock) {
        this.sql = sql;
        this.codec = codec;
        this.clock = clock;
    }

    /** Raised after each commit that published something in this process. */
    public Signal committed() {
        return committed;
    }

    @Override
    public void publish(CompanyId company, Fact fact) {
        sql.sql("""
                        insert into outbox (fact_id, company_id, channel, key, type, payload)
                        values (:id, :company, :channel, :key, :type, :payload)
                        """)
                .param("id", FactId.fresh().value())
                .param("company", company.value())
                .param("channel", Channel.of(fact).name())
                .param("key", fact.key())
                .param("type", codec.type(fact))
                .param("payload", codec.encode(fact).replace("\\u0000", ""))
                .update();
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            committed.raise();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                committed.raise();
            }
        });
    }

    @Override
    public List<Entry> after(CompanyId company, String after, int limit) {
        var from = Cursor.of(after);
        return sql.sql("""
                        select * from outbox
                        where company_id = :company and (tx, id) > (cast(:tx as xid8), :id)
                          and tx < pg_snapshot_xmin(pg_current_snapshot())
                        order by tx, id limit :limit
                        """)
                .param("company", company.value())
                .param("tx", from.tx())
                .param("id", from.id())
                .param("limit", Math.clamp(limit, 1, 1_000))
                .query((row, _) -> new Entry(new Cursor(row.getString("tx"), row.getLong("id")).text(), envelope(row)))
                .list();
    }

    @Override
    public String newest(CompanyId company) {
        return sql.sql("""
                        select tx, id from outbox where company_id = :company and tx < pg_snapshot_xmin(pg_current_snapshot())
                        order by tx desc, id desc limit 1
                        """)
                .param("company", company.value())
                .query((row, _) -> new Cursor(row.getString("tx"), row.getLong("id")).text())
                .optional()
                .orElse("");
    }

    @Override
    public void await(CompanyId company, String after, Duration atMost) {
        long seen = committed.now();
        if (!after(company, after, 1).isEmpty()) return;
        try {
            committed.await(seen, atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean firstSight(String consumer, Envelope fact) {
        return sql.sql("insert into inbox (consumer, fact_id) values (:consumer, :fact) on conflict do nothing")
                        .param("consumer", consumer)
                        .param("fact", fact.id().value())
                        .update()
                == 1;
    }

    @Override
    public void park(String consumer, Envelope fact, String reason) {
        firstSight(consumer, fact);
        park(
                fact.company(),
                fact.id(),
                consumer,
                fact.channel().name(),
                codec.type(fact.fact()),
                codec.encode(fact.fact()),
                reason);
    }

    /** Parks something that may not even be a fact. */
    public void park(
            CompanyId company, FactId id, String consumer, String channel, String type, String payload, String reason) {
        String why = clean(reason, 1_000);
        int added = sql.sql("""
                        insert into dead_letter (company_id, fact_id, consumer, channel, type, payload, reason)
                        values (:company, :fact, :consumer, :channel, :type, :payload, :reason) on conflict do nothing
                        """)
                .param("company", company.value())
                .param("fact", id.value())
                .param("consumer", consumer)
                .param("channel", channel)
                .param("type", clean(type, 100))
                .param("payload", clean(payload, 4_000))
                .param("reason", why)
                .update();
        boolean itself = channel.equals(Channel.DEAD_LETTERS.name());
        if (added == 1 && !itself)
            publish(company, new InboxFact.DeadLettered(clock.instant(), id, consumer, channel, why));
    }

    @Override
    public List<DeadLetter> list(CompanyId company) {
        return sql.sql("select * from dead_letter where company_id = :company order by parked_at desc limit 500")
                .param("company", company.value())
                .query((row, _) -> new DeadLetter(
                        new FactId(row.getObject("fact_id", UUID.class)),
                        row.getString("consumer"),
                        row.getString("channel"),
                        row.getString("reason"),
                        row.getString("payload"),
                        row.getTimestamp("parked_at").toInstant()))
                .list();
    }

    @Override
    public boolean replay(CompanyId company, FactId letter, String consumer) {
        int replayed = sql.sql("""
                        with letter as (
                            delete from dead_letter
                            where company_id = :company and fact_id = :fact and consumer = :consumer
                              and exists (select 1 from outbox where outbox.fact_id = dead_letter.fact_id)
                            returning fact_id),
                        seen as (delete from inbox where consumer = :consumer and fact_id in (select fact_id from letter))
                        update outbox set sent_at = null, delivered_at = null
                        where fact_id in (select fact_id from letter)
                        """)
                .param("company", company.value())
                .param("fact", letter.value())
                .param("consumer", consumer)
                .update();
        if (replayed > 0) committed.raise();
        return replayed > 0;
    }

    Envelope envelope(ResultSet row) throws SQLException {
        return new Envelope(
                new FactId(row.getObject("fact_id", UUID.class)),
                new CompanyId(row.getObject("company_id", UUID.class)),
                new Channel(row.getString("channel")),
                codec.decode(row.getString("type"), row.getString("payload")));
    }

    private static String clean(String text, int limit) {
        String kept = text.replace("\u0000", "");
        return kept.length() > limit ? kept.substring(0, limit) : kept;
    }

    private record Cursor(String tx, long id) {
        static Cursor of(String text) {
            return text.matches("\\d{1,19}\\.\\d{1,18}")
                    ? new Cursor(
                            text.substring(0, text.indexOf('.')), Long.parseLong(text.substring(text.indexOf('.') + 1)))
                    : new Cursor("0", 0);
        }

        String text() {
            return tx + "." + id;
        }
    }
}
