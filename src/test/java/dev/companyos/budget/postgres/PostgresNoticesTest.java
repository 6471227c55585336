package dev.companyos.budget.postgres;

import dev.companyos.budget.Notices;
import dev.companyos.budget.NoticesContract;
import dev.companyos.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;

class PostgresNoticesTest extends NoticesContract {
    private static TestDatabase database;

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
    }

    @Override
    protected Notices notices() {
        database.sql().sql("truncate budget_notice").update();
        return new PostgresNotices(database.sql());
    }
}
