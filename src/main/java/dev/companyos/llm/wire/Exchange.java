package dev.companyos.llm.wire;

import dev.companyos.llm.ModelFailed;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * A call on a virtual thread of its own. Interrupting a virtual thread closes the socket that it reads from, which
 * interrupting other threads does not; so whichever thread calls can be interrupted, and nothing goes on behind its back.
 */
public final class Exchange {
    /** Closing takes no time; only a name server that keeps silent can hold the thread for longer. */
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private Exchange() {}

    /**
     * @param cancelled the failure for a caller that was interrupted
     * @throws ModelFailed what {@code call} threw; or, with the interrupt flag set, {@code cancelled} with what was spent
     */
    public static <T> T run(Callable<T> call, Supplier<ModelFailed> cancelled) {
        var task = new FutureTask<>(call);
        if (Thread.currentThread().isInterrupted()) throw cancelled.get();
        var thread = Thread.ofVirtual().name("model-call").start(task);
        try {
            return result(task);
        } catch (InterruptedException _) {
            thread.interrupt();
            try {
                if (!thread.join(CLOSING)) throw cancelled.get();
                return result(task);
            } catch (ModelFailed broken) {
                throw cancelled.get().after(broken.spent());
            } catch (InterruptedException again) {
                throw cancelled.get();
            } finally {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static <T> T result(FutureTask<T> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException it -> throw it;
                case Error it -> throw it;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
