package dev.companyos.company;

import dev.companyos.company.memory.MemoryBrains;
import dev.companyos.company.memory.MemoryCompanies;
import dev.companyos.company.memory.MemoryDirectives;
import dev.companyos.company.memory.MemoryInbox;
import dev.companyos.company.memory.MemoryMilestones;
import dev.companyos.company.postgres.PostgresBrains;
import dev.companyos.company.postgres.PostgresCompanies;
import dev.companyos.company.postgres.PostgresDirectives;
import dev.companyos.company.postgres.PostgresInbox;
import dev.companyos.company.postgres.PostgresMilestones;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Slug;
import dev.companyos.kernel.Transactions;
import dev.companyos.testing.TestDatabase;
import java.time.Clock;
import java.time.Instant;

/** The department's five ports over one store. */
public record CompanyStore(
        Companies companies,
        Brains brains,
        Directives directives,
        Milestones milestones,
        Inbox inbox,
        Transactions transactions) {

    public static CompanyStore memory(Clock clock) {
        var companies = new MemoryCompanies();
        return new CompanyStore(
                companies,
                new MemoryBrains(companies, clock),
                new MemoryDirectives(),
                new MemoryMilestones(),
                new MemoryInbox(),
                Transactions.inMemory());
    }

    public static CompanyStore postgres(TestDatabase database, Clock clock) {
        return new CompanyStore(
                new PostgresCompanies(database.sql(), clock),
                new PostgresBrains(database.sql(), clock),
                new PostgresDirectives(database.sql()),
                new PostgresMilestones(database.sql()),
                new PostgresInbox(database.sql()),
                database.transactions());
    }

    /** Founds a company of that name, without any fact. */
    public CompanyId company(String slug) {
        var id = CompanyId.fresh();
        companies.add(new Company(
                id, new Slug(slug), "Make " + slug, "", Company.Status.RUNNING, Instant.parse("2026-11-01T09:00:00Z")));
        return id;
    }
}
