package dev.companyos.shift.memory;

import dev.companyos.facts.Envelope;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.FactId;
import dev.companyos.kernel.RoleId;
import dev.companyos.shift.Agenda;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

public final class MemoryAgenda implements Agenda {
    private record Key(CompanyId company, RoleId role) {}

    private static final class Row {
        @Nullable
        Instant due;

        @Nullable
        Instant leaseEnds;

        String worker = "";
        long epoch;
        boolean woken;
        String seen = "";
    }

    private final Map<Key, Row> rows = new LinkedHashMap<>();
    private final Map<Key, List<Envelope>> errands = new LinkedHashMap<>();

    @Override
    public synchronized void plan(CompanyId company, RoleId role, Instant at) {
        rows.computeIfAbsent(new Key(company, role), _ -> {
            var row = new Row();
            row.due = at;
            return row;
        });
    }

    @Override
    public synchronized void wake(CompanyId company, RoleId role, Instant now) {
        var row = rows.computeIfAbsent(new Key(company, role), _ -> new Row());
        row.woken = true;
        if (row.due == null || row.due.isAfter(now)) row.due = now;
    }

    @Override
    public synchronized void addErrand(RoleId role, Envelope fact, Instant now) {
        var list = errands.computeIfAbsent(new Key(fact.company(), role), _ -> new ArrayList<>());
        if (list.stream().noneMatch(it -> it.id().equals(fact.id()))) list.add(fact);
        wake(fact.company(), role, now);
    }

    @Override
    public synchronized Optional<Envelope> nextErrand(CompanyId company, RoleId role) {
        return errands.getOrDefault(new Key(company, role), List.of()).stream().findFirst();
    }

    @Override
    public synchronized void errandDone(CompanyId company, RoleId role, FactId fact) {
        errands.getOrDefault(new Key(company, role), new ArrayList<>())
                .removeIf(it -> it.id().equals(fact));
    }

    @Override
    public synchronized Optional<Slot> claim(
            Collection<CompanyId> companies, String worker, Instant now, Duration lease) {
        for (var it : rows.entrySet()) {
            var row = it.getValue();
            boolean due = row.due != null && !row.due.isAfter(now);
            boolean free = row.leaseEnds == null || row.leaseEnds.isBefore(now);
            if (!due || !free || !companies.contains(it.getKey().company())) continue;
            row.leaseEnds = now.plus(lease);
            row.worker = worker;
            row.epoch++;
            row.woken = false;
            return Optional.of(new Slot(it.getKey().company(), it.getKey().role(), worker, row.epoch, row.seen));
        }
        return Optional.empty();
    }

    @Override
    public synchronized boolean renew(Slot slot, Instant until) {
        if (!holds(slot)) return false;
        row(slot).leaseEnds = until;
        return true;
    }

    @Override
    public synchronized boolean holds(Slot slot) {
        return row(slot).epoch == slot.epoch() && row(slot).leaseEnds != null;
    }

    @Override
    public synchronized void done(Slot slot, Optional<Instant> next, String seen) {
        if (!holds(slot)) return;
        var row = row(slot);
        row.leaseEnds = null;
        if (!row.woken) row.due = next.orElse(null);
        row.seen = seen;
    }

    @Override
    public synchronized Optional<Instant> nextDue(Collection<CompanyId> companies, Instant now) {
        return rows.entrySet().stream()
                .filter(it -> companies.contains(it.getKey().company()))
                .map(Map.Entry::getValue)
                .filter(it -> it.due != null)
                .map(it -> later(Objects.requireNonNull(it.due), it.leaseEnds))
                .min(Instant::compareTo);
    }

    @Override
    public synchronized int releaseAllOf(String worker, Instant now) {
        int released = 0;
        for (var row : rows.values())
            if (row.worker.equals(worker) && row.leaseEnds != null) {
                row.leaseEnds = null;
                row.epoch++;
                row.due = now;
                released++;
            }
        return released;
    }

    private Row row(Slot slot) {
        return rows.computeIfAbsent(new Key(slot.company(), slot.role()), _ -> new Row());
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other == null || one.isAfter(other) ? one : other;
    }
}
