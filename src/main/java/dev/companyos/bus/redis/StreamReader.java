package dev.companyos.bus.redis;

import dev.companyos.bus.Subscriber;
import dev.companyos.bus.Subscriptions.Hands;
import dev.companyos.facts.Channel;
import dev.companyos.facts.Envelope;
import dev.companyos.facts.TaskFact;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.FactId;
import dev.companyos.kernel.RoleId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XAutoClaimParams;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.resps.StreamEntry;

/** Reads one company's streams in one blocking call, and starts a delivery for each entry. */
final class StreamReader {
    private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);
    private static final int BLOCK_MILLIS = 3_000;
    private static final int COUNT = 64;
    /** An entry of a consumer that has not been heard of for this long is taken over. */
    private static final Duration DEAD = Duration.ofSeconds(30);

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);
    private static final Duration LOST = Duration.ofSeconds(60);

    private final CompanyId company;
    private final String worker;
    private final RedisClient redis;
    private final StreamTraffic.Inside inside;
    private final List<Subscriber> subscribers;
    private final Supplier<Hands> hands;
    private final InFlight inFlight = new InFlight();
    private final Lanes lanes = new Lanes();
    private final Map<String, Boolean> known = new HashMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopped;
    private long caredAt = System.nanoTime();

    StreamReader(
            CompanyId company,
            String worker,
            RedisClient redis,
            StreamTraffic.Inside inside,
            List<Subscriber> subscribers,
            Supplier<Hands> hands) {
        this.company = company;
        this.worker = worker;
        this.redis = redis;
        this.inside = inside;
        this.subscribers = subscribers;
        this.hands = hands;
    }

    void start() {
        Thread.ofVirtual().name("reader-" + company).start(() -> {
            try {
                loop();
            } finally {
                ended.countDown();
            }
        });
    }

    void stop() {
        stopped = true;
        nudge();
    }

    void awaitEmpty(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            boolean silent = ended.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
            if (!silent) LOG.debug("The reader of {} still waits for Redis; it takes nothing more.", company);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        inFlight.awaitEmpty(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        lanes.close();
    }

    void nudge() {
        try {
            redis.xadd(
                    Streams.doorbell(company, worker),
                    Map.of("ring", "1"),
                    XAddParams.xAddParams().maxLen(1));
        } catch (RuntimeException e) {
            LOG.debug("The bell could not be rung; the reader looks again by itself.", e);
        }
    }

    private void loop() {
        boolean first = true;
        while (!stopped) {
            try {
                var streams = streams();
                prepare(streams);
                if (first) readOwnPending(streams);
                first = false;
                read(streams);
                if (System.nanoTime() - caredAt > KEEP_ALIVE.toNanos()) {
                    caredAt = System.nanoTime();
                    care(streams);
                }
            } catch (JedisDataException e) {
                if (!String.valueOf(e.getMessage()).contains("NOGROUP")) LOG.warn("Redis refuses: {}", e.getMessage());
                known.clear(); // the groups are made anew, and what Redis lost is sent again
            } catch (RuntimeException e) {
                if (stopped) return;
                LOG.warn("Redis or PostgreSQL does not answer; the reader tries again: {}", e.toString());
                known.clear();
                pause();
            }
        }
    }

    private List<String> streams() {
        var streams = new ArrayList<String>();
        Channel.COMMON.forEach(it -> streams.add(Streams.key(company, it.name())));
        for (RoleId role : hands.get().free(company))
            streams.add(Streams.key(company, Channel.tasksOf(role).name()));
        streams.add(Streams.doorbell(company, worker));
        return streams;
    }

    /** Makes the groups that are missing. Where one was missing, Redis may have lost entries: they are sent again. */
    private void prepare(List<String> streams) {
        boolean lost = false;
        for (String stream : streams) {
            if (known.containsKey(stream)) continue;
            try {
                redis.xgroupCreate(stream, Streams.GROUP, new StreamEntryID(0, 0), true);
                lost = true;
            } catch (JedisDataException e) {
                if (!String.valueOf(e.getMessage()).contains("BUSYGROUP")) throw e;
            }
            known.put(stream, true);
        }
        if (lost) {
            inside.outbox().sendAgain(company);
            inside.books().committed().raise();
        }
    }

    private void read(List<String> streams) {
        var from = new HashMap<String, StreamEntryID>();
        streams.forEach(it -> from.put(it, StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY));
        var answer = redis.xreadGroup(
                Streams.GROUP,
                worker,
                XReadGroupParams.xReadGroupParams().count(COUNT).block(BLOCK_MILLIS),
                from);
        if (answer != null && !stopped) accept(answer);
    }

    /** What an earlier life of this worker was handed and did not finish. */
    private void readOwnPending(List<String> streams) {
        var from = new HashMap<String, StreamEntryID>();
        streams.forEach(it -> from.put(it, new StreamEntryID(0, 0)));
        var answer = redis.xreadGroup(
                Streams.GROUP, worker, XReadGroupParams.xReadGroupParams().count(10_000), from);
        if (answer != null) accept(answer);
    }

    /** In the order of publishing: a key's facts travel on several streams, and an answer names these in any order. */
    private void accept(List<Map.Entry<String, List<StreamEntry>>> answer) {
        record Read(String stream, StreamEntry entry) {}
        answer.stream()
                .flatMap(it -> it.getValue().stream().map(entry -> new Read(it.getKey(), entry)))
                .sorted(Comparator.comparingLong(it -> place(it.entry())))
                .forEach(it -> accept(it.stream(), it.entry()));
    }

    private static long place(StreamEntry entry) {
        String text = entry.getFields() == null ? "" : entry.getFields().getOrDefault(Streams.PLACE, "");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    /** Says that long deliveries are alive, takes over what dead consumers held, and sends again what got lost. */
    private void care(List<String> streams) {
        inFlight.byStream()
                .forEach((stream, ids) -> redis.xclaimJustId(
                        stream,
                        Streams.GROUP,
                        worker,
                        0,
                        new redis.clients.jedis.params.XClaimParams(),
                        ids.toArray(StreamEntryID[]::new)));
        for (String stream : streams) {
            var claimed = redis.xautoclaim(
                    stream,
                    Streams.GROUP,
                    worker,
                    DEAD.toMillis(),
                    new StreamEntryID(0, 0),
                    new XAutoClaimParams().count(COUNT));
            claimed.getValue().forEach(entry -> accept(stream, entry));
        }
        if (inside.outbox().sendAgain(company, LOST, inFlight.facts()) > 0)
            inside.books().committed().raise();
    }

    private void accept(String stream, StreamEntry entry) {
        if (stream.equals(Streams.doorbell(company, worker))) {
            redis.xack(stream, Streams.GROUP, entry.getID());
            return;
        }
        var fields = entry.getFields() == null ? Map.<String, String>of() : entry.getFields();
        var id = factId(stream, entry, fields);
        if (!inFlight.begin(stream, entry.getID(), id)) return;
        String channel = stream.substring(stream.indexOf("}:") + 2);
        Envelope envelope;
        try {
            var fact = inside.codec()
                    .decode(fields.getOrDefault(Streams.TYPE, ""), fields.getOrDefault(Streams.PAYLOAD, ""));
            envelope = new Envelope(id, company, new Channel(channel), fact);
        } catch (CompanyException e) {
            lanes.run(id.toString(), () -> finish(stream, entry.getID(), id, () -> poison(channel, id, fields, e)));
            return;
        }
        Work work = envelope.fact() instanceof TaskFact.Ready ready
                ? () -> hands.get().take(company, ready)
                : () -> inside.delivery().deliver(envelope, subscribers);
        Runnable run = () -> finish(stream, entry.getID(), id, work);
        if (envelope.fact() instanceof TaskFact.Ready)
            Thread.ofVirtual().name("hand-" + id).start(run);
        else lanes.run(envelope.fact().key(), run);
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    /** Acknowledges only what was done; what was not stays pending and is delivered again. */
    private void finish(String stream, StreamEntryID entry, FactId id, Work work) {
        try {
            work.run();
            inside.outbox().delivered(List.of(id));
            try (var pipeline = redis.pipelined()) {
                pipeline.xack(stream, Streams.GROUP, entry);
                pipeline.xdel(stream, entry);
                pipeline.sync();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!stopped) LOG.warn("A delivery was not finished and will come again: {}", e.toString());
        } finally {
            inFlight.end(stream, entry);
            if (stream.contains("}:cto.tasks.")) nudge(); // a hand has become free
        }
    }

    private void poison(String channel, FactId id, Map<String, String> fields, CompanyException why) {
        LOG.warn("Something on {} is no fact and is parked: {}", channel, why.why());
        inside.books()
                .park(
                        company,
                        id,
                        "reader",
                        channel,
                        fields.getOrDefault(Streams.TYPE, ""),
                        fields.getOrDefault(Streams.PAYLOAD, ""),
                        why.why());
    }

    private static FactId factId(String stream, StreamEntry entry, Map<String, String> fields) {
        try {
            return FactId.parse(fields.getOrDefault(Streams.ID, ""));
        } catch (IllegalArgumentException e) {
            return new FactId(UUID.nameUUIDFromBytes((stream + entry.getID()).getBytes(StandardCharsets.UTF_8)));
        }
    }

    private void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            stopped = true;
        }
    }
}
