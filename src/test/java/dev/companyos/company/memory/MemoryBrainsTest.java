package dev.companyos.company.memory;

import dev.companyos.company.BrainsContract;
import dev.companyos.company.CompanyStore;
import java.time.Clock;

class MemoryBrainsTest extends BrainsContract {
    @Override
    protected CompanyStore store() {
        return CompanyStore.memory(Clock.systemUTC());
    }
}
