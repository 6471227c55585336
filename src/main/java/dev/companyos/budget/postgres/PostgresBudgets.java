package dev.companyos.budget.postgres;

import dev.companyos.budget.Budgets;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Usd;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every change of a month's row is one statement, so two callers never both have the last cent. */
public final class PostgresBudgets implements Budgets {
    private final JdbcClient sql;
    private final Usd defaultCap;

    public PostgresBudgets(JdbcClient sql, Usd defaultCap) {
        this.sql = sql;
        this.defaultCap = defaultCap;
    }

    @Override
    public void setCap(CompanyId company, Usd monthly) {
        sql.sql("""
                        insert into budget_cap (company_id, cap_micros) values (:company, :cap)
                        on conflict (company_id) do update set cap_micros = excluded.cap_micros
                        """)
                .param("company", company.value())
                .param("cap", monthly.micros())
                .update();
    }

    @Override
    public State state(CompanyId company, Instant now) {
        return sql.sql("""
                        select coalesce(c.cap_micros, :default_cap) as cap,
                          coalesce(b.spent_micros, 0) as spent, coalesce(b.reserved_micros, 0) as reserved
                        from (select 1) as one
                        left join budget b on b.company_id = :company and b.month = :month
                        left join budget_cap c on c.company_id = :company
                        """)
                .param("company", company.value())
                .param("month", month(now))
                .param("default_cap", defaultCap.micros())
                .query((row, _) -> new State(
                        new Usd(row.getLong("cap")), new Usd(row.getLong("spent")), new Usd(row.getLong("reserved"))))
                .single();
    }

    @Override
    public boolean reserve(CompanyId company, UUID reservation, String worker, Usd amount, Instant now) {
        if (amount.micros() < 0) throw new IllegalArgumentException("less than nothing: " + amount);
        openMonth(company, now);
        return sql.sql("""
                                with cap as (
                                    select coalesce((select cap_micros from budget_cap where company_id = :company),
                                      :default_cap) as micros),
                                room as (
                                    update budget set reserved_micros = reserved_micros + :amount from cap
                                    where company_id = :company and month = :month
                                      and :amount <= cap.micros - spent_micros - reserved_micros
                                    returning company_id)
                                insert into reservation (id, company_id, month, worker, amount_micros, reserved_at)
                                select :id, company_id, :month, :worker, :amount, :now from room
                                """)
                        .param("company", company.value())
                        .param("month", month(now))
                        .param("amount", amount.micros())
                        .param("id", reservation)
                        .param("worker", worker)
                        .param("default_cap", defaultCap.micros())
                        .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private void openMonth(CompanyId company, Instant now) {
        sql.sql("insert into budget (company_id, month) values (:company, :month) on conflict do nothing")
                .param("company", company.value())
                .param("month", month(now))
                .update();
    }

    @Override
    public void settle(CompanyId company, UUID reservation, Usd real, Instant now) {
        sql.sql("""
                        with done as (
                            delete from reservation where id = :id and company_id = :company
                            returning company_id, month, amount_micros)
                        update budget as b set reserved_micros = reserved_micros - done.amount_micros,
                          spent_micros = spent_micros + greatest(0, least(:real, done.amount_micros))
                        from done where b.company_id = done.company_id and b.month = done.month
                        """)
                .param("id", reservation)
                .param("company", company.value())
                .param("real", real.micros())
                .update();
    }

    @Override
    public void release(CompanyId company, UUID reservation) {
        settle(company, reservation, Usd.ZERO, Instant.EPOCH);
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
                        with done as (
                            delete from reservation where worker = :worker returning company_id, month, amount_micros),
                        sums as (
                            select company_id, month, sum(amount_micros) as amount, count(*) as n from done
                            group by company_id, month),
                        freed as (
                            update budget as b set reserved_micros = reserved_micros - sums.amount
                            from sums where b.company_id = sums.company_id and b.month = sums.month)
                        select coalesce(sum(n), 0) from sums
                        """).param("worker", worker).query(Integer.class).single();
    }

    private static String month(Instant now) {
        return YearMonth.from(now.atOffset(ZoneOffset.UTC)).toString();
    }
}
