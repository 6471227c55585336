package dev.companyos.inspection.postgres;

import dev.companyos.facts.InspectionFact.Severity;
import dev.companyos.inspection.Inspections;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Text;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

public final class PostgresInspections implements Inspections {
    private static final int LONGEST = 10_000;

    private final JdbcClient sql;

    public PostgresInspections(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public void record(CompanyId company, Health it) {
        sql.sql("""
                        insert into health
                          (company_id, at, healthy, probes, probes_passed, tests_run, tests_passed, detail)
                        values (:company, :at, :healthy, :probes, :probes_passed, :tests, :tests_passed, :detail)
                        """)
                .param("company", company.value())
                .param("at", utc(it.at()))
                .param("healthy", it.healthy())
                .param("probes", it.probes())
                .param("probes_passed", it.probesPassed())
                .param("tests", it.testsRun())
                .param("tests_passed", it.testsPassed())
                .param("detail", Text.storable(it.detail(), LONGEST))
                .update();
    }

    @Override
    public List<Health> history(CompanyId company, int limit) {
        return sql.sql("select * from health where company_id = :company order by at desc, id desc limit :limit")
                .param("company", company.value())
                .param("limit", limit)
                .query((row, _) -> new Health(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("healthy"),
                        row.getInt("probes"),
                        row.getInt("probes_passed"),
                        row.getInt("tests_run"),
                        row.getInt("tests_passed"),
                        row.getString("detail")))
                .list();
    }

    @Override
    public boolean open(CompanyId company, Alert alert) {
        return sql.sql("""
                                insert into alert
                                  (company_id, id, cause, severity, component, details, suggested_fix, raised_at)
                                values (:company, :id, :cause, :severity, :component, :details, :fix, :at)
                                on conflict do nothing
                                """)
                        .param("company", company.value())
                        .param("id", alert.id())
                        .param("cause", Text.storable(alert.cause(), LONGEST_CAUSE))
                        .param("severity", alert.severity().name())
                        .param("component", Text.storable(alert.component(), LONGEST))
                        .param("details", Text.storable(alert.details(), LONGEST))
                        .param("fix", Text.storable(alert.suggestedFix(), LONGEST))
                        .param("at", utc(alert.raisedAt()))
                        .update()
                == 1;
    }

    @Override
    public List<Alert> openAlerts(CompanyId company) {
        return sql.sql(
                        "select * from alert where company_id = :company and closed_at is null order by raised_at limit 200")
                .param("company", company.value())
                .query(PostgresInspections::alert)
                .list();
    }

    @Override
    public Optional<Alert> find(CompanyId company, UUID alert) {
        return sql.sql("select * from alert where company_id = :company and id = :id")
                .param("company", company.value())
                .param("id", alert)
                .query(PostgresInspections::alert)
                .optional();
    }

    @Override
    public boolean close(CompanyId company, UUID alert, String why, Instant at) {
        return sql.sql("""
                                update alert set closed_at = :at, closed_why = :why
                                where company_id = :company and id = :id and closed_at is null
                                """)
                        .param("company", company.value())
                        .param("id", alert)
                        .param("why", Text.storable(why, LONGEST))
                        .param("at", utc(at))
                        .update()
                == 1;
    }

    private static Alert alert(ResultSet row, int number) throws SQLException {
        return new Alert(
                row.getObject("id", UUID.class),
                row.getString("cause"),
                Severity.valueOf(row.getString("severity")),
                row.getString("component"),
                row.getString("details"),
                row.getString("suggested_fix"),
                row.getObject("raised_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
