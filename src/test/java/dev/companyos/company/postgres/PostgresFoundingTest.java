package dev.companyos.company.postgres;

import dev.companyos.company.CompanyStore;
import dev.companyos.company.FoundingContract;
import dev.companyos.testing.TestDatabase;
import java.time.Clock;
import org.junit.jupiter.api.BeforeAll;

class PostgresFoundingTest extends FoundingContract {
    private static TestDatabase database;

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
    }

    @Override
    protected CompanyStore store() {
        database.sql().sql("truncate company cascade").update();
        return CompanyStore.postgres(database, Clock.systemUTC());
    }
}
