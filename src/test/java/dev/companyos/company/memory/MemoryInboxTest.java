package dev.companyos.company.memory;

import dev.companyos.company.CompanyStore;
import dev.companyos.company.InboxContract;
import java.time.Clock;

class MemoryInboxTest extends InboxContract {
    @Override
    protected CompanyStore store() {
        return CompanyStore.memory(Clock.systemUTC());
    }
}
