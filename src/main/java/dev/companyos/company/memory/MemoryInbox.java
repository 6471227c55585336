package dev.companyos.company.memory;

import dev.companyos.company.Inbox;
import dev.companyos.kernel.CompanyId;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;

/** The founder's inbox in one map. */
public final class MemoryInbox implements Inbox {
    private final Map<CompanyId, SequencedMap<UUID, Item>> items = new HashMap<>();

    @Override
    public synchronized boolean add(CompanyId company, Item item) {
        return of(company).putIfAbsent(item.id(), item) == null;
    }

    @Override
    public synchronized List<Item> list(CompanyId company, boolean openOnly) {
        return of(company).reversed().values().stream()
                .filter(item -> !openOnly || item.answeredAt().isEmpty())
                .toList();
    }

    @Override
    public synchronized boolean answer(CompanyId company, UUID id, String answer, Instant at) {
        var item = of(company).get(id);
        if (item == null || item.answeredAt().isPresent()) return false;
        of(company)
                .put(
                        id,
                        new Item(
                                id,
                                item.kind(),
                                item.title(),
                                item.body(),
                                item.ref(),
                                item.at(),
                                Optional.of(answer),
                                Optional.of(at)));
        return true;
    }

    private SequencedMap<UUID, Item> of(CompanyId company) {
        return items.computeIfAbsent(company, _ -> new LinkedHashMap<>());
    }
}
