package dev.companyos.bus.memory;

import dev.companyos.bus.DeadLetters.DeadLetter;
import dev.companyos.bus.Delivery;
import dev.companyos.bus.FactCodec;
import dev.companyos.facts.Channel;
import dev.companyos.facts.Envelope;
import dev.companyos.facts.InboxFact;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.FactId;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Inbox and dead letters. Everything joins the caller's transaction. */
final class MemoryLedger implements Delivery.Ledger {
    private static final int PAYLOAD = 4_000;
    private static final int REASON = 1_000;

    private record Sight(String consumer, FactId fact) {}

    private record Parked(Envelope fact, DeadLetter letter) {}

    private final Set<Sight> seen = ConcurrentHashMap.newKeySet();
    private final Map<Sight, Parked> parked = new ConcurrentHashMap<>();
    private final MemoryTransactions transactions;
    private final FactCodec codec;
    private final Clock clock;
    private final BiConsumer<CompanyId, InboxFact> publish;

    MemoryLedger(
            MemoryTransactions transactions, FactCodec codec, Clock clock, BiConsumer<CompanyId, InboxFact> publish) {
        this.transactions = transactions;
        this.codec = codec;
        this.clock = clock;
        this.publish = publish;
    }

    @Override
    public boolean firstSight(String consumer, Envelope fact) {
        return transactions.call(() -> {
            var sight = new Sight(consumer, fact.id());
            boolean first = seen.add(sight);
            if (first) transactions.onRollback(() -> seen.remove(sight));
            return first;
        });
    }

    @Override
    public void park(String consumer, Envelope fact, String reason) {
        transactions.run(() -> {
            firstSight(consumer, fact);
            var place = new Sight(consumer, fact.id());
            String channel = fact.channel().name();
            String why = cut(reason, REASON);
            var letter = new DeadLetter(
                    fact.id(), consumer, channel, why, cut(codec.encode(fact.fact()), PAYLOAD), clock.instant());
            if (parked.putIfAbsent(place, new Parked(fact, letter)) != null) return;
            transactions.onRollback(() -> parked.remove(place));
            if (!fact.channel().equals(Channel.DEAD_LETTERS))
                publish.accept(
                        fact.company(), new InboxFact.DeadLettered(clock.instant(), fact.id(), consumer, channel, why));
        });
    }

    List<DeadLetter> list(CompanyId company) {
        return parked.values().stream()
                .filter(it -> it.fact().company().equals(company))
                .map(Parked::letter)
                .sorted(Comparator.comparing(DeadLetter::at).reversed())
                .toList();
    }

    /** Takes the letter out, and the note that its consumer has seen it. */
    Optional<Envelope> take(CompanyId company, FactId letter, String consumer) {
        return transactions.call(() -> {
            var place = new Sight(consumer, letter);
            var found = parked.get(place);
            if (found == null || !found.fact().company().equals(company)) return Optional.empty();
            parked.remove(place);
            seen.remove(place);
            transactions.onRollback(() -> {
                parked.put(place, found);
                seen.add(place);
            });
            return Optional.of(found.fact());
        });
    }

    private static String cut(String text, int limit) {
        return text.length() > limit ? text.substring(0, limit) : text;
    }
}
