package dev.companyos.llm;

import dev.companyos.kernel.CompanyId;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** The calls of this process that are under way, and how far each has come. */
public final class LiveCalls {
    private final Map<Long, Under> calls = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final Clock clock;

    public LiveCalls(Clock clock) {
        this.clock = clock;
    }

    /** @param characters written so far */
    public record LiveCall(Caller caller, String model, Instant since, int characters) {}

    private record Under(Caller caller, String model, Instant since, AtomicInteger characters) {}

    /** @param call is handed whom to tell how the reply grows: {@code progress}, who is told too, and this list */
    <T> T during(Caller caller, String model, Progress progress, Function<Progress, T> call) {
        long number = numbers.incrementAndGet();
        var under = new Under(caller, model, clock.instant(), new AtomicInteger());
        calls.put(number, under);
        try {
            return call.apply(characters -> {
                under.characters().set(characters);
                progress.wrote(characters);
            });
        } finally {
            calls.remove(number);
        }
    }

    /** Oldest first. */
    public List<LiveCall> of(CompanyId company) {
        return calls.values().stream()
                .filter(it -> it.caller().company().equals(company))
                .map(it -> new LiveCall(
                        it.caller(), it.model(), it.since(), it.characters().get()))
                .sorted(Comparator.comparing(LiveCall::since))
                .toList();
    }
}
