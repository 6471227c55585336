package dev.companyos.budget.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.budget.Budgets.State;
import dev.companyos.budget.Scope;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Usd;
import dev.companyos.testing.TestDatabase;
import java.time.Instant;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A company that was founded before there were four caps keeps its cap, its spending and what it had set aside. */
class BudgetUpgradeTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @Test
    void money_of_the_time_before_the_four_caps_is_still_there() {
        var server = TestDatabase.fresh();
        server.sql().sql("create database before_the_four_caps").update();
        var old = new DriverManagerDataSource(
                server.url().replaceFirst("/test_\\d+", "/before_the_four_caps"), "postgres", "");
        Flyway.configure().dataSource(old).target("70").load().migrate();
        var sql = JdbcClient.create(old);
        var company = CompanyId.fresh();
        var reservation = UUID.randomUUID();
        String before = """
                insert into budget_cap values (:company, 30000000);
                insert into budget values (:company, '2026-10', 20000000, 19000000, 0),
                  (:company, '2026-11', 30000000, 5000000, 2000000);
                insert into reservation values (:reservation, :company, '2026-11', 'w', 2000000, now())
                """;
        for (String statement : before.split(";"))
            sql.sql(statement)
                    .param("company", company.value())
                    .param("reservation", reservation)
                    .update();

        Flyway.configure().dataSource(old).load().migrate();

        var budgets = new PostgresBudgets(sql, Usd.dollars(20));
        assertThat(budgets.caps(company)).containsEntry(Scope.MONTH, Usd.dollars(30));
        assertThat(budgets.state(company, NOW)).isEqualTo(new State(Usd.dollars(30), Usd.dollars(5), Usd.dollars(2)));
        budgets.settle(company, reservation, Usd.dollars(1));
        assertThat(budgets.state(company, NOW)).isEqualTo(new State(Usd.dollars(30), Usd.dollars(6), Usd.ZERO));
        assertThat(budgets.state(company, Instant.parse("2026-10-01T00:00:00Z")).spent())
                .isEqualTo(Usd.dollars(19));
    }
}
