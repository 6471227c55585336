package dev.companyos.bus;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes those who wait for something new. A wake-up that comes before the wait is not lost. */
public final class Signal {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long count;

    public void raise() {
        lock.lock();
        try {
            count++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** To be taken before looking, and given to {@link #await} after having found nothing. */
    public long now() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    public void await(long seen, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (count == seen && left > 0) left = changed.awaitNanos(left);
        } finally {
            lock.unlock();
        }
    }
}
