package dev.companyos.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.company.Milestones.Milestone;
import dev.companyos.kernel.CompanyId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link Milestones} does. */
public abstract class MilestonesContract {
    private static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");

    private final CompanyStore store = store();
    private final Milestones milestones = store.milestones();
    private final CompanyId company = store.company("coffee");

    protected abstract CompanyStore store();

    @Test
    void a_milestone_is_reached_once_by_each_company() {
        var other = store.company("tea");
        assertThat(milestones.reach(company, "first_user", "One!", NOW)).isTrue();
        assertThat(milestones.reach(company, "first_user", "One more", NOW.plusSeconds(1)))
                .isFalse();
        assertThat(milestones.reach(other, "first_user", "One!", NOW)).isTrue();
        assertThat(milestones.list(company)).containsExactly(new Milestone("first_user", "One!", NOW));
    }

    @Test
    void they_are_listed_as_they_were_reached() {
        milestones.reach(company, "first_user", "1", NOW.plusSeconds(1));
        milestones.reach(company, "first_deployment", "0", NOW);
        assertThat(milestones.list(company))
                .extracting(Milestone::type)
                .containsExactly("first_deployment", "first_user");
    }
}
