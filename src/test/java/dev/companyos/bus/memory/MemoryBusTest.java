package dev.companyos.bus.memory;

import dev.companyos.bus.BusContract;
import dev.companyos.bus.FactCodec;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;

class MemoryBusTest extends BusContract {
    final MemoryBus bus = new MemoryBus(new FactCodec(), Clock.systemUTC(), _ -> {});
    final Rig rig = new Rig(bus, bus, bus, bus, bus, bus.transactions());

    @Override
    protected Rig rig() {
        return rig;
    }

    @AfterEach
    void stop() {
        bus.stop(5);
    }
}
