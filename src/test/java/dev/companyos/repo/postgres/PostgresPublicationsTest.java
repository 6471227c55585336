package dev.companyos.repo.postgres;

import dev.companyos.repo.Publications;
import dev.companyos.repo.PublicationsContract;
import dev.companyos.testing.TestDatabase;

class PostgresPublicationsTest extends PublicationsContract {
    @Override
    protected Publications publications() {
        return new PostgresPublications(TestDatabase.fresh().sql());
    }
}
