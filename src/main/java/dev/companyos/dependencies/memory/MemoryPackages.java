package dev.companyos.dependencies.memory;

import dev.companyos.checks.PackageIndex;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** The packages that it was told of; all others are absent. */
public final class MemoryPackages implements PackageIndex {
    private final Set<String> known = new HashSet<>();
    private final Set<Ecosystem> away = EnumSet.noneOf(Ecosystem.class);

    public synchronized MemoryPackages with(Ecosystem ecosystem, String... names) {
        for (var name : names) known.add(ecosystem + " " + name);
        return this;
    }

    /** From now on that registry does not answer. */
    public synchronized void away(Ecosystem ecosystem) {
        away.add(ecosystem);
    }

    @Override
    public synchronized Presence of(Ecosystem ecosystem, String name) {
        if (known.contains(ecosystem + " " + name)) return Presence.PRESENT;
        return away.contains(ecosystem) ? Presence.UNKNOWN : Presence.ABSENT;
    }
}
