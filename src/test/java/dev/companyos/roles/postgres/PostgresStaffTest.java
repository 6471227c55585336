package dev.companyos.roles.postgres;

import dev.companyos.roles.Staff;
import dev.companyos.roles.StaffContract;
import dev.companyos.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;

class PostgresStaffTest extends StaffContract {
    private static TestDatabase database;

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
    }

    @Override
    protected Staff staff() {
        database.sql().sql("truncate agent, staff_request").update();
        return new PostgresStaff(database.sql());
    }
}
