package dev.companyos.bus;

import dev.companyos.facts.Envelope;
import dev.companyos.facts.Fact;
import dev.companyos.facts.TaskFact;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.RoleId;
import java.util.Set;
import java.util.function.BiConsumer;

/** Who hears what. Everything is subscribed before the first delivery; {@code app/Hearing} is the only caller. */
public interface Subscriptions {
    /**
     * Gives every fact of {@code kind} to {@code listener}. What the listener writes and the note that {@code consumer}
     * has seen the fact commit in one transaction, so a second delivery does nothing. A listener that throws is tried
     * again, at most 5 times in all; then the fact is parked as a dead letter for this consumer, and the lane goes on.
     */
    <F extends Fact> void subscribe(String consumer, Class<F> kind, BiConsumer<CompanyId, F> listener);

    /** As {@link #subscribe}, with the envelope, for a listener that keeps facts themselves. */
    void subscribeAll(String consumer, BiConsumer<CompanyId, Envelope> listener);

    /** Where ready tasks go; see {@link Hands}. One per process. */
    void deliverTasksTo(Hands hands);

    /** Those who take tasks. */
    interface Hands {
        /** Roles of {@code company} with an agent free in this process now: only their channels are read. */
        Set<RoleId> free(CompanyId company);

        /**
         * Does the task, however long it takes, on the calling virtual thread; the delivery is kept alive meanwhile and
         * acknowledged after. Returns at once if somebody else has the task: PostgreSQL decides, not the delivery.
         */
        void take(CompanyId company, TaskFact.Ready task);
    }
}
