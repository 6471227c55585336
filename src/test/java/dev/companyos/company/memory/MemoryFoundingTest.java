package dev.companyos.company.memory;

import dev.companyos.company.CompanyStore;
import dev.companyos.company.FoundingContract;
import java.time.Clock;

class MemoryFoundingTest extends FoundingContract {
    @Override
    protected CompanyStore store() {
        return CompanyStore.memory(Clock.systemUTC());
    }
}
