package dev.companyos.testing;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Many callers who all start at the same moment, each on a virtual thread of its own. */
public final class AtOnce {
    private AtOnce() {}

    /** How many of {@code callers} got true. What one of them throws comes out. */
    public static int winners(int callers, Callable<Boolean> call) {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, callers)
                    .mapToObj(_ -> threads.submit(() -> {
                        start.await();
                        return call.call();
                    }))
                    .toList();
            start.countDown();
            int winners = 0;
            for (Future<Boolean> it : calls) if (it.get()) winners++;
            return winners;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
