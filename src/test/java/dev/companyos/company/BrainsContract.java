package dev.companyos.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.company.Brains.Note;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Brains} does. */
public abstract class BrainsContract {
    private final CompanyStore store = store();
    private final Brains brains = store.brains();
    private final CompanyId company = store.company("coffee");

    protected abstract CompanyStore store();

    @Test
    void a_product_gets_its_name() {
        brains.nameProduct(company, "Bean “1” 🚀", "bean", "Coffee, weekly", "fastapi");
        brains.setSprint(company, "Open the waitlist");
        var brain = brains.read(company);
        assertThat(brain.productName()).isEqualTo("Bean “1” 🚀");
        assertThat(brain.productSlug()).isEqualTo("bean");
        assertThat(brain.productDescription()).isEqualTo("Coffee, weekly");
        assertThat(brain.stack()).isEqualTo("fastapi");
        assertThat(brain.currentSprint()).isEqualTo("Open the waitlist");
    }

    @Test
    void live_urls_come_and_go_one_by_one() {
        brains.setLiveUrl(company, "api", "http://a");
        brains.setLiveUrl(company, "frontend", "http://f");
        brains.setLiveUrl(company, "api", "http://b");
        assertThat(brains.read(company).liveUrls()).isEqualTo(Map.of("api", "http://b", "frontend", "http://f"));
        brains.setLiveUrl(company, "api", "");
        assertThat(brains.read(company).liveUrls()).isEqualTo(Map.of("frontend", "http://f"));
    }

    @Test
    void metrics_are_set_and_added_to() {
        brains.setMetric(company, "users", 3);
        brains.addToMetric(company, "users", 2);
        brains.addToMetric(company, "deploy_count", 1);
        brains.setMetric(company, "error_rate", 0.25);
        brains.setMetric(company, "error_rate", 0.125);
        assertThat(brains.read(company).metrics())
                .isEqualTo(Map.of("users", 5.0, "deploy_count", 1.0, "error_rate", 0.125));
    }

    @Test
    void what_is_no_number_is_no_metric() {
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            invalid(() -> brains.setMetric(company, "users", wrong));
            invalid(() -> brains.addToMetric(company, "users", wrong));
        }
        assertThat(brains.read(company).metrics()).isEmpty();
    }

    @Test
    void a_note_is_added_once_per_ref_and_kind_newest_first() {
        brains.addNote(company, Note.SHIPPED_FEATURE, "t1", "waitlist");
        brains.addNote(company, Note.SHIPPED_FEATURE, "t2", "mail");
        brains.addNote(company, Note.SHIPPED_FEATURE, "t1", "waitlist again");
        brains.addNote(company, Note.BLOCKER, "t1", "no key");
        assertThat(brains.read(company).shippedFeatures()).containsExactly("mail", "waitlist");
        assertThat(brains.read(company).blockers()).containsExactly("no key");
        assertThat(brains.read(company).openBugs()).isEmpty();
        assertThat(brains.read(company).userFeedback()).isEmpty();
    }

    @Test
    void a_closed_note_is_gone_until_it_is_opened_again() {
        brains.addNote(company, Note.BLOCKER, "t1", "no key");
        brains.addNote(company, Note.OPEN_BUG, "t1", "500");
        brains.closeNote(company, Note.BLOCKER, "t1");
        assertThat(brains.read(company).blockers()).isEmpty();
        assertThat(brains.read(company).openBugs()).containsExactly("500");
        brains.addNote(company, Note.BLOCKER, "t1", "no key once more");
        assertThat(brains.read(company).blockers()).containsExactly("no key once more");
    }

    @Test
    void lists_show_their_newest_50() {
        IntStream.rangeClosed(1, 60).forEach(n -> brains.addNote(company, Note.USER_FEEDBACK, "f" + n, "note " + n));
        assertThat(brains.read(company).userFeedback())
                .hasSize(50)
                .startsWith("note 60")
                .endsWith("note 11");
    }

    @Test
    void the_version_grows_with_every_change_and_only_then() {
        var writes = new Runnable[] {
            () -> brains.nameProduct(company, "Bean", "bean", "Coffee", "fastapi"),
            () -> brains.setSprint(company, "Open"),
            () -> brains.setLiveUrl(company, "api", "http://a"),
            () -> brains.setMetric(company, "users", 3),
            () -> brains.addNote(company, Note.BLOCKER, "t1", "no key"),
            () -> brains.closeNote(company, Note.BLOCKER, "t1"),
            () -> brains.setLiveUrl(company, "api", "")
        };
        for (var write : writes) {
            var before = brains.read(company);
            write.run();
            var after = brains.read(company);
            assertThat(after.version()).isGreaterThan(before.version());
            write.run();
            assertThat(brains.read(company)).isEqualTo(after);
        }
    }

    @Test
    void companies_share_no_brain() {
        var other = store.company("tea");
        brains.addNote(company, Note.BLOCKER, "t1", "no key");
        brains.setMetric(company, "users", 3);
        assertThat(brains.read(other).blockers()).isEmpty();
        assertThat(brains.read(other).metrics()).isEmpty();
        brains.closeNote(other, Note.BLOCKER, "t1");
        assertThat(brains.read(company).blockers()).hasSize(1);
    }

    @Test
    void a_company_that_is_not_there_has_no_brain() {
        var nobody = CompanyId.fresh();
        brains.setMetric(nobody, "users", 1);
        brains.addNote(nobody, Note.BLOCKER, "t1", "x");
        assertThatThrownBy(() -> brains.read(nobody))
                .isInstanceOfSatisfying(
                        CompanyException.class, it -> assertThat(it.code()).isEqualTo("not-found.company"));
    }

    @Test
    void writers_at_the_same_time_lose_nothing_and_do_not_lock_each_other_out() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 32)
                    .mapToObj(n -> threads.submit(() -> store.transactions().run(() -> {
                        brains.addToMetric(company, n % 2 == 0 ? "users" : "revenue", 1);
                        brains.addNote(company, Note.USER_FEEDBACK, "f" + n, "note");
                        brains.addToMetric(company, n % 2 == 0 ? "revenue" : "users", 1);
                        brains.setLiveUrl(company, "u" + n, "http://x");
                    })))
                    .toList();
            for (var each : all) each.get();
        }
        var brain = brains.read(company);
        assertThat(brain.metrics()).isEqualTo(Map.of("users", 32.0, "revenue", 32.0));
        assertThat(brain.userFeedback()).hasSize(32);
        assertThat(brain.liveUrls()).hasSize(32);
    }

    private static void invalid(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(CompanyException.class, it -> assertThat(it.code())
                .isEqualTo("invalid.metric"));
    }
}
