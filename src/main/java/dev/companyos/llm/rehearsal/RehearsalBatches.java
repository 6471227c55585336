package dev.companyos.llm.rehearsal;

import dev.companyos.llm.Batches;
import dev.companyos.llm.Reply;
import dev.companyos.llm.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A batch is done as soon as it is submitted, and forgotten with its process, like one that expired. */
final class RehearsalBatches implements Batches {
    private final Map<String, Map<String, Outcome>> done = new ConcurrentHashMap<>();
    private final Function<Request, Reply> model;

    RehearsalBatches(Function<Request, Reply> model) {
        this.model = model;
    }

    @Override
    public String submit(List<Item> items) {
        String batch = "rehearsal-" + UUID.randomUUID();
        done.put(
                batch,
                items.stream()
                        .collect(Collectors.toMap(Item::id, it -> new Outcome.Replied(model.apply(it.request())))));
        return batch;
    }

    @Override
    public Optional<Map<String, Outcome>> results(String batch) {
        return Optional.of(Optional.ofNullable(done.remove(batch)).orElse(Map.of()));
    }

    @Override
    public void cancel(String batch) {
        done.remove(batch);
    }
}
