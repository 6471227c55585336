package dev.companyos.release;

import static dev.companyos.release.Releases.MOVES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.release.Releases.Status;
import org.junit.jupiter.api.Test;

class ReleaseLifeTest {
    @Test
    void the_table_says_where_every_status_leads() {
        assertThat(MOVES).containsOnlyKeys(Status.values());
    }

    @Test
    void only_what_starts_can_fail_and_only_what_is_live_is_superseded() {
        for (Status it : Status.values()) {
            assertThat(it.mayBecome(it)).isTrue();
            assertThat(MOVES.get(it).contains(Status.FAILED)).isEqualTo(it == Status.STARTING);
            assertThat(MOVES.get(it).contains(Status.SUPERSEDED)).isEqualTo(it == Status.LIVE);
            assertThat(MOVES.get(it)).doesNotContain(Status.STARTING);
        }
    }
}
