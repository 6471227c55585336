package dev.companyos.kernel;

import java.util.function.Supplier;

/** All or nothing: what {@code work} writes through any room's port commits together, or not at all. */
public interface Transactions {
    /** Joins the caller's transaction if there is one. An exception rolls back and comes out unchanged. */
    <T> T call(Supplier<T> work);

    default void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    /** For the in-memory twins: runs {@code work} as it is, one caller at a time. */
    static Transactions inMemory() {
        return new Transactions() {
            @Override
            public synchronized <T> T call(Supplier<T> work) {
                return work.get();
            }
        };
    }
}
