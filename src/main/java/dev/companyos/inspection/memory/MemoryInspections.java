package dev.companyos.inspection.memory;

import dev.companyos.inspection.Inspections;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** One monitor; nothing is rolled back. */
public final class MemoryInspections implements Inspections {
    private static final int LONGEST = 10_000;
    private static final int MOST_OPEN = 200;

    private final Map<CompanyId, List<Health>> history = new HashMap<>();
    private final Map<CompanyId, Map<UUID, Alert>> alerts = new HashMap<>();
    private final Map<CompanyId, Set<UUID>> closed = new HashMap<>();

    @Override
    public synchronized void record(CompanyId company, Health it) {
        history.computeIfAbsent(company, _ -> new ArrayList<>())
                .add(new Health(
                        it.at(),
                        it.healthy(),
                        it.probes(),
                        it.probesPassed(),
                        it.testsRun(),
                        it.testsPassed(),
                        Text.storable(it.detail(), LONGEST)));
    }

    @Override
    public synchronized List<Health> history(CompanyId company, int limit) {
        return history.getOrDefault(company, List.of()).reversed().stream()
                .sorted(Comparator.comparing(Health::at).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean open(CompanyId company, Alert it) {
        var kept = new Alert(
                it.id(),
                Text.storable(it.cause(), LONGEST_CAUSE),
                it.severity(),
                Text.storable(it.component(), LONGEST),
                Text.storable(it.details(), LONGEST),
                Text.storable(it.suggestedFix(), LONGEST),
                it.raisedAt());
        boolean known = allOpen(company).anyMatch(open -> open.cause().equals(kept.cause()));
        return !known && of(company).putIfAbsent(kept.id(), kept) == null;
    }

    @Override
    public synchronized List<Alert> openAlerts(CompanyId company) {
        return allOpen(company)
                .sorted(Comparator.comparing(Alert::raisedAt))
                .limit(MOST_OPEN)
                .toList();
    }

    @Override
    public synchronized Optional<Alert> find(CompanyId company, UUID alert) {
        return Optional.ofNullable(of(company).get(alert));
    }

    @Override
    public synchronized boolean close(CompanyId company, UUID alert, String why, Instant at) {
        return of(company).containsKey(alert) && closedOf(company).add(alert);
    }

    private Stream<Alert> allOpen(CompanyId company) {
        return of(company).values().stream().filter(it -> !closedOf(company).contains(it.id()));
    }

    private Set<UUID> closedOf(CompanyId company) {
        return closed.computeIfAbsent(company, _ -> new HashSet<>());
    }

    private Map<UUID, Alert> of(CompanyId company) {
        return alerts.computeIfAbsent(company, _ -> new LinkedHashMap<>());
    }
}
