package dev.companyos.roles.postgres;

import dev.companyos.facts.StaffFact;
import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.Text;
import dev.companyos.roles.Staff;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

public final class PostgresStaff implements Staff {
    private static final int LONGEST = 10_000;

    private final JdbcClient sql;

    public PostgresStaff(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public void setHeadcount(CompanyId company, RoleId role, int headcount) {
        int wanted = Math.clamp(headcount, 0, 50);
        sql.sql("""
                        with gone as (
                            delete from agent where company_id = :company and role = :role and number > :wanted)
                        insert into agent (company_id, role, number)
                        select :company, :role, n from generate_series(1, :wanted) as n on conflict do nothing
                        """)
                .param("company", company.value())
                .param("role", role.value())
                .param("wanted", wanted)
                .update();
    }

    @Override
    public List<Agent> agents(CompanyId company) {
        return sql.sql("select * from agent where company_id = :company order by role, number")
                .param("company", company.value())
                .query(PostgresStaff::agent)
                .list();
    }

    @Override
    public List<Agent> agents(CompanyId company, RoleId role) {
        return sql.sql("select * from agent where company_id = :company and role = :role order by number")
                .param("company", company.value())
                .param("role", role.value())
                .query(PostgresStaff::agent)
                .list();
    }

    @Override
    public Optional<Agent> find(CompanyId company, AgentId agent) {
        return at(company, agent, "select * from agent where ")
                .query(PostgresStaff::agent)
                .optional();
    }

    @Override
    public void setStatus(CompanyId company, AgentId agent, Agent.Status status, String doing, Instant at) {
        sql.sql("""
                        update agent set status = :status, doing = :doing, since = :at
                        where company_id = :company and role || '_' || number = :agent
                          and (status, doing) is distinct from (:status, :doing)
                        """)
                .param("company", company.value())
                .param("agent", agent.value())
                .param("status", status.name())
                .param("doing", Text.storable(doing, LONGEST))
                .param("at", utc(at))
                .update();
    }

    @Override
    public boolean setPaused(CompanyId company, AgentId agent, boolean paused) {
        return at(company, agent, "update agent set paused = :paused where paused <> :paused and ")
                        .param("paused", paused)
                        .update()
                == 1;
    }

    @Override
    public boolean request(CompanyId company, Request request) {
        return sql.sql("""
                                insert into staff_request (company_id, id, kind, role, reason, requested_at)
                                values (:company, :id, :kind, :role, :reason, :at) on conflict do nothing
                                """)
                        .param("company", company.value())
                        .param("id", request.id())
                        .param("kind", request.kind().name())
                        .param("role", request.role().value())
                        .param("reason", Text.storable(request.reason(), LONGEST))
                        .param("at", utc(request.at()))
                        .update()
                == 1;
    }

    @Override
    public List<Request> openRequests(CompanyId company) {
        return sql.sql(
                        "select * from staff_request where company_id = :company and closed_at is null order by requested_at")
                .param("company", company.value())
                .query((row, _) -> new Request(
                        row.getObject("id", UUID.class),
                        StaffFact.Kind.valueOf(row.getString("kind")),
                        new RoleId(row.getString("role")),
                        row.getString("reason"),
                        row.getObject("requested_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    @Override
    public boolean close(CompanyId company, UUID request, String plan, Instant at) {
        return sql.sql("""
                                update staff_request set closed_at = :at, plan = :plan
                                where company_id = :company and id = :id and closed_at is null
                                """)
                        .param("company", company.value())
                        .param("id", request)
                        .param("plan", Text.storable(plan, LONGEST))
                        .param("at", utc(at))
                        .update()
                == 1;
    }

    private JdbcClient.StatementSpec at(CompanyId company, AgentId agent, String statement) {
        return sql.sql(statement + "company_id = :company and role || '_' || number = :agent")
                .param("company", company.value())
                .param("agent", agent.value());
    }

    private static Agent agent(ResultSet row, int number) throws SQLException {
        var role = new RoleId(row.getString("role"));
        return new Agent(
                AgentId.of(role, row.getInt("number")),
                role,
                Agent.Status.valueOf(row.getString("status")),
                row.getBoolean("paused"),
                row.getString("doing"),
                row.getObject("since", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
