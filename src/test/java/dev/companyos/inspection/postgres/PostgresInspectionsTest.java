package dev.companyos.inspection.postgres;

import dev.companyos.inspection.Inspections;
import dev.companyos.inspection.InspectionsContract;
import dev.companyos.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;

class PostgresInspectionsTest extends InspectionsContract {
    private static TestDatabase database;

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
    }

    @Override
    protected Inspections inspections() {
        database.sql().sql("truncate health, alert").update();
        return new PostgresInspections(database.sql());
    }
}
