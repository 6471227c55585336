package dev.companyos.repo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.kernel.Commit;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Slug;
import dev.companyos.kernel.TaskId;
import dev.companyos.repo.Publications.Publication;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link Publications} does. */
public abstract class PublicationsContract {
    private static final Instant NOW = Instant.parse("2026-11-05T10:00:00Z");

    private final Publications publications = publications();
    private final CompanyId company = CompanyId.fresh();

    protected abstract Publications publications();

    private Publication noted(String product) {
        var it = Publication.of(
                company,
                TaskId.fresh(),
                new Slug(product),
                new Commit("a".repeat(40)),
                "Keep entries \0",
                "backend_1",
                NOW);
        assertThat(publications.add(it)).isTrue();
        return it;
    }

    @Test
    void a_task_is_noted_once() {
        var it = noted("tea");
        assertThat(publications.add(it)).isFalse();
        assertThat(publications.list(company, 10)).hasSize(1);
        assertThat(publications.list(CompanyId.fresh(), 10)).isEmpty();
    }

    @Test
    void of_each_product_the_oldest_is_due_and_the_others_wait_for_it() {
        var first = noted("tea");
        var second = noted("tea");
        var other = noted("juice");
        assertThat(publications.due(NOW)).extracting(Publication::task).containsExactly(first.task(), other.task());

        publications.failed(company, first.task(), "No.", NOW.plusSeconds(30));
        assertThat(publications.due(NOW)).extracting(Publication::task).containsExactly(other.task());
        assertThat(publications.due(NOW.plusSeconds(30))).hasSize(2);

        publications.published(company, first.task(), NOW);
        publications.published(company, other.task(), NOW);
        assertThat(publications.due(NOW)).extracting(Publication::task).containsExactly(second.task());
        assertThat(publications.due(NOW.minusSeconds(1))).isEmpty();
    }

    @Test
    void what_became_of_it_is_kept() {
        var it = noted("tea");
        publications.failed(company, it.task(), "No.\0", NOW);
        publications.failed(company, it.task(), "Not yet.", NOW.plusSeconds(1));
        publications.opened(company, it.task(), 7, "https://example.invalid/7");
        var waiting = publications.list(company, 1).getFirst().progress();
        assertThat(waiting.tries()).isEqualTo(2);
        assertThat(waiting.trouble()).isEqualTo("Not yet.");
        assertThat(waiting.pullRequest()).contains(7);

        publications.published(company, it.task(), NOW);
        var done = publications.list(company, 1).getFirst();
        assertThat(done.progress().publishedAt()).contains(NOW);
        assertThat(done.progress().url()).isEqualTo("https://example.invalid/7");
        assertThat(done.progress().trouble()).isEmpty();
        assertThat(done.commit()).isEqualTo(it.commit());
        assertThat(done.author()).isEqualTo("backend_1");
    }
}
