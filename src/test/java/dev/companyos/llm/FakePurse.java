package dev.companyos.llm;

import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.Usd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A purse with so much in it; what is set aside is gone until it comes back. */
class FakePurse implements Purse {
    final List<Usd> reserved = new ArrayList<>();
    final List<UUID> kept = new ArrayList<>();
    private final Map<UUID, Usd> amounts = new HashMap<>();
    final List<Usd> settled = new ArrayList<>();
    int released;
    private Usd left;

    FakePurse(Usd left) {
        this.left = left;
    }

    @Override
    public Reservation reserve(Caller caller, Usd worstCase) {
        if (left.compareTo(worstCase) < 0)
            throw new CompanyException("budget.exhausted", "Too dear.", "The cap.", "Raise it.");
        left = left.minus(worstCase);
        reserved.add(worstCase);
        var id = UUID.randomUUID();
        amounts.put(id, worstCase);
        return kept(caller, id);
    }

    @Override
    public Usd room(Caller caller) {
        return left;
    }

    @Override
    public Reservation kept(Caller caller, UUID id) {
        Usd worstCase = amounts.getOrDefault(id, Usd.ZERO);
        return new Reservation() {
            @Override
            public UUID id() {
                return id;
            }

            @Override
            public void keep() {
                kept.add(id);
            }

            @Override
            public void settle(Usd real) {
                if (real.compareTo(worstCase) > 0) throw new IllegalArgumentException("more than was set aside");
                left = left.plus(worstCase).minus(real);
                settled.add(real);
            }

            @Override
            public void release() {
                left = left.plus(worstCase);
                released++;
            }
        };
    }

    Usd left() {
        return left;
    }
}
