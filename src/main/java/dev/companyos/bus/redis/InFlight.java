package dev.companyos.bus.redis;

import dev.companyos.kernel.FactId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import redis.clients.jedis.StreamEntryID;

/** Entries that are being delivered now. */
final class InFlight {
    private record Place(String stream, StreamEntryID id) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition emptied = lock.newCondition();
    private final Map<Place, FactId> entries = new HashMap<>();

    /** False if this very entry is being delivered already. */
    boolean begin(String stream, StreamEntryID id, FactId fact) {
        lock.lock();
        try {
            return entries.putIfAbsent(new Place(stream, id), fact) == null;
        } finally {
            lock.unlock();
        }
    }

    void end(String stream, StreamEntryID id) {
        lock.lock();
        try {
            entries.remove(new Place(stream, id));
            if (entries.isEmpty()) emptied.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Map<String, List<StreamEntryID>> byStream() {
        lock.lock();
        try {
            var byStream = new HashMap<String, List<StreamEntryID>>();
            entries.keySet().forEach(it -> byStream.computeIfAbsent(it.stream(), _ -> new java.util.ArrayList<>())
                    .add(it.id()));
            return byStream;
        } finally {
            lock.unlock();
        }
    }

    List<FactId> facts() {
        lock.lock();
        try {
            return List.copyOf(entries.values());
        } finally {
            lock.unlock();
        }
    }

    void awaitEmpty(Duration atMost) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (!entries.isEmpty() && left > 0) left = emptied.awaitNanos(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
