package dev.companyos.roles.memory;

import dev.companyos.roles.Staff;
import dev.companyos.roles.StaffContract;
import java.time.Clock;

class MemoryStaffTest extends StaffContract {
    @Override
    protected Staff staff() {
        return new MemoryStaff(Clock.systemUTC());
    }
}
