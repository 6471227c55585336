package dev.companyos.bus.memory;

import dev.companyos.kernel.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One transaction at a time; what joined it is undone, newest first, when it fails. */
final class MemoryTransactions implements Transactions {
    private record Open(List<Runnable> undo, List<Runnable> after) {}

    private final ReentrantLock one = new ReentrantLock();
    private final ScopedValue<Open> current = ScopedValue.newInstance();

    @Override
    public <T> T call(Supplier<T> work) {
        if (current.isBound()) return work.get();
        one.lock();
        try {
            var open = new Open(new ArrayList<>(), new ArrayList<>());
            T result = attempt(open, work);
            open.after().forEach(Runnable::run);
            return result;
        } finally {
            one.unlock();
        }
    }

    private <T> T attempt(Open open, Supplier<T> work) {
        boolean done = false;
        try {
            T result = ScopedValue.where(current, open).<T, RuntimeException>call(work::get);
            done = true;
            return result;
        } finally {
            if (!done) open.undo().reversed().forEach(Runnable::run);
        }
    }

    /** Only inside {@link #call}. */
    void onRollback(Runnable undo) {
        current.get().undo().add(undo);
    }

    /** Only inside {@link #call}; in the order in which transactions commit. */
    void afterCommit(Runnable effect) {
        current.get().after().add(effect);
    }
}
