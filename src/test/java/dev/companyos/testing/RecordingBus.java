package dev.companyos.testing;

import dev.companyos.bus.Bus;
import dev.companyos.facts.Fact;
import dev.companyos.kernel.CompanyId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was published, for a test to look at. */
public final class RecordingBus implements Bus {
    private final List<Fact> facts = new CopyOnWriteArrayList<>();

    @Override
    public void publish(CompanyId company, Fact fact) {
        facts.add(fact);
    }

    public List<Fact> published() {
        return List.copyOf(facts);
    }
}
