package dev.companyos.budget.postgres;

import dev.companyos.budget.Budgets;
import dev.companyos.budget.BudgetsContract;
import dev.companyos.kernel.Usd;
import dev.companyos.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;

class PostgresBudgetsTest extends BudgetsContract {
    private static TestDatabase database;

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
    }

    @Override
    protected Budgets budgets(Usd defaultCap) {
        database.sql().sql("truncate budget, budget_cap, reservation").update();
        return new PostgresBudgets(database.sql(), defaultCap);
    }
}
