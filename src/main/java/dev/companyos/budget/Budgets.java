package dev.companyos.budget;

import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Usd;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What may be spent, what has been spent, and what is set aside for calls under way, in each {@link Scope}. Spent and
 * set aside together never pass a cap, at no moment and for no number of callers.
 */
public interface Budgets {
    /** Counts from now on, also below what is spent already: then nothing more can be set aside. */
    void setCap(CompanyId company, Scope scope, Usd cap);

    /** Takes back what was set: the month has the server's default again, any other scope the month's cap. */
    void liftCap(CompanyId company, Scope scope);

    /** The caps that count now, one for each scope. */
    Map<Scope, Usd> caps(CompanyId company);

    /** The state of each account that {@code payer} would pay from now. */
    Map<Scope, State> states(Payer payer, Instant now);

    /** The company's month. */
    State state(CompanyId company, Instant now);

    /**
     * Sets {@code amount} aside in all of the payer's accounts if it stays within the cap of each; else in none. One
     * step, so that no two callers can both have the last cent.
     *
     * @param reservation fresh for every call
     * @throws IllegalArgumentException if {@code amount} is less than nothing
     */
    Answer reserve(Payer payer, UUID reservation, String worker, Usd amount, Instant now);

    /**
     * Turns a reservation into spending of the month and day in which it was made; never less than nothing nor more than
     * was reserved. A second call does nothing.
     */
    void settle(CompanyId company, UUID reservation, Usd real);

    /** Gives a reservation back as if it had not been made. A second call does nothing. */
    default void release(CompanyId company, UUID reservation) {
        settle(company, reservation, Usd.ZERO);
    }

    /** It no longer belongs to its worker: whatever becomes of that one, it stays until it is settled or released. */
    void keep(CompanyId company, UUID reservation);

    /** Frees what a worker that died had set aside; returns how many reservations that were. */
    int releaseAllOf(String worker);

    record State(Usd cap, Usd spent, Usd reserved) {
        /** What can still be set aside; less than nothing where the cap was lowered below what is spent. */
        public Usd free() {
            return cap.minus(spent).minus(reserved);
        }
    }

    sealed interface Answer {
        record Reserved() implements Answer {}

        /** @param scope the widest whose cap stands in the way, and how it stood then */
        record Refused(Scope scope, State state) implements Answer {}
    }
}
