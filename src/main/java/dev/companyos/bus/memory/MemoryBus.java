package dev.companyos.bus.memory;

import dev.companyos.bus.Bus;
import dev.companyos.bus.DeadLetters;
import dev.companyos.bus.Delivery;
import dev.companyos.bus.FactCodec;
import dev.companyos.bus.History;
import dev.companyos.bus.Signal;
import dev.companyos.bus.Subscriber;
import dev.companyos.bus.Subscriptions;
import dev.companyos.bus.Traffic;
import dev.companyos.facts.Channel;
import dev.companyos.facts.Envelope;
import dev.companyos.facts.Fact;
import dev.companyos.facts.TaskFact;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.FactId;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** All of the bus for one process; a fact is gone with it. Only {@link #transactions} holds a publish back. */
public final class MemoryBus implements Bus, Subscriptions, Traffic, History, DeadLetters {
    private static final int MOST = 1_000;

    private static final Hands NOBODY = new Hands() {
        @Override
        public Set<RoleId> free(CompanyId company) {
            return Set.of();
        }

        @Override
        public void take(CompanyId company, TaskFact.Ready task) {
            throw new IllegalStateException("nobody takes tasks here");
        }
    };

    private final MemoryTransactions transactions = new MemoryTransactions();
    private final MemoryLedger ledger;
    private final Delivery delivery;
    private final Signal visible = new Signal();
    private final Map<CompanyId, List<Envelope>> facts = new ConcurrentHashMap<>();
    private final Map<CompanyId, MemoryRoad> roads = new ConcurrentHashMap<>();
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private volatile Hands hands = NOBODY;

    public MemoryBus(FactCodec codec, Clock clock, Delivery.Pause pause) {
        this.ledger = new MemoryLedger(transactions, codec, clock, this::publish);
        this.delivery = new Delivery(ledger, transactions, pause);
    }

    /** What is published in one of these is seen by nobody before it commits, and never if it fails. */
    public Transactions transactions() {
        return transactions;
    }

    @Override
    public void publish(CompanyId company, Fact fact) {
        var envelope = new Envelope(FactId.fresh(), company, Channel.of(fact), fact);
        transactions.run(() -> transactions.afterCommit(() -> {
            of(company).add(envelope);
            visible.raise();
            road(company).add(envelope);
        }));
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
        road(company).open();
    }

    @Override
    public void close(CompanyId company) {
        road(company).close();
    }

    @Override
    public void nudge(CompanyId company) {
        road(company).look();
    }

    @Override
    public void stop(int seconds) {
        roads.values().forEach(MemoryRoad::close);
        roads.values().forEach(it -> it.awaitIdle(Duration.ofSeconds(seconds)));
    }

    @Override
    public List<Entry> after(CompanyId company, String after, int limit) {
        var all = of(company);
        int from = Math.min(place(after), all.size());
        int to = Math.min(from + Math.clamp(limit, 1, MOST), all.size());
        var found = new java.util.ArrayList<Entry>();
        for (int i = from; i < to; i++) found.add(new Entry(String.valueOf(i + 1), all.get(i)));
        return List.copyOf(found);
    }

    @Override
    public String newest(CompanyId company) {
        int size = of(company).size();
        return size == 0 ? "" : String.valueOf(size);
    }

    @Override
    public void await(CompanyId company, String after, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            for (long left = atMost.toNanos(); left > 0; left = deadline - System.nanoTime()) {
                long seen = visible.now();
                if (of(company).size() > place(after)) return;
                visible.await(seen, Duration.ofNanos(left));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public List<DeadLetter> list(CompanyId company) {
        return ledger.list(company);
    }

    @Override
    public boolean replay(CompanyId company, FactId letter, String consumer) {
        return transactions.call(() -> {
            var fact = ledger.take(company, letter, consumer);
            fact.ifPresent(it -> transactions.afterCommit(() -> road(company).add(it)));
            return fact.isPresent();
        });
    }

    private List<Envelope> of(CompanyId company) {
        return facts.computeIfAbsent(company, _ -> new CopyOnWriteArrayList<>());
    }

    private MemoryRoad road(CompanyId company) {
        return roads.computeIfAbsent(company, it -> new MemoryRoad(it, delivery, subscribers, () -> hands));
    }

    private static int place(String cursor) {
        return cursor.matches("\\d{1,9}") ? Integer.parseInt(cursor) : 0;
    }
}
