package dev.companyos.company.postgres;

import static dev.companyos.company.postgres.Columns.instant;
import static dev.companyos.company.postgres.Columns.utc;

import dev.companyos.company.Companies;
import dev.companyos.company.Company;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Slug;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables {@code company} and, for a new company, {@code company_brain}. */
public final class PostgresCompanies implements Companies {
    private final JdbcClient sql;
    private final Clock clock;

    public PostgresCompanies(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public void add(Company company) {
        int added = sql.sql("""
                with founded as (
                    insert into company (id, slug, mission, stack, status, founded_at)
                    values (:id, :slug, :mission, :stack, :status, :at)
                    on conflict do nothing returning id, founded_at)
                insert into company_brain (company_id, updated_at) select id, founded_at from founded
                """)
                .param("id", company.id().value())
                .param("slug", company.slug().value())
                .param("mission", company.mission())
                .param("stack", company.stack())
                .param("status", company.status().name())
                .param("at", utc(company.foundedAt()))
                .update();
        if (added == 0)
            throw CompanyException.conflict(
                    "company",
                    "The company `%s` cannot be founded.".formatted(company.slug()),
                    "One of that name or id is there already.",
                    "Choose another name, or go on with the company that is there.");
    }

    @Override
    public Optional<Company> find(CompanyId id) {
        return sql.sql("select * from company where id = :id")
                .param("id", id.value())
                .query(PostgresCompanies::company)
                .optional();
    }

    @Override
    public Optional<Company> bySlug(String slug) {
        return sql.sql("select * from company where slug = :slug")
                .param("slug", slug)
                .query(PostgresCompanies::company)
                .optional();
    }

    @Override
    public List<Company> all() {
        return sql.sql("select * from company order by founded_at, slug")
                .query(PostgresCompanies::company)
                .list();
    }

    @Override
    public boolean setStatus(CompanyId id, Company.Status status) {
        return sql.sql("update company set status = :status where id = :id and status <> :status")
                        .param("status", status.name())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    @Override
    public void setMission(CompanyId id, String mission) {
        int there = sql.sql("""
                with brain as (
                    update company_brain b set version = version + 1, updated_at = :now
                    from company c where c.id = b.company_id and c.id = :id and c.mission <> :mission)
                update company set mission = :mission where id = :id
                """)
                .param("now", utc(clock.instant()))
                .param("id", id.value())
                .param("mission", mission)
                .update();
        if (there == 0) throw CompanyException.notFound("company", id.value().toString());
    }

    private static Company company(ResultSet row, int rowNumber) throws SQLException {
        return new Company(
                new CompanyId(row.getObject("id", UUID.class)),
                new Slug(row.getString("slug")),
                row.getString("mission"),
                row.getString("stack"),
                Company.Status.valueOf(row.getString("status")),
                instant(row, "founded_at"));
    }
}
