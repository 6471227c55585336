package dev.companyos.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.facts.MissionFact;
import dev.companyos.kernel.CompanyException;
import dev.companyos.testing.RecordingBus;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Founding}, on any store. */
public abstract class FoundingContract {
    private static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final CompanyStore store = store();
    private final RecordingBus bus = new RecordingBus();
    private final Founding founding = new Founding(store.companies(), bus, store.transactions(), CLOCK);

    protected abstract CompanyStore store();

    @Test
    void a_company_is_founded_with_its_brain_and_tells_its_mission() {
        var company = founding.found("  A waitlist for a coffee subscription\n", "fastapi");
        assertThat(company.slug().value()).isEqualTo("waitlist-coffee-subscription");
        assertThat(company.mission()).isEqualTo("A waitlist for a coffee subscription");
        assertThat(store.companies().all()).containsExactly(company);
        assertThat(store.brains().read(company.id()).mission()).isEqualTo(company.mission());
        assertThat(bus.published())
                .containsExactly(new MissionFact.MissionSet(NOW, "A waitlist for a coffee subscription", "fastapi"));
    }

    @Test
    void the_same_mission_goes_on_with_the_same_company() {
        var first = founding.found("Sell tea", "");
        assertThat(founding.found(" Sell tea\t", "java")).isEqualTo(first);
        assertThat(bus.published()).hasSize(1);
    }

    @Test
    void a_mission_that_was_given_later_counts_as_that_companys() {
        var tea = founding.found("Sell tea", "");
        store.companies().setMission(tea.id(), "Sell juice");
        assertThat(founding.found("Sell juice", "").id()).isEqualTo(tea.id());
        var again = founding.found("Sell tea", "");
        assertThat(again.id()).isNotEqualTo(tea.id());
        assertThat(again.slug().value()).isEqualTo("sell-tea-2");
        assertThat(founding.found("Sell tea", "")).isEqualTo(again);
    }

    @Test
    void another_mission_of_the_same_words_gets_a_number() {
        assertThat(founding.found("Sell tea!", "").slug().value()).isEqualTo("sell-tea");
        assertThat(founding.found("Sell the tea.", "").slug().value()).isEqualTo("sell-tea-2");
        assertThat(founding.found("Sell: tea", "").slug().value()).isEqualTo("sell-tea-3");
    }

    @Test
    void a_long_slug_has_room_for_its_number() {
        var words = "internationalization counterrevolutionaries misunderstandings";
        assertThat(founding.found(words, "").slug().value()).hasSizeLessThanOrEqualTo(48);
        assertThat(founding.found(words + ".", "").slug().value())
                .hasSizeLessThanOrEqualTo(48)
                .endsWith("-2");
        var letters = "a".repeat(60);
        assertThat(founding.found(letters, "").slug().value()).isEqualTo("a".repeat(48));
        assertThat(founding.found(letters + "!", "").slug().value()).isEqualTo("a".repeat(46) + "-2");
    }

    @ParameterizedTest
    @CsvSource({
        "Café für Künstler, cafe-fur-kunstler",
        "コーヒーの待ち行列, company",
        "🚀🚀, company",
        "For the and of it, for-the-and-of-it",
        "Please build us one two three four five six seven, build-one-two-three-four-five",
        "Robert'); DROP TABLE company;--, robert-drop-table-company"
    })
    void the_slug_is_made_of_the_first_words_that_say_something(String mission, String slug) {
        assertThat(founding.found(mission, "").slug().value()).isEqualTo(slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\n\t", "a\0b", "\uD83D", "x\uDE80"})
    void a_mission_that_is_no_text_is_refused(String mission) {
        refused(mission, "", "invalid.mission");
    }

    @Test
    void a_mission_has_at_most_4000_characters_however_many_bytes_they_need() {
        refused("x".repeat(4_001), "", "invalid.mission");
        assertThat(founding.found("🚀".repeat(4_000), "").mission()).hasSize(8_000);
        assertThatThrownBy(() -> founding.found("x".repeat(4_001), ""))
                .hasMessageContaining("4,001")
                .hasMessageContaining("4,000");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "../etc", "a b", "\0", "Ä"})
    void a_stack_is_a_name(String stack) {
        refused("Sell tea", stack, "invalid.stack");
    }

    @Test
    void founders_of_one_mission_at_the_same_moment_found_one_company() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 16)
                    .mapToObj(_ -> threads.submit(() -> founding.found("Sell tea", "")))
                    .toList();
            for (var each : all) assertThat(each.get().mission()).isEqualTo("Sell tea");
        }
        assertThat(store.companies().all()).hasSize(1);
        assertThat(bus.published()).hasSize(1);
    }

    @Test
    void missions_of_the_same_words_at_the_same_moment_get_different_slugs() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(1, 17)
                    .mapToObj(n -> threads.submit(() -> founding.found("Sell tea" + "!".repeat(n), "")))
                    .toList();
            for (var each : all) each.get();
        }
        assertThat(store.companies().all())
                .extracting(company -> company.slug().value())
                .hasSize(16)
                .contains("sell-tea", "sell-tea-2", "sell-tea-16");
    }

    private void refused(String mission, String stack, String code) {
        assertThatThrownBy(() -> founding.found(mission, stack)).isInstanceOfSatisfying(CompanyException.class, it -> {
            assertThat(it.code()).isEqualTo(code);
            assertThat(it.why()).isNotBlank();
            assertThat(it.doThis()).isNotBlank();
        });
        assertThat(store.companies().all()).isEmpty();
        assertThat(bus.published()).isEmpty();
    }
}
