package dev.companyos.budget.memory;

import dev.companyos.budget.Budgets;
import dev.companyos.budget.Payer;
import dev.companyos.budget.Scope;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Usd;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One monitor; nothing is rolled back. */
public final class MemoryBudgets implements Budgets {
    private record Account(CompanyId company, String name) {}

    private record Cap(CompanyId company, Scope scope) {}

    private record Reserved(CompanyId company, Collection<String> accounts, String worker, Usd amount) {
        boolean counts(Account account) {
            return company.equals(account.company()) && accounts.contains(account.name());
        }
    }

    private final Map<Cap, Usd> caps = new HashMap<>();
    private final Map<Account, Usd> spent = new HashMap<>();
    private final Map<UUID, Reserved> reservations = new HashMap<>();
    private final Usd defaultCap;

    public MemoryBudgets(Usd defaultCap) {
        this.defaultCap = defaultCap;
    }

    @Override
    public synchronized void setCap(CompanyId company, Scope scope, Usd cap) {
        caps.put(new Cap(company, scope), cap);
    }

    @Override
    public synchronized void liftCap(CompanyId company, Scope scope) {
        caps.remove(new Cap(company, scope));
    }

    @Override
    public synchronized Map<Scope, Usd> caps(CompanyId company) {
        var all = new EnumMap<Scope, Usd>(Scope.class);
        Usd month = caps.getOrDefault(new Cap(company, Scope.MONTH), defaultCap);
        for (Scope scope : Scope.values()) all.put(scope, caps.getOrDefault(new Cap(company, scope), month));
        return Collections.unmodifiableMap(all);
    }

    @Override
    public synchronized Map<Scope, State> states(Payer payer, Instant now) {
        var caps = caps(payer.company());
        var states = new EnumMap<Scope, State>(Scope.class);
        payer.accounts(now).forEach((scope, name) -> {
            var account = new Account(payer.company(), name);
            Usd reserved = reservations.values().stream()
                    .filter(it -> it.counts(account))
                    .map(Reserved::amount)
                    .reduce(Usd.ZERO, Usd::plus);
            states.put(
                    scope,
                    new State(caps.getOrDefault(scope, defaultCap), spent.getOrDefault(account, Usd.ZERO), reserved));
        });
        return Collections.unmodifiableMap(states);
    }

    @Override
    public synchronized State state(CompanyId company, Instant now) {
        return states(Payer.of(company), now).getOrDefault(Scope.MONTH, new State(defaultCap, Usd.ZERO, Usd.ZERO));
    }

    @Override
    public synchronized Answer reserve(Payer payer, UUID reservation, String worker, Usd amount, Instant now) {
        if (amount.micros() < 0) throw new IllegalArgumentException("less than nothing: " + amount);
        for (var it : states(payer, now).entrySet())
            if (amount.compareTo(it.getValue().free()) > 0) return new Answer.Refused(it.getKey(), it.getValue());
        var accounts = List.copyOf(payer.accounts(now).values());
        reservations.put(reservation, new Reserved(payer.company(), accounts, worker, amount));
        return new Answer.Reserved();
    }

    @Override
    public synchronized void settle(CompanyId company, UUID reservation, Usd real) {
        var done = reservations.get(reservation);
        if (done == null || !done.company().equals(company)) return;
        reservations.remove(reservation);
        var cost = new Usd(Math.clamp(real.micros(), 0, done.amount().micros()));
        for (String name : done.accounts()) spent.merge(new Account(company, name), cost, Usd::plus);
    }

    @Override
    public synchronized void keep(CompanyId company, UUID reservation) {
        reservations.computeIfPresent(
                reservation,
                (_, it) -> it.company().equals(company) ? new Reserved(company, it.accounts(), "", it.amount()) : it);
    }

    @Override
    public synchronized int releaseAllOf(String worker) {
        int before = reservations.size();
        reservations.values().removeIf(it -> it.worker().equals(worker));
        return before - reservations.size();
    }
}
