package dev.companyos.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Slug;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What every {@link Companies} does. */
public abstract class CompaniesContract {
    private static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");

    private final CompanyStore store = store();
    private final Companies companies = store.companies();
    private final AtomicLong seconds = new AtomicLong();

    protected abstract CompanyStore store();

    @Test
    void a_company_is_found_by_id_and_by_slug() {
        var company = company("coffee");
        companies.add(company);
        assertThat(companies.find(company.id())).contains(company);
        assertThat(companies.bySlug("coffee")).contains(company);
        assertThat(companies.bySlug("tea")).isEmpty();
        assertThat(companies.bySlug("' or 1=1 --")).isEmpty();
        assertThat(companies.find(CompanyId.fresh())).isEmpty();
    }

    @Test
    void companies_are_listed_oldest_first() {
        companies.add(company("b"));
        companies.add(company("a"));
        assertThat(companies.all()).extracting(it -> it.slug().value()).containsExactly("b", "a");
    }

    @Test
    void a_new_company_has_an_empty_brain() {
        var company = company("coffee");
        companies.add(company);
        var brain = store.brains().read(company.id());
        assertThat(brain.mission()).isEqualTo(company.mission());
        assertThat(brain.productName()).isEmpty();
        assertThat(brain.metrics()).isEmpty();
        assertThat(brain.shippedFeatures()).isEmpty();
        assertThat(brain.updatedAt()).isEqualTo(company.foundedAt());
    }

    @Test
    void a_slug_or_an_id_is_taken_once() {
        var first = company("coffee");
        companies.add(first);
        conflict(company("coffee"));
        conflict(new Company(first.id(), new Slug("tea"), "m", "", Company.Status.RUNNING, NOW));
        assertThat(companies.all()).containsExactly(first);
    }

    @Test
    void a_refused_company_does_not_end_the_transaction() {
        store.transactions().run(() -> {
            companies.add(company("coffee"));
            conflict(company("coffee"));
            companies.add(company("coffee-2"));
        });
        assertThat(companies.all()).hasSize(2);
    }

    @Test
    void a_status_is_changed_once() {
        var company = company("coffee");
        companies.add(company);
        assertThat(companies.setStatus(company.id(), Company.Status.PAUSED)).isTrue();
        assertThat(companies.setStatus(company.id(), Company.Status.PAUSED)).isFalse();
        assertThat(companies.find(company.id()).orElseThrow().status()).isEqualTo(Company.Status.PAUSED);
        assertThat(companies.setStatus(CompanyId.fresh(), Company.Status.PAUSED))
                .isFalse();
    }

    @Test
    void a_new_mission_is_the_brains_too_and_a_new_version_of_it() {
        var company = company("coffee");
        companies.add(company);
        var before = store.brains().read(company.id());
        companies.setMission(company.id(), "Sell tea “🍵”");
        var after = store.brains().read(company.id());
        assertThat(after.mission()).isEqualTo("Sell tea “🍵”");
        assertThat(after.version()).isGreaterThan(before.version());
        companies.setMission(company.id(), "Sell tea “🍵”");
        assertThat(store.brains().read(company.id())).isEqualTo(after);
        assertThatThrownBy(() -> companies.setMission(CompanyId.fresh(), "x"))
                .isInstanceOfSatisfying(
                        CompanyException.class, it -> assertThat(it.code()).isEqualTo("not-found.company"));
    }

    private void conflict(Company company) {
        assertThatThrownBy(() -> companies.add(company))
                .isInstanceOfSatisfying(
                        CompanyException.class, it -> assertThat(it.code()).isEqualTo("conflict.company"));
    }

    private Company company(String slug) {
        return new Company(
                CompanyId.fresh(),
                new Slug(slug),
                "Make " + slug,
                "fastapi",
                Company.Status.RUNNING,
                NOW.plusSeconds(seconds.incrementAndGet()));
    }
}
