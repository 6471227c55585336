package dev.companyos.shift.postgres;

import dev.companyos.bus.FactCodec;
import dev.companyos.facts.Channel;
import dev.companyos.facts.Envelope;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.FactId;
import dev.companyos.kernel.RoleId;
import dev.companyos.shift.Agenda;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

public final class PostgresAgenda implements Agenda {
    private final JdbcClient sql;
    private final FactCodec codec;

    public PostgresAgenda(JdbcClient sql, FactCodec codec) {
        this.sql = sql;
        this.codec = codec;
    }

    @Override
    public void plan(CompanyId company, RoleId role, Instant at) {
        sql.sql("insert into agenda (company_id, role, due_at) values (:company, :role, :at) on conflict do nothing")
                .param("company", company.value())
                .param("role", role.value())
                .param("at", utc(at))
                .update();
    }

    @Override
    public void wake(CompanyId company, RoleId role, Instant now) {
        sql.sql("""
                        insert into agenda as a (company_id, role, due_at, woken) values (:company, :role, :now, true)
                        on conflict (company_id, role) do update set due_at = least(a.due_at, :now), woken = true
                        """)
                .param("company", company.value())
                .param("role", role.value())
                .param("now", utc(now))
                .update();
    }

    @Override
    public void addErrand(RoleId role, Envelope fact, Instant now) {
        sql.sql("""
                        insert into errand (company_id, role, fact_id, type, payload)
                        values (:company, :role, :fact, :type, :payload) on conflict do nothing
                        """)
                .param("company", fact.company().value())
                .param("role", role.value())
                .param("fact", fact.id().value())
                .param("type", codec.type(fact.fact()))
                .param("payload", codec.encode(fact.fact()))
                .update();
        wake(fact.company(), role, now);
    }

    @Override
    public Optional<Envelope> nextErrand(CompanyId company, RoleId role) {
        return sql.sql("select * from errand where company_id = :company and role = :role order by id limit 1")
                .param("company", company.value())
                .param("role", role.value())
                .query(this::envelope)
                .optional();
    }

    private Envelope envelope(ResultSet row, int number) throws SQLException {
        var fact = codec.decode(row.getString("type"), row.getString("payload"));
        return new Envelope(
                new FactId(row.getObject("fact_id", UUID.class)),
                new CompanyId(row.getObject("company_id", UUID.class)),
                Channel.of(fact),
                fact);
    }

    @Override
    public void errandDone(CompanyId company, RoleId role, FactId fact) {
        sql.sql("delete from errand where company_id = :company and role = :role and fact_id = :fact")
                .param("company", company.value())
                .param("role", role.value())
                .param("fact", fact.value())
                .update();
    }

    @Override
    public Optional<Slot> claim(Collection<CompanyId> companies, String worker, Instant now, Duration lease) {
        return sql.sql("""
                        with due as (
                            select company_id, role from agenda
                            where company_id = any(:companies) and due_at <= :now
                              and (lease_ends is null or lease_ends < :now)
                            order by due_at limit 1 for no key update skip locked)
                        update agenda as a
                        set lease_ends = :until, worker = :worker, epoch = a.epoch + 1, woken = false
                        from due where a.company_id = due.company_id and a.role = due.role
                        returning a.company_id, a.role, a.worker, a.epoch, a.seen
                        """)
                .param("companies", ids(companies))
                .param("now", utc(now))
                .param("until", utc(now.plus(lease)))
                .param("worker", worker)
                .query((row, _) -> new Slot(
                        new CompanyId(row.getObject("company_id", UUID.class)),
                        new RoleId(row.getString("role")),
                        row.getString("worker"),
                        row.getLong("epoch"),
                        row.getString("seen")))
                .optional();
    }

    @Override
    public boolean renew(Slot slot, Instant until) {
        return at(slot, "update agenda set lease_ends = :until where " + HELD)
                        .param("until", utc(until))
                        .update()
                == 1;
    }

    @Override
    public boolean holds(Slot slot) {
        return at(slot, "select 1 from agenda where " + HELD + " for no key update")
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    @Override
    public void done(Slot slot, Optional<Instant> next, String seen) {
        at(slot, """
                        update agenda set lease_ends = null, seen = :seen,
                          due_at = case when woken then due_at else cast(:next as timestamptz) end
                        where
                        """ + HELD)
                .param("seen", seen)
                .param("next", next.map(PostgresAgenda::utc).orElse(null))
                .update();
    }

    @Override
    public Optional<Instant> nextDue(Collection<CompanyId> companies, Instant now) {
        return sql.sql("""
                        select min(greatest(due_at, coalesce(lease_ends, due_at))) from agenda
                        where company_id = any(:companies) and due_at is not null
                        """)
                .param("companies", ids(companies))
                .query((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
    }

    @Override
    public int releaseAllOf(String worker, Instant now) {
        return sql.sql("""
                        update agenda set lease_ends = null, epoch = epoch + 1, due_at = :now
                        where worker = :worker and lease_ends is not null
                        """).param("worker", worker).param("now", utc(now)).update();
    }

    private static final String HELD =
            "company_id = :company and role = :role and epoch = :epoch and lease_ends is not null";

    private JdbcClient.StatementSpec at(Slot slot, String statement) {
        return sql.sql(statement)
                .param("company", slot.company().value())
                .param("role", slot.role().value())
                .param("epoch", slot.epoch());
    }

    private static UUID[] ids(Collection<CompanyId> companies) {
        return companies.stream().map(CompanyId::value).toArray(UUID[]::new);
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
