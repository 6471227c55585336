package dev.companyos.company.postgres;

import static dev.companyos.company.postgres.Columns.JSON;
import static dev.companyos.company.postgres.Columns.instant;
import static dev.companyos.company.postgres.Columns.utc;

import dev.companyos.company.Directive;
import dev.companyos.company.Directives;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.DirectiveId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/** Table {@code directive}. */
public final class PostgresDirectives implements Directives {
    private static final TypeReference<List<Directive.Priority>> PRIORITIES = new TypeReference<>() {};

    private final JdbcClient sql;

    public PostgresDirectives(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public boolean add(Directive directive) {
        return sql.sql("""
                insert into directive (company_id, id, goal, rationale, priorities, deadline, status, issued_at)
                values (:company, :id, :goal, :rationale, cast(:priorities as jsonb), :deadline, :status, :issued)
                on conflict (company_id, id) do nothing
                """)
                        .param("company", directive.company().value())
                        .param("id", directive.id().value())
                        .param("goal", directive.goal())
                        .param("rationale", directive.rationale())
                        .param("priorities", JSON.writeValueAsString(directive.priorities()))
                        .param("deadline", utc(directive.deadline()))
                        .param("status", directive.status().name())
                        .param("issued", utc(directive.issuedAt()))
                        .update()
                == 1;
    }

    @Override
    public Optional<Directive> find(CompanyId company, DirectiveId id) {
        return sql.sql("select * from directive where company_id = :company and id = :id")
                .param("company", company.value())
                .param("id", id.value())
                .query(PostgresDirectives::directive)
                .optional();
    }

    @Override
    public List<Directive> list(CompanyId company, int limit) {
        return sql.sql("""
                select * from directive where company_id = :company
                order by issued_at desc, position desc limit :limit
                """)
                .param("company", company.value())
                .param("limit", limit)
                .query(PostgresDirectives::directive)
                .list();
    }

    @Override
    public boolean move(CompanyId company, DirectiveId id, Directive.Status from, Directive.Status to) {
        return sql.sql("""
                update directive set status = :to where company_id = :company and id = :id and status = :from
                """)
                        .param("to", to.name())
                        .param("company", company.value())
                        .param("id", id.value())
                        .param("from", from.name())
                        .update()
                == 1;
    }

    private static Directive directive(ResultSet row, int rowNumber) throws SQLException {
        return new Directive(
                new DirectiveId(row.getObject("id", UUID.class)),
                new CompanyId(row.getObject("company_id", UUID.class)),
                row.getString("goal"),
                row.getString("rationale"),
                JSON.readValue(row.getString("priorities"), PRIORITIES),
                instant(row, "deadline"),
                Directive.Status.valueOf(row.getString("status")),
                instant(row, "issued_at"));
    }
}
