package dev.companyos.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.facts.InspectionFact.Severity;
import dev.companyos.inspection.Inspections.Alert;
import dev.companyos.inspection.Inspections.Health;
import dev.companyos.kernel.CompanyId;
import dev.companyos.testing.AtOnce;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link Inspections} does. */
public abstract class InspectionsContract {
    private static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");

    private final Inspections inspections = inspections();
    private final CompanyId company = CompanyId.fresh();
    private final CompanyId other = CompanyId.fresh();

    protected abstract Inspections inspections();

    @Test
    void health_is_listed_newest_first() {
        for (int i = 0; i < 5; i++) inspections.record(company, health(i));
        assertThat(inspections.history(company, 3)).containsExactly(health(4), health(3), health(2));
        assertThat(inspections.history(other, 3)).isEmpty();
    }

    @Test
    void of_two_looks_at_one_moment_the_one_recorded_last_is_the_newer() {
        inspections.record(company, new Health(NOW, false, 2, 1, 0, 0, "first"));
        inspections.record(company, new Health(NOW, true, 2, 2, 0, 0, "second"));
        assertThat(inspections.history(company, 2)).extracting(Health::detail).containsExactly("second", "first");
    }

    @Test
    void one_alert_is_open_for_a_cause() {
        var first = alert("probe:/health", 1);
        assertThat(inspections.open(company, first)).isTrue();
        assertThat(inspections.open(company, first)).isFalse();
        assertThat(inspections.open(company, alert("probe:/health", 2))).isFalse();
        assertThat(inspections.open(company, alert("probe:/", 3))).isTrue();
        assertThat(inspections.open(other, alert("probe:/health", 4))).isTrue();
        assertThat(inspections.openAlerts(company))
                .extracting(Alert::cause)
                .containsExactly("probe:/health", "probe:/");
    }

    @Test
    void a_closed_alert_can_still_be_found_and_its_cause_alerted_again() {
        var first = alert("tests", 1);
        inspections.open(company, first);
        assertThat(inspections.close(other, first.id(), "fixed", NOW)).isFalse();
        assertThat(inspections.close(company, UUID.randomUUID(), "fixed", NOW)).isFalse();
        assertThat(inspections.close(company, first.id(), "fixed", NOW)).isTrue();
        assertThat(inspections.close(company, first.id(), "fixed", NOW)).isFalse();
        assertThat(inspections.openAlerts(company)).isEmpty();
        assertThat(inspections.find(company, first.id())).contains(first);
        assertThat(inspections.find(other, first.id())).isEmpty();
        assertThat(inspections.open(company, first)).isFalse();
        assertThat(inspections.open(company, alert("tests", 2))).isTrue();
    }

    @Test
    void an_outage_that_many_see_at_once_is_one_alert_and_is_closed_once() {
        assertThat(AtOnce.winners(25, () -> inspections.open(company, alert("probe:/", 1))))
                .isEqualTo(1);
        var open = inspections.openAlerts(company).getFirst().id();
        assertThat(AtOnce.winners(25, () -> inspections.close(company, open, "fixed", NOW)))
                .isEqualTo(1);
    }

    @Test
    void at_most_200_open_alerts_come_at_once_the_oldest() {
        for (int i = 0; i < 203; i++) inspections.open(company, alert("cause " + i, i));
        assertThat(inspections.openAlerts(company))
                .extracting(Alert::cause)
                .hasSize(200)
                .startsWith("cause 0");
        assertThat(inspections.open(company, alert("cause 202", 300))).isFalse();
    }

    @Test
    void any_text_is_kept() {
        String odd = "half \uD83D nul \u0000 🚀 שלום ' \" \\";
        inspections.record(company, new Health(NOW, false, 1, 0, 0, 0, odd));
        var alert = new Alert(UUID.randomUUID(), odd, Severity.MEDIUM, odd, odd, odd, NOW);
        assertThat(inspections.open(company, alert)).isTrue();
        assertThat(inspections.open(company, new Alert(UUID.randomUUID(), odd, Severity.MEDIUM, "", "", "", NOW)))
                .isFalse();
        String kept = "half \uFFFD nul  🚀 שלום ' \" \\";
        assertThat(inspections.history(company, 1)).extracting(Health::detail).containsExactly(kept);
        assertThat(inspections.find(company, alert.id()).orElseThrow().details())
                .isEqualTo(kept);
    }

    @Test
    void a_cause_of_any_length_is_a_cause() {
        String random = new java.util.Random(1)
                .ints(20_000, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertThat(inspections.open(company, alert(random, 1))).isTrue();
        assertThat(inspections.open(company, alert(random, 2))).isFalse();
        assertThat(inspections.openAlerts(company).getFirst().cause()).hasSize(Inspections.LONGEST_CAUSE);
    }

    private static Health health(int minute) {
        return new Health(NOW.plusSeconds(60L * minute), minute % 2 == 0, 3, 2, 9, 8, "detail " + minute);
    }

    private static Alert alert(String cause, int second) {
        return new Alert(
                UUID.randomUUID(),
                cause,
                Severity.HIGH,
                "/health",
                "It answers 500 🚀.",
                "Look at the log.",
                NOW.plusSeconds(second));
    }
}
