package dev.companyos.app;

import dev.companyos.budget.Payer;
import dev.companyos.budget.Treasurer;
import dev.companyos.kernel.Usd;
import dev.companyos.llm.Caller;
import dev.companyos.llm.Purse;
import java.util.Optional;
import java.util.UUID;

/** The gateway's purse is the company's own. */
final class CompanyPurse implements Purse {
    private final Treasurer treasurer;
    private final String worker;

    CompanyPurse(Treasurer treasurer, String worker) {
        this.treasurer = treasurer;
        this.worker = worker;
    }

    @Override
    public Reservation reserve(Caller caller, Usd worstCase) {
        var id = UUID.randomUUID();
        treasurer.reserve(payer(caller), id, worker, worstCase);
        return kept(caller, id);
    }

    @Override
    public Usd room(Caller caller) {
        return treasurer.room(payer(caller));
    }

    private static Payer payer(Caller caller) {
        return new Payer(caller.company(), Optional.of(caller.agent()), caller.task());
    }

    @Override
    public Reservation kept(Caller caller, UUID id) {
        return new Reservation() {
            @Override
            public UUID id() {
                return id;
            }

            @Override
            public void settle(Usd real) {
                treasurer.settle(caller.company(), id, real);
            }

            @Override
            public void release() {
                treasurer.release(caller.company(), id);
            }

            @Override
            public void keep() {
                treasurer.keep(caller.company(), id);
            }
        };
    }
}
