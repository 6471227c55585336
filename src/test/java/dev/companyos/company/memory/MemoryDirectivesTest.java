package dev.companyos.company.memory;

import dev.companyos.company.CompanyStore;
import dev.companyos.company.DirectivesContract;
import java.time.Clock;

class MemoryDirectivesTest extends DirectivesContract {
    @Override
    protected CompanyStore store() {
        return CompanyStore.memory(Clock.systemUTC());
    }
}
