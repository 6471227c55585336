package dev.companyos.bus.redis;

import dev.companyos.bus.Signal;
import dev.companyos.bus.postgres.Outbox;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.XAddParams;

/** Moves committed outbox rows to Redis. Wakes with each commit of this process; looks for others' every two seconds. */
public final class StreamRelay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamRelay.class);
    private static final int BATCH = 500;
    private static final Duration SWEEP = Duration.ofSeconds(2);

    private final Outbox outbox;
    private final RedisClient redis;
    private final Signal committed;
    private volatile boolean stopped;

    public StreamRelay(Outbox outbox, RedisClient redis, Signal committed) {
        this.outbox = outbox;
        this.redis = redis;
        this.committed = committed;
    }

    public void start() {
        Thread.ofVirtual().name("relay").start(this::loop);
    }

    private void loop() {
        boolean troubled = false;
        while (!stopped) {
            long seen = committed.now();
            try {
                int sent = outbox.send(BATCH, this::send);
                if (troubled) LOG.info("The relay works again.");
                troubled = false;
                if (sent == 0) committed.await(seen, SWEEP);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (stopped) return;
                if (!troubled) LOG.warn("Facts wait in the outbox, nothing is lost: {}", e.toString());
                troubled = true;
                try {
                    committed.await(committed.now(), SWEEP);
                } catch (InterruptedException _) {
                    return;
                }
            }
        }
    }

    private void send(List<Outbox.Row> rows) {
        try (var pipeline = redis.pipelined()) {
            for (var it : rows)
                pipeline.xadd(Streams.key(it.company(), it.channel()), Streams.fields(it), XAddParams.xAddParams());
            pipeline.sync();
        }
    }

    @Override
    public void close() {
        stopped = true;
        committed.raise();
    }
}
