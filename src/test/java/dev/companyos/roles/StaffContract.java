package dev.companyos.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.facts.StaffFact.Kind;
import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.RoleId;
import dev.companyos.roles.Staff.Agent;
import dev.companyos.roles.Staff.Agent.Status;
import dev.companyos.roles.Staff.Request;
import dev.companyos.testing.AtOnce;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link Staff} does. */
public abstract class StaffContract {
    private static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");
    private static final RoleId BACKEND = new RoleId("backend");
    private static final RoleId QA = new RoleId("qa");
    private static final AgentId SECOND = new AgentId("backend_2");

    private final Staff staff = staff();
    private final CompanyId company = CompanyId.fresh();
    private final CompanyId other = CompanyId.fresh();

    protected abstract Staff staff();

    @Test
    void agents_come_by_role_and_then_by_number_not_by_spelling() {
        staff.setHeadcount(company, QA, 1);
        staff.setHeadcount(company, BACKEND, 11);
        assertThat(staff.agents(company))
                .hasSize(12)
                .last()
                .extracting(Agent::role)
                .isEqualTo(QA);
        assertThat(staff.agents(company, BACKEND))
                .extracting(it -> it.id().value())
                .startsWith("backend_1", "backend_2", "backend_3")
                .endsWith("backend_9", "backend_10", "backend_11");
        assertThat(staff.agents(other)).isEmpty();
        assertThat(staff.find(other, SECOND)).isEmpty();
    }

    @Test
    void a_new_agent_is_idle_and_the_last_leave_first() {
        staff.setHeadcount(company, BACKEND, 3);
        staff.setStatus(company, SECOND, Status.WORKING, "Waitlist", NOW);
        staff.setHeadcount(company, BACKEND, 2);
        staff.setHeadcount(company, BACKEND, 3);
        assertThat(staff.agents(company, BACKEND))
                .extracting(Agent::status)
                .containsExactly(Status.IDLE, Status.WORKING, Status.IDLE);
        assertThat(staff.agents(company, BACKEND)).extracting(Agent::paused).containsOnly(false);
    }

    @Test
    void a_headcount_stays_within_0_and_50() {
        staff.setHeadcount(company, BACKEND, 51);
        assertThat(staff.agents(company, BACKEND)).hasSize(50);
        staff.setHeadcount(company, BACKEND, -1);
        assertThat(staff.agents(company, BACKEND)).isEmpty();
    }

    @Test
    void a_status_is_written_when_it_differs() {
        staff.setHeadcount(company, BACKEND, 2);
        staff.setStatus(company, SECOND, Status.WORKING, "Waitlist", NOW);
        staff.setStatus(company, SECOND, Status.WORKING, "Waitlist", NOW.plus(Duration.ofHours(1)));
        assertThat(staff.find(company, SECOND))
                .contains(new Agent(SECOND, BACKEND, Status.WORKING, false, "Waitlist", NOW));
        staff.setStatus(company, SECOND, Status.WORKING, "Login", NOW.plus(Duration.ofHours(1)));
        assertThat(staff.find(company, SECOND).orElseThrow().since()).isEqualTo(NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void nobody_is_changed_who_is_not_there() {
        staff.setHeadcount(company, BACKEND, 1);
        staff.setStatus(company, SECOND, Status.WORKING, "x", NOW);
        staff.setStatus(company, new AgentId("founder"), Status.WORKING, "x", NOW);
        assertThat(staff.setPaused(company, SECOND, true)).isFalse();
        assertThat(staff.agents(company)).extracting(Agent::doing).containsExactly("");
    }

    @Test
    void a_pause_says_whether_it_changed_anything() {
        staff.setHeadcount(company, BACKEND, 2);
        assertThat(staff.setPaused(company, SECOND, true)).isTrue();
        assertThat(staff.setPaused(company, SECOND, true)).isFalse();
        assertThat(staff.agents(company, BACKEND)).extracting(Agent::paused).containsExactly(false, true);
        assertThat(staff.setPaused(company, SECOND, false)).isTrue();
    }

    @Test
    void one_request_of_a_kind_is_open_for_a_role() {
        var first = request(Kind.SPAWN_AGENT, BACKEND);
        assertThat(staff.request(company, first)).isTrue();
        assertThat(staff.request(company, request(Kind.SPAWN_AGENT, BACKEND))).isFalse();
        assertThat(staff.request(company, request(Kind.SCALE_DOWN, BACKEND))).isTrue();
        assertThat(staff.request(company, request(Kind.SPAWN_AGENT, QA))).isTrue();
        assertThat(staff.request(other, request(Kind.SPAWN_AGENT, BACKEND))).isTrue();
        assertThat(staff.openRequests(company)).hasSize(3).contains(first);
    }

    @Test
    void a_closed_request_makes_room_for_another_but_does_not_come_back() {
        var first = request(Kind.SPAWN_AGENT, BACKEND);
        staff.request(company, first);
        assertThat(staff.close(other, first.id(), "no", NOW)).isFalse();
        assertThat(staff.close(company, first.id(), "One more.", NOW)).isTrue();
        assertThat(staff.close(company, first.id(), "One more.", NOW)).isFalse();
        assertThat(staff.openRequests(company)).isEmpty();
        assertThat(staff.request(company, first)).isFalse();
        assertThat(staff.request(company, request(Kind.SPAWN_AGENT, BACKEND))).isTrue();
    }

    @Test
    void of_many_who_ask_or_close_at_once_one_wins() {
        assertThat(AtOnce.winners(20, () -> staff.request(company, request(Kind.SPAWN_AGENT, BACKEND))))
                .isEqualTo(1);
        var open = staff.openRequests(company).getFirst().id();
        assertThat(AtOnce.winners(20, () -> staff.close(company, open, "plan", NOW)))
                .isEqualTo(1);
    }

    @Test
    void text_that_no_table_takes_is_made_fit() {
        staff.setHeadcount(company, BACKEND, 2);
        String odd = "half \uD83D nul \u0000 🚀 שלום ' \" \\";
        String kept = "half \uFFFD nul  🚀 שלום ' \" \\";
        staff.setStatus(company, SECOND, Status.WORKING, odd, NOW);
        staff.setStatus(company, SECOND, Status.WORKING, odd, NOW.plusSeconds(1));
        assertThat(staff.find(company, SECOND)).contains(new Agent(SECOND, BACKEND, Status.WORKING, false, kept, NOW));
        staff.request(company, new Request(UUID.randomUUID(), Kind.REASSIGN, QA, odd, NOW));
        assertThat(staff.openRequests(company)).extracting(Request::reason).containsExactly(kept);
        staff.setStatus(company, SECOND, Status.IDLE, "🚀".repeat(20_000), NOW);
        assertThat(staff.find(company, SECOND).orElseThrow().doing()).isEqualTo("🚀".repeat(5_000));
    }

    private static Request request(Kind kind, RoleId role) {
        return new Request(UUID.randomUUID(), kind, role, "6 tasks wait.", NOW);
    }
}
