package dev.companyos.bus;

import dev.companyos.facts.Envelope;
import dev.companyos.kernel.Transactions;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands one fact to every subscriber that wants it, each in a transaction with its note that it has seen the fact. */
public final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    /** Then the fact is parked for this subscriber. */
    static final int TRIES = 5;

    private final Ledger ledger;
    private final Transactions transactions;
    private final Pause pause;

    /** What subscribers have seen, and what they could not digest. */
    public interface Ledger {
        /** True the first time, for this consumer and fact; in the caller's transaction. */
        boolean firstSight(String consumer, Envelope fact);

        /** Parks the fact and tells of it; the consumer counts as having seen it. */
        void park(String consumer, Envelope fact, String reason);
    }

    /** Waits between two tries of a subscriber that fails. */
    public interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    public Delivery(Ledger ledger, Transactions transactions, Pause pause) {
        this.ledger = ledger;
        this.transactions = transactions;
        this.pause = pause;
    }

    /** Returns when every subscriber is through with it, one way or the other. */
    public void deliver(Envelope fact, List<Subscriber> subscribers) throws InterruptedException {
        for (var it : subscribers) if (it.wants().test(fact)) deliver(fact, it);
    }

    private void deliver(Envelope fact, Subscriber to) throws InterruptedException {
        for (int i = 1; ; i++) {
            try {
                transactions.run(() -> {
                    if (ledger.firstSight(to.name(), fact)) to.listener().accept(fact);
                });
                return;
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) throw new InterruptedException();
                if (i < TRIES) {
                    LOG.warn("{} failed on {} (try {} of {}): {}", to.name(), fact.fact(), i, TRIES, e.toString());
                    pause.of(Duration.ofMillis(50L << i));
                    continue;
                }
                LOG.error("{} cannot digest {}; it is parked.", to.name(), fact.fact(), e);
                transactions.run(() -> ledger.park(to.name(), fact, String.valueOf(e)));
                return;
            }
        }
    }
}
