package dev.companyos.shift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.facts.Channel;
import dev.companyos.facts.Envelope;
import dev.companyos.facts.KnowledgeFact;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.FactId;
import dev.companyos.kernel.RoleId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What every {@link Agenda} keeps to. */
abstract class AgendaContract {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final Duration LEASE = Duration.ofSeconds(30);
    static final RoleId CEO = new RoleId("ceo");

    final CompanyId company = CompanyId.fresh();
    final List<CompanyId> all = List.of(company);
    final Agenda agenda = agenda();

    abstract Agenda agenda();

    @Test
    void a_turn_is_due_at_its_time_and_has_one_taker() {
        agenda.plan(company, CEO, NOON);
        assertThat(agenda.claim(all, "w", NOON.minusSeconds(1), LEASE)).isEmpty();
        assertThat(agenda.claim(List.of(), "w", NOON, LEASE)).isEmpty();
        assertThat(agenda.claim(all, "w", NOON, LEASE)).isPresent();
        assertThat(agenda.claim(all, "v", NOON, LEASE)).isEmpty();
    }

    @Test
    void two_ticks_never_both_win() throws Exception {
        for (int i = 0; i < 20; i++) {
            agenda.wake(company, new RoleId("r" + i), NOON);
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var wins = threads.invokeAll(
                    java.util.Collections.<java.util.concurrent.Callable<Optional<Agenda.Slot>>>nCopies(
                            64, () -> agenda.claim(all, "w", NOON, LEASE)));
            var roles = new java.util.ArrayList<RoleId>();
            for (var win : wins) win.get().ifPresent(it -> roles.add(it.role()));
            assertThat(roles).doesNotHaveDuplicates().hasSizeBetween(1, 20);
        }
    }

    @Test
    void after_its_turn_a_role_is_due_when_it_said() {
        agenda.plan(company, CEO, NOON);
        var slot = agenda.claim(all, "w", NOON, LEASE).orElseThrow();
        agenda.done(slot, Optional.of(NOON.plusSeconds(300)), "seen this");
        assertThat(agenda.claim(all, "w", NOON.plusSeconds(299), LEASE)).isEmpty();
        assertThat(agenda.nextDue(all, NOON)).contains(NOON.plusSeconds(300));
        assertThat(agenda.claim(all, "w", NOON.plusSeconds(300), LEASE))
                .hasValueSatisfying(it -> assertThat(it.seen()).isEqualTo("seen this"));
    }

    @Test
    void who_is_woken_during_a_turn_is_due_right_after_it() {
        agenda.plan(company, CEO, NOON);
        var slot = agenda.claim(all, "w", NOON, LEASE).orElseThrow();
        agenda.wake(company, CEO, NOON.plusSeconds(1));
        assertThat(agenda.claim(all, "w", NOON.plusSeconds(2), LEASE)).isEmpty();
        agenda.done(slot, Optional.of(NOON.plusSeconds(300)), "");
        assertThat(agenda.claim(all, "w", NOON.plusSeconds(2), LEASE)).isPresent();
    }

    @Test
    void a_turn_whose_lease_ran_out_goes_to_another_and_the_first_holds_it_no_more() {
        agenda.plan(company, CEO, NOON);
        var first = agenda.claim(all, "w", NOON, LEASE).orElseThrow();
        assertThat(agenda.renew(first, NOON.plusSeconds(40))).isTrue();
        assertThat(agenda.claim(all, "v", NOON.plusSeconds(39), LEASE)).isEmpty();
        var second = agenda.claim(all, "v", NOON.plusSeconds(41), LEASE).orElseThrow();
        assertThat(agenda.holds(first)).isFalse();
        assertThat(agenda.renew(first, NOON.plusSeconds(99))).isFalse();
        agenda.done(first, Optional.empty(), "late");
        assertThat(agenda.holds(second)).isTrue();
    }

    @Test
    void what_a_dead_worker_held_is_due_at_once() {
        agenda.plan(company, CEO, NOON);
        var held = agenda.claim(all, "w", NOON, LEASE).orElseThrow();
        assertThat(agenda.releaseAllOf("v", NOON)).isZero();
        assertThat(agenda.releaseAllOf("w", NOON)).isEqualTo(1);
        assertThat(agenda.holds(held)).isFalse();
        assertThat(agenda.claim(all, "w", NOON, LEASE)).isPresent();
    }

    @Test
    void an_errand_is_kept_once_until_it_is_done() {
        var role = new RoleId("knowledge");
        var fact = new KnowledgeFact.Asked(NOON, UUID.randomUUID(), "founder", "What is this?");
        var envelope = new Envelope(FactId.fresh(), company, Channel.KNOWLEDGE_REQUESTS, fact);
        agenda.addErrand(role, envelope, NOON);
        agenda.addErrand(role, envelope, NOON);
        assertThat(agenda.claim(all, "w", NOON, LEASE)).isPresent();
        assertThat(agenda.nextErrand(company, role)).contains(envelope);
        agenda.errandDone(company, role, envelope.id());
        assertThat(agenda.nextErrand(company, role)).isEmpty();
    }
}
