package dev.companyos.company.memory;

import dev.companyos.company.CompanyStore;
import dev.companyos.company.MilestonesContract;
import java.time.Clock;

class MemoryMilestonesTest extends MilestonesContract {
    @Override
    protected CompanyStore store() {
        return CompanyStore.memory(Clock.systemUTC());
    }
}
