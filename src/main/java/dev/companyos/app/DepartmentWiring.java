package dev.companyos.app;

import dev.companyos.appraisal.Appraiser;
import dev.companyos.budget.Budgets;
import dev.companyos.budget.Treasurer;
import dev.companyos.budget.postgres.PostgresBudgets;
import dev.companyos.budget.postgres.PostgresNotices;
import dev.companyos.bus.Bus;
import dev.companyos.company.BrainKeeper;
import dev.companyos.company.Brains;
import dev.companyos.company.Companies;
import dev.companyos.company.Directives;
import dev.companyos.company.Founding;
import dev.companyos.company.Growth;
import dev.companyos.company.Inbox;
import dev.companyos.company.Milestones;
import dev.companyos.company.postgres.PostgresBrains;
import dev.companyos.company.postgres.PostgresCompanies;
import dev.companyos.company.postgres.PostgresDirectives;
import dev.companyos.company.postgres.PostgresInbox;
import dev.companyos.company.postgres.PostgresMilestones;
import dev.companyos.inspection.Inspections;
import dev.companyos.inspection.postgres.PostgresInspections;
import dev.companyos.kernel.Transactions;
import dev.companyos.memory.Memories;
import dev.companyos.memory.Recollection;
import dev.companyos.memory.postgres.PostgresMemories;
import dev.companyos.release.Releases;
import dev.companyos.release.postgres.PostgresReleases;
import dev.companyos.roles.RoleFiles;
import dev.companyos.roles.Roles;
import dev.companyos.roles.Staff;
import dev.companyos.roles.postgres.PostgresStaff;
import dev.companyos.work.Backlog;
import dev.companyos.work.Tasks;
import dev.companyos.work.postgres.PostgresTasks;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Floor 2a: the departments, each with its tables. */
@Configuration(proxyBeanMethods = false)
class DepartmentWiring {
    /** A task whose worker has not been heard of for this long goes to somebody else. */
    static final Duration LEASE = Duration.ofSeconds(30);

    @Bean
    Companies companies(JdbcClient sql, Clock clock) {
        return new PostgresCompanies(sql, clock);
    }

    @Bean
    Brains brains(JdbcClient sql, Clock clock) {
        return new PostgresBrains(sql, clock);
    }

    @Bean
    Directives directives(JdbcClient sql) {
        return new PostgresDirectives(sql);
    }

    @Bean
    Milestones milestones(JdbcClient sql) {
        return new PostgresMilestones(sql);
    }

    @Bean
    Inbox inbox(JdbcClient sql) {
        return new PostgresInbox(sql);
    }

    @Bean
    Founding founding(Companies companies, Bus bus, Transactions transactions, Clock clock) {
        return new Founding(companies, bus, transactions, clock);
    }

    @Bean
    Growth growth(Brains brains, Milestones milestones, Bus bus, Transactions transactions, Clock clock) {
        return new Growth(brains, milestones, bus, transactions, clock);
    }

    @Bean
    BrainKeeper brainKeeper(Brains brains, Inbox inbox, Growth growth) {
        return new BrainKeeper(brains, inbox, growth);
    }

    @Bean
    Tasks tasks(JdbcClient sql) {
        return new PostgresTasks(sql);
    }

    @Bean
    Backlog backlog(Tasks tasks, Bus bus, Transactions transactions, Clock clock) {
        return new Backlog(tasks, bus, transactions, clock, LEASE);
    }

    @Bean
    Roles roles(Settings settings) {
        return new RoleFiles(settings.home().resolve("roles"));
    }

    @Bean
    Staff staff(JdbcClient sql) {
        return new PostgresStaff(sql);
    }

    @Bean
    Appraiser appraiser(Bus bus, Clock clock) {
        return new Appraiser(bus, clock);
    }

    @Bean
    Memories memories(JdbcClient sql) {
        return new PostgresMemories(sql);
    }

    @Bean
    Recollection recollection(Memories memories, Staff staff) {
        return new Recollection(
                memories,
                company -> staff.agents(company).stream().map(Staff.Agent::id).toList());
    }

    @Bean
    Budgets budgets(JdbcClient sql, Settings settings) {
        return new PostgresBudgets(sql, settings.budget());
    }

    @Bean
    Treasurer treasurer(Budgets budgets, JdbcClient sql, Bus bus, Transactions transactions, Clock clock) {
        return new Treasurer(budgets, new PostgresNotices(sql), bus, transactions, clock);
    }

    @Bean
    Releases releases(JdbcClient sql) {
        return new PostgresReleases(sql);
    }

    @Bean
    Inspections inspections(JdbcClient sql) {
        return new PostgresInspections(sql);
    }
}
