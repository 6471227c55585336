package dev.companyos.bus.memory;

import dev.companyos.bus.Delivery;
import dev.companyos.bus.Subscriber;
import dev.companyos.bus.Subscriptions.Hands;
import dev.companyos.facts.Envelope;
import dev.companyos.facts.TaskFact;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.FactId;
import dev.companyos.kernel.RoleId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One company's facts that are not delivered yet. One virtual thread per delivery, one delivery per key. */
final class MemoryRoad {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryRoad.class);

    private final CompanyId company;
    private final Delivery delivery;
    private final List<Subscriber> subscribers;
    private final Supplier<Hands> hands;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final List<Envelope> waiting = new ArrayList<>();
    private final Map<FactId, Thread> underWay = new HashMap<>();
    private final Set<String> busyKeys = new HashSet<>();
    /** Not finished the last time; tried again with the next {@link #look}. */
    private final Set<FactId> troubled = new HashSet<>();

    private boolean open;

    MemoryRoad(CompanyId company, Delivery delivery, List<Subscriber> subscribers, Supplier<Hands> hands) {
        this.company = company;
        this.delivery = delivery;
        this.subscribers = subscribers;
        this.hands = hands;
    }

    void add(Envelope fact) {
        locked(() -> waiting.add(fact));
        advance();
    }

    void open() {
        locked(() -> open = true);
        look();
    }

    void close() {
        locked(() -> open = false);
    }

    /** Looks again at everything, also at what was not finished before. */
    void look() {
        locked(troubled::clear);
        advance();
    }

    /** Waits for deliveries under way, then interrupts those that are left. */
    void awaitIdle(Duration atMost) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (!underWay.isEmpty() && left > 0) left = ended.awaitNanos(left);
            underWay.values().forEach(Thread::interrupt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void advance() {
        var free = hands.get().free(company); // asked without the lock: it may take one of its own
        locked(() -> {
            if (!open) return;
            var blocked = new HashSet<>(busyKeys);
            for (var fact : List.copyOf(waiting)) {
                if (fact.fact() instanceof TaskFact.Ready ready) {
                    if (takes(free, ready) && !busy(fact)) start(fact);
                } else if (blocked.add(fact.fact().key()) && !busy(fact)) {
                    busyKeys.add(fact.fact().key());
                    start(fact);
                }
            }
        });
    }

    private static boolean takes(Set<RoleId> free, TaskFact.Ready ready) {
        return free.contains(ready.role());
    }

    private boolean busy(Envelope fact) {
        return troubled.contains(fact.id()) || underWay.containsKey(fact.id());
    }

    private void start(Envelope fact) {
        waiting.remove(fact);
        var thread = Thread.ofVirtual().name("delivery-" + fact.id()).unstarted(() -> run(fact));
        underWay.put(fact.id(), thread);
        thread.start();
    }

    private void run(Envelope fact) {
        boolean finished = false;
        try {
            if (fact.fact() instanceof TaskFact.Ready ready) hands.get().take(company, ready);
            else delivery.deliver(fact, subscribers);
            finished = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("A delivery was not finished and will come again: {}", e.toString());
        } finally {
            end(fact, finished);
        }
    }

    private void end(Envelope fact, boolean finished) {
        locked(() -> {
            underWay.remove(fact.id());
            if (!(fact.fact() instanceof TaskFact.Ready))
                busyKeys.remove(fact.fact().key());
            if (!finished) {
                waiting.addFirst(fact);
                troubled.add(fact.id());
            }
            ended.signalAll();
        });
        advance();
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
