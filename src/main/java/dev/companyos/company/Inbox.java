package dev.companyos.company;

import dev.companyos.kernel.CompanyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What waits for the founder. */
public interface Inbox {
    /** Adds an item; false and no change if there is one with its id. */
    boolean add(CompanyId company, Item item);

    /** Newest first. */
    List<Item> list(CompanyId company, boolean openOnly);

    /** True for the one who answered first. */
    boolean answer(CompanyId company, UUID item, String answer, Instant at);

    /** @param kind escalation, dead_letter, budget, question; @param ref what it is about, such as a task's id */
    record Item(
            UUID id,
            String kind,
            String title,
            String body,
            String ref,
            Instant at,
            Optional<String> answer,
            Optional<Instant> answeredAt) {}
}
