package dev.companyos.llm;

import dev.companyos.kernel.Usd;
import java.util.UUID;

/** Whoever pays. The gateway asks before each call; the budget department answers. */
public interface Purse {
    /**
     * Sets {@code worstCase} aside, or refuses.
     *
     * @throws dev.companyos.kernel.CompanyException with a code that begins with {@code budget.}: the call must not be made
     */
    Reservation reserve(Caller caller, Usd worstCase);

    /** How much could be set aside now; another caller may be faster. */
    Usd room(Caller caller);

    /** One that was kept, maybe by a process that is gone. */
    Reservation kept(Caller caller, UUID reservation);

    interface Reservation {
        UUID id();

        /** The call was made and cost {@code real}; never more than what was set aside. */
        void settle(Usd real);

        /** The call was not made, or nobody charges for it. */
        void release();

        /** It outlives this process: what was asked for is still being done, and will have to be paid for. */
        void keep();
    }
}
