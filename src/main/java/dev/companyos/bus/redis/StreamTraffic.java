package dev.companyos.bus.redis;

import dev.companyos.bus.Delivery;
import dev.companyos.bus.FactCodec;
import dev.companyos.bus.Subscriber;
import dev.companyos.bus.Subscriptions;
import dev.companyos.bus.Traffic;
import dev.companyos.bus.postgres.Outbox;
import dev.companyos.bus.postgres.PostgresBus;
import dev.companyos.facts.Envelope;
import dev.companyos.facts.Fact;
import dev.companyos.kernel.CompanyId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import redis.clients.jedis.RedisClient;

/** The readers of this process, one for each company that is open. */
public final class StreamTraffic implements Subscriptions, Traffic {
    private static final Hands NOBODY = new Hands() {
        @Override
        public Set<dev.companyos.kernel.RoleId> free(CompanyId company) {
            return Set.of();
        }

        @Override
        public void take(CompanyId company, dev.companyos.facts.TaskFact.Ready task) {
            throw new IllegalStateException("nobody takes tasks here");
        }
    };

    private final RedisClient redis;
    private final Inside inside;
    private final String worker;
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final Map<CompanyId, StreamReader> readers = new ConcurrentHashMap<>();
    private volatile Hands hands = NOBODY;

    /** What a reader needs of the durable side. */
    public record Inside(Outbox outbox, PostgresBus books, Delivery delivery, FactCodec codec) {}

    /** @param worker this process's name as a consumer; the same after a restart on the same home */
    public StreamTraffic(RedisClient redis, Inside inside, String worker) {
        this.redis = redis;
        this.inside = inside;
        this.worker = worker;
    }

    @Override
    public <F extends Fact> void subscribe(String consumer, Class<F> kind, BiConsumer<CompanyId, F> listener) {
        add(new Subscriber(
                consumer, it -> kind.isInstance(it.fact()), it -> listener.accept(it.company(), kind.cast(it.fact()))));
    }

    @Override
    public void subscribeAll(String consumer, BiConsumer<CompanyId, Envelope> listener) {
        add(new Subscriber(consumer, _ -> true, it -> listener.accept(it.company(), it)));
    }

    private void add(Subscriber subscriber) {
        if (subscribers.stream().anyMatch(it -> it.name().equals(subscriber.name())))
            throw new IllegalStateException("two subscribers are called " + subscriber.name());
        subscribers.add(subscriber);
    }

    @Override
    public void deliverTasksTo(Hands taker) {
        hands = taker;
    }

    @Override
    public void open(CompanyId company) {
        readers.computeIfAbsent(company, it -> {
            var reader = new StreamReader(it, worker, redis, inside, subscribers, () -> hands);
            reader.start();
            return reader;
        });
    }

    @Override
    public void close(CompanyId company) {
        var reader = readers.remove(company);
        if (reader != null) reader.stop();
    }

    @Override
    public void nudge(CompanyId company) {
        var reader = readers.get(company);
        if (reader != null) reader.nudge();
    }

    @Override
    public void stop(int seconds) {
        readers.values().forEach(StreamReader::stop);
        readers.values().forEach(it -> it.awaitEmpty(Duration.ofSeconds(seconds)));
        readers.clear();
    }
}
