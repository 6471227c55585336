package dev.companyos.company.memory;

import dev.companyos.company.Milestones;
import dev.companyos.kernel.CompanyId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Milestones in one map. */
public final class MemoryMilestones implements Milestones {
    private final Map<CompanyId, Map<String, Milestone>> reached = new HashMap<>();

    @Override
    public synchronized boolean reach(CompanyId company, String type, String description, Instant at) {
        return reached.computeIfAbsent(company, _ -> new HashMap<>())
                        .putIfAbsent(type, new Milestone(type, description, at))
                == null;
    }

    @Override
    public synchronized List<Milestone> list(CompanyId company) {
        return reached.getOrDefault(company, Map.of()).values().stream()
                .sorted(Comparator.comparing(Milestone::achievedAt).thenComparing(Milestone::type))
                .toList();
    }
}
