package dev.companyos.bus.redis;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Runs what has the same key in order, and different keys side by side. */
final class Lanes {
    private static final int COUNT = 8;

    private final List<ExecutorService> lanes = IntStream.range(0, COUNT)
            .mapToObj(i -> Executors.newSingleThreadExecutor(
                    Thread.ofVirtual().name("lane-" + i).factory()))
            .toList();

    void run(String key, Runnable work) {
        lanes.get(Math.floorMod(key.hashCode(), COUNT)).execute(work);
    }

    void close() {
        lanes.forEach(ExecutorService::shutdownNow);
    }
}
