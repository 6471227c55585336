package dev.companyos.budget.postgres;

import dev.companyos.budget.Budgets;
import dev.companyos.budget.Payer;
import dev.companyos.budget.Scope;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Usd;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Every change is one statement that first locks all accounts that it is about, in the order of their names: what it
 * reads of them is then the newest, and no two statements wait for each other.
 */
public final class PostgresBudgets implements Budgets {
    /** The wanted scopes, numbered from 1, each with its account and the cap that counts. */
    private static final String CAP = """
            with cap as (
                select wanted.n, wanted.scope, wanted.account,
                  coalesce(own.cap_micros, month.cap_micros, :default_cap) as micros
                from unnest(cast(:scopes as text[]), cast(:accounts as text[])) with ordinality as wanted (scope, account, n)
                left join budget_cap own on own.company_id = :company and own.scope = wanted.scope
                left join budget_cap month on month.company_id = :company and month.scope = 'MONTH')
            """;

    private final JdbcClient sql;
    private final Usd defaultCap;

    public PostgresBudgets(JdbcClient sql, Usd defaultCap) {
        this.sql = sql;
        this.defaultCap = defaultCap;
    }

    @Override
    public void setCap(CompanyId company, Scope scope, Usd cap) {
        sql.sql("""
                        insert into budget_cap (company_id, scope, cap_micros) values (:company, :scope, :cap)
                        on conflict (company_id, scope) do update set cap_micros = excluded.cap_micros
                        """)
                .param("company", company.value())
                .param("scope", scope.name())
                .param("cap", cap.micros())
                .update();
    }

    @Override
    public void liftCap(CompanyId company, Scope scope) {
        sql.sql("delete from budget_cap where company_id = :company and scope = :scope")
                .param("company", company.value())
                .param("scope", scope.name())
                .update();
    }

    @Override
    public Map<Scope, Usd> caps(CompanyId company) {
        var caps = new EnumMap<Scope, Usd>(Scope.class);
        var scopes = Stream.of(Scope.values()).map(Enum::name).toList();
        about(company, scopes, scopes, CAP + "select scope, micros from cap").query(row -> {
            caps.put(Scope.valueOf(row.getString("scope")), new Usd(row.getLong("micros")));
        });
        return Collections.unmodifiableMap(caps);
    }

    @Override
    public Map<Scope, State> states(Payer payer, Instant now) {
        var states = new EnumMap<Scope, State>(Scope.class);
        about(payer, now, CAP + """
                        select scope, micros, coalesce(spent_micros, 0) as spent, coalesce(reserved_micros, 0) as reserved
                        from cap left join budget b on b.company_id = :company and b.account = cap.account
                        """).query(row -> {
            states.put(Scope.valueOf(row.getString("scope")), state(row));
        });
        return Collections.unmodifiableMap(states);
    }

    @Override
    public State state(CompanyId company, Instant now) {
        return Optional.ofNullable(states(Payer.of(company), now).get(Scope.MONTH))
                .orElseThrow();
    }

    @Override
    public Answer reserve(Payer payer, UUID reservation, String worker, Usd amount, Instant now) {
        if (amount.micros() < 0) throw new IllegalArgumentException("less than nothing: " + amount);
        return tryToReserve(payer, reservation, worker, amount, now)
                .or(() -> {
                    open(payer.company(), payer.accounts(now).values());
                    return tryToReserve(payer, reservation, worker, amount, now);
                })
                .orElseThrow(() -> new IllegalStateException("an account of %s was closed".formatted(payer)));
    }

    /** Empty, with nothing locked and nothing changed, if an account has no row yet: that cannot be locked. */
    private Optional<Answer> tryToReserve(Payer payer, UUID reservation, String worker, Usd amount, Instant now) {
        int count = payer.accounts(now).size();
        return about(payer, now, CAP + """
                        , known as (
                            select count(*) as n from cap
                            join budget b on b.company_id = :company and b.account = cap.account),
                        locked as (
                            select cap.n, b.account, cap.micros, b.spent_micros as spent, b.reserved_micros as reserved
                            from cap join budget b on b.company_id = :company and b.account = cap.account
                            where (select n from known) = :count
                            order by b.account for update of b),
                        verdict as (
                            select count(*) as n, min(n) filter (where :amount > micros - spent - reserved) as refused
                            from locked),
                        booked as (
                            update budget as b set reserved_micros = b.reserved_micros + :amount from locked, verdict
                            where b.company_id = :company and b.account = locked.account
                              and verdict.n = :count and verdict.refused is null),
                        noted as (
                            insert into reservation (id, company_id, accounts, worker, amount_micros, reserved_at)
                            select :id, :company, cast(:accounts as text[]), :worker, :amount, :now from verdict
                            where verdict.n = :count and verdict.refused is null)
                        select cap.scope, locked.micros, locked.spent, locked.reserved from verdict
                        left join locked on locked.n = verdict.refused left join cap on cap.n = verdict.refused
                        where verdict.n = :count
                        """)
                .param("count", count)
                .param("amount", amount.micros())
                .param("id", reservation)
                .param("worker", worker)
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .query((row, _) -> answer(row))
                .optional();
    }

    /** In the order in which they are locked, since a new row is locked until its transaction ends. */
    private void open(CompanyId company, Collection<String> accounts) {
        sql.sql("""
                        insert into budget (company_id, account)
                        select :company, account from unnest(cast(:accounts as text[])) as account
                        order by account collate "C" on conflict do nothing
                        """)
                .param("company", company.value())
                .param("accounts", accounts.toArray(String[]::new))
                .update();
    }

    @Override
    public void settle(CompanyId company, UUID reservation, Usd real) {
        sql.sql("""
                        with done as (
                            delete from reservation where id = :id and company_id = :company
                            returning accounts, amount_micros),
                        locked as (
                            select b.account from done join budget b on b.account = any (done.accounts)
                            where b.company_id = :company order by b.account for update of b)
                        update budget as b set reserved_micros = b.reserved_micros - done.amount_micros,
                          spent_micros = b.spent_micros + greatest(0, least(:real, done.amount_micros))
                        from done where b.company_id = :company and b.account = any (done.accounts)
                          and (select count(*) from locked) > 0
                        """)
                .param("id", reservation)
                .param("company", company.value())
                .param("real", real.micros())
                .update();
    }

    @Override
    public void keep(CompanyId company, UUID reservation) {
        sql.sql("update reservation set worker = '' where id = :id and company_id = :company")
                .param("id", reservation)
                .param("company", company.value())
                .update();
    }

    @Override
    public int releaseAllOf(String worker) {
        return sql.sql("""
                        with held as (
                            select id from reservation where worker = :worker order by id for update),
                        done as (
                            delete from reservation as r using held where r.id = held.id
                            returning r.company_id, r.accounts, r.amount_micros),
                        sums as (
                            select company_id, account, sum(amount_micros) as amount
                            from done cross join unnest(accounts) as account group by company_id, account),
                        locked as (
                            select b.account from sums
                            join budget b on b.company_id = sums.company_id and b.account = sums.account
                            order by b.company_id, b.account for update of b),
                        freed as (
                            update budget as b set reserved_micros = b.reserved_micros - sums.amount from sums
                            where b.company_id = sums.company_id and b.account = sums.account
                              and (select count(*) from locked) > 0)
                        select count(*) from done
                        """).param("worker", worker).query(Integer.class).single();
    }

    private JdbcClient.StatementSpec about(Payer payer, Instant now, String statement) {
        var accounts = payer.accounts(now);
        var scopes = accounts.keySet().stream().map(Enum::name).toList();
        return about(payer.company(), scopes, new ArrayList<>(accounts.values()), statement);
    }

    private JdbcClient.StatementSpec about(
            CompanyId company, List<String> scopes, List<String> accounts, String statement) {
        return sql.sql(statement)
                .param("company", company.value())
                .param("scopes", scopes.toArray(String[]::new))
                .param("accounts", accounts.toArray(String[]::new))
                .param("default_cap", defaultCap.micros());
    }

    private static Answer answer(ResultSet row) throws SQLException {
        String refused = row.getString("scope");
        return refused == null ? new Answer.Reserved() : new Answer.Refused(Scope.valueOf(refused), state(row));
    }

    private static State state(ResultSet row) throws SQLException {
        return new State(
                new Usd(row.getLong("micros")), new Usd(row.getLong("spent")), new Usd(row.getLong("reserved")));
    }
}
