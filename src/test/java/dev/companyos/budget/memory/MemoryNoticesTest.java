package dev.companyos.budget.memory;

import dev.companyos.budget.Notices;
import dev.companyos.budget.NoticesContract;

class MemoryNoticesTest extends NoticesContract {
    @Override
    protected Notices notices() {
        return new MemoryNotices();
    }
}
