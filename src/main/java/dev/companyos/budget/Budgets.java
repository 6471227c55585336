package dev.companyos.budget;

import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Usd;
import java.time.Instant;
import java.util.UUID;

/** What a company may spend in a calendar month (UTC), what it has spent, and what is set aside for calls under way. */
public interface Budgets {
    /** Counts from now on, also below what is spent already: then nothing more can be set aside. */
    void setCap(CompanyId company, Usd monthly);

    State state(CompanyId company, Instant now);

    /**
     * Sets {@code amount} aside if spent + reserved + amount stays within the cap: one statement, so that no two callers
     * can both have the last cent.
     *
     * @param reservation fresh for every call
     * @return false, and nothing set aside, if it would not
     * @throws IllegalArgumentException if {@code amount} is less than nothing
     */
    boolean reserve(CompanyId company, UUID reservation, String worker, Usd amount, Instant now);

    /**
     * Turns a reservation into spending of the month in which it was made; never less than nothing nor more than was
     * reserved. A second call does nothing.
     */
    void settle(CompanyId company, UUID reservation, Usd real, Instant now);

    /** Gives a reservation back as if it had not been made. A second call does nothing. */
    void release(CompanyId company, UUID reservation);

    /** It no longer belongs to its worker: whatever becomes of that one, it stays until it is settled or released. */
    void keep(CompanyId company, UUID reservation);

    /** Frees what a worker that died had set aside; returns how many reservations that were. */
    int releaseAllOf(String worker);

    record State(Usd cap, Usd spent, Usd reserved) {}
}
