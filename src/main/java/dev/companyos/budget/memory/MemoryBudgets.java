package dev.companyos.budget.memory;

import dev.companyos.budget.Budgets;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Usd;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** One monitor; nothing is rolled back. */
public final class MemoryBudgets implements Budgets {
    private record Month(CompanyId company, YearMonth month) {
        static Month of(CompanyId company, Instant now) {
            return new Month(company, YearMonth.from(now.atOffset(ZoneOffset.UTC)));
        }
    }

    private record Reserved(UUID id, Month month, String worker, Usd amount) {}

    private final Map<CompanyId, Usd> caps = new HashMap<>();
    private final Map<Month, Usd> spent = new HashMap<>();
    private final Map<UUID, Reserved> reservations = new HashMap<>();
    private final Usd defaultCap;

    public MemoryBudgets(Usd defaultCap) {
        this.defaultCap = defaultCap;
    }

    @Override
    public synchronized void setCap(CompanyId company, Usd monthly) {
        caps.put(company, monthly);
    }

    @Override
    public synchronized State state(CompanyId company, Instant now) {
        var month = Month.of(company, now);
        Usd reserved = reservations.values().stream()
                .filter(it -> it.month().equals(month))
                .map(Reserved::amount)
                .reduce(Usd.ZERO, Usd::plus);
        return new State(caps.getOrDefault(company, defaultCap), spent.getOrDefault(month, Usd.ZERO), reserved);
    }

    @Override
    public synchronized boolean reserve(CompanyId company, UUID reservation, String worker, Usd amount, Instant now) {
        if (amount.micros() < 0) throw new IllegalArgumentException("less than nothing: " + amount);
        var state = state(company, now);
        if (amount.compareTo(state.cap().minus(state.spent()).minus(state.reserved())) > 0) return false;
        reservations.put(reservation, new Reserved(reservation, Month.of(company, now), worker, amount));
        return true;
    }

    @Override
    public synchronized void settle(CompanyId company, UUID reservation, Usd real, Instant now) {
        var done = reservations.get(reservation);
        if (done == null || !done.month().company().equals(company)) return;
        reservations.remove(reservation);
        var cost = new Usd(Math.clamp(real.micros(), 0, done.amount().micros()));
        spent.merge(done.month(), cost, Usd::plus);
    }

    @Override
    public synchronized void release(CompanyId company, UUID reservation) {
        settle(company, reservation, Usd.ZERO, Instant.EPOCH);
    }

    @Override
    public synchronized void keep(CompanyId company, UUID reservation) {
        reservations.computeIfPresent(
                reservation,
                (id, it) -> it.month().company().equals(company) ? new Reserved(id, it.month(), "", it.amount()) : it);
    }

    @Override
    public synchronized int releaseAllOf(String worker) {
        Predicate<Reserved> theirs = it -> it.worker().equals(worker);
        int count = (int) reservations.values().stream().filter(theirs).count();
        reservations.values().removeIf(theirs);
        return count;
    }
}
