package dev.companyos.company.memory;

import dev.companyos.company.CompaniesContract;
import dev.companyos.company.CompanyStore;
import java.time.Clock;

class MemoryCompaniesTest extends CompaniesContract {
    @Override
    protected CompanyStore store() {
        return CompanyStore.memory(Clock.systemUTC());
    }
}
