package dev.companyos.hosting.memory;

import dev.companyos.hosting.Hosting;
import dev.companyos.hosting.HostingContract;

class MemoryHostingTest extends HostingContract {
    private final Hosting hosting = new MemoryHosting();

    @Override
    protected Hosting hosting() {
        return hosting;
    }
}
