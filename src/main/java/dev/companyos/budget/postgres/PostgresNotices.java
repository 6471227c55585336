package dev.companyos.budget.postgres;

import dev.companyos.budget.Notices;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Usd;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

public final class PostgresNotices implements Notices {
    private final JdbcClient sql;

    public PostgresNotices(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public boolean first(CompanyId company, Usd cap, String kind, Instant now) {
        return sql.sql("""
                                insert into budget_notice (company_id, month, cap_micros, kind)
                                values (:company, :month, :cap, :kind) on conflict do nothing
                                """)
                        .param("company", company.value())
                        .param(
                                "month",
                                YearMonth.from(now.atOffset(ZoneOffset.UTC)).toString())
                        .param("cap", cap.micros())
                        .param("kind", kind)
                        .update()
                == 1;
    }
}
