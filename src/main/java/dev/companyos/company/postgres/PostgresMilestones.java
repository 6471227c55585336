package dev.companyos.company.postgres;

import static dev.companyos.company.postgres.Columns.instant;
import static dev.companyos.company.postgres.Columns.utc;

import dev.companyos.company.Milestones;
import dev.companyos.kernel.CompanyId;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code milestone_log}; its primary key decides who was first. */
public final class PostgresMilestones implements Milestones {
    private final JdbcClient sql;

    public PostgresMilestones(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public boolean reach(CompanyId company, String type, String description, Instant at) {
        return sql.sql("""
                insert into milestone_log (company_id, milestone_type, description, achieved_at)
                values (:company, :type, :description, :at) on conflict do nothing
                """)
                        .param("company", company.value())
                        .param("type", type)
                        .param("description", description)
                        .param("at", utc(at))
                        .update()
                == 1;
    }

    @Override
    public List<Milestone> list(CompanyId company) {
        return sql.sql("select * from milestone_log where company_id = :company order by achieved_at, milestone_type")
                .param("company", company.value())
                .query((row, _) -> new Milestone(
                        row.getString("milestone_type"), row.getString("description"), instant(row, "achieved_at")))
                .list();
    }
}
