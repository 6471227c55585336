package dev.companyos.release.postgres;

import dev.companyos.release.Releases;
import dev.companyos.release.ReleasesContract;
import dev.companyos.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;

class PostgresReleasesTest extends ReleasesContract {
    private static TestDatabase database;

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
    }

    @Override
    protected Releases releases() {
        database.sql().sql("truncate deployment").update();
        return new PostgresReleases(database.sql());
    }
}
