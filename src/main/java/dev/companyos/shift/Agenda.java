package dev.companyos.shift;

import dev.companyos.facts.Envelope;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.FactId;
import dev.companyos.kernel.RoleId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** When each role has to look around again, and the facts that wait for its answer. One turn of a role at a time. */
public interface Agenda {
    /** Makes the role due at {@code at}, unless it is on the agenda already. */
    void plan(CompanyId company, RoleId role, Instant at);

    /** Makes the role due at {@code now}; if it is at it, it is due again right after. */
    void wake(CompanyId company, RoleId role, Instant now);

    /** Adds a fact that the role must answer, and wakes it. The same fact again changes nothing. */
    void addErrand(RoleId role, Envelope fact, Instant now);

    /** The oldest errand of the role. */
    Optional<Envelope> nextErrand(CompanyId company, RoleId role);

    void errandDone(CompanyId company, RoleId role, FactId fact);

    /** Takes one due turn of one of {@code companies} for {@code worker}: no two callers get the same. */
    Optional<Slot> claim(Collection<CompanyId> companies, String worker, Instant now, Duration lease);

    /** False if the turn belongs to somebody else by now. */
    boolean renew(Slot slot, Instant until);

    /** Locks the turn in the caller's transaction; false if it belongs to somebody else by now. */
    boolean holds(Slot slot);

    /** Ends the turn. @param next when to look again, unless something wakes the role before; empty for never by itself */
    void done(Slot slot, Optional<Instant> next, String seen);

    /** The next moment at which {@link #claim} may find something, as far as is known now. */
    Optional<Instant> nextDue(Collection<CompanyId> companies, Instant now);

    /** Ends the turns of a worker that no longer runs; they are due at once. */
    int releaseAllOf(String worker, Instant now);

    /** @param seen see {@link #done} @param epoch the fencing token */
    record Slot(CompanyId company, RoleId role, String worker, long epoch, String seen) {}
}
