package dev.companyos.shift;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the leases of turns under way alive, and interrupts a turn that has lost its own. */
public final class Leases implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("leases").daemon().factory());
    private final Set<Held> held = ConcurrentHashMap.newKeySet();

    /** @param renew false when the lease is lost */
    private record Held(Thread turn, BooleanSupplier renew) {}

    /** @param length of a lease; it is renewed three times within that */
    public Leases(Duration length) {
        long period = Math.max(1, length.toMillis() / 3);
        clockwork.scheduleAtFixedRate(this::renewAll, period, period, TimeUnit.MILLISECONDS);
    }

    /** Runs {@code turn} on the calling thread while {@code renew} is called every now and then on another one. */
    public void during(BooleanSupplier renew, Runnable turn) {
        var mine = new Held(Thread.currentThread(), renew);
        held.add(mine);
        try {
            turn.run();
        } finally {
            held.remove(mine);
            synchronized (held) {
                held.notifyAll();
            }
        }
    }

    /** Ends every turn under way: each is interrupted and gives its task back. */
    public void interruptAll() {
        held.forEach(it -> it.turn().interrupt());
    }

    /** Waits until no turn is under way, at most {@code time}. Whether that came about. */
    public boolean awaitIdle(Duration time) {
        synchronized (held) {
            long ends = System.nanoTime() + time.toNanos();
            try {
                for (long left = time.toMillis();
                        !held.isEmpty() && left > 0;
                        left = (ends - System.nanoTime()) / 1_000_000) held.wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return held.isEmpty();
        }
    }

    private void renewAll() {
        for (var it : held) {
            try {
                if (!it.renew().getAsBoolean() && held.contains(it)) it.turn().interrupt();
            } catch (RuntimeException e) {
                LOG.warn("A lease could not be renewed; it is tried again until it ends.", e);
            }
        }
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }
}
