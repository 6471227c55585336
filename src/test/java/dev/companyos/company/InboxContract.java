package dev.companyos.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.company.Inbox.Item;
import dev.companyos.kernel.CompanyId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link Inbox} does. */
public abstract class InboxContract {
    private static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");

    private final CompanyStore store = store();
    private final Inbox inbox = store.inbox();
    private final CompanyId company = store.company("coffee");

    protected abstract CompanyStore store();

    @Test
    void an_item_is_added_once() {
        var item = item("Given up “🚀”");
        assertThat(inbox.add(company, item)).isTrue();
        assertThat(inbox.add(company, item)).isFalse();
        assertThat(inbox.list(company, true)).containsExactly(item);
        assertThat(inbox.list(store.company("tea"), false)).isEmpty();
    }

    @Test
    void the_first_answer_counts() {
        var item = item("a");
        inbox.add(company, item);
        inbox.add(company, item("b"));
        assertThat(inbox.answer(company, item.id(), "retry", NOW)).isTrue();
        assertThat(inbox.answer(company, item.id(), "drop", NOW)).isFalse();
        assertThat(inbox.answer(company, UUID.randomUUID(), "x", NOW)).isFalse();
        assertThat(inbox.answer(store.company("tea"), item.id(), "x", NOW)).isFalse();
        assertThat(inbox.list(company, true)).extracting(Item::title).containsExactly("b");
        assertThat(inbox.list(company, false)).extracting(Item::title).containsExactly("b", "a");
        assertThat(inbox.list(company, false).getLast().answer()).contains("retry");
        assertThat(inbox.list(company, false).getLast().answeredAt()).contains(NOW);
    }

    @Test
    void an_item_may_come_with_its_answer() {
        var open = item("a");
        var answered = new Item(
                open.id(),
                open.kind(),
                open.title(),
                open.body(),
                open.ref(),
                NOW,
                Optional.of("yes"),
                Optional.of(NOW));
        inbox.add(company, answered);
        assertThat(inbox.list(company, true)).isEmpty();
        assertThat(inbox.list(company, false)).containsExactly(answered);
    }

    private static Item item(String title) {
        return new Item(UUID.randomUUID(), "question", title, "body", "ref", NOW, Optional.empty(), Optional.empty());
    }
}
