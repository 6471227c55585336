package dev.companyos.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.budget.Budgets.Answer;
import dev.companyos.budget.Budgets.State;
import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.TaskId;
import dev.companyos.kernel.Usd;
import dev.companyos.testing.AtOnce;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link Budgets} does. */
public abstract class BudgetsContract {
    private static final Instant NOVEMBER = Instant.parse("2026-11-30T23:59:59Z");
    private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");
    private static final Usd TWENTY = Usd.dollars(20);

    private final Budgets budgets = budgets(TWENTY);
    private final CompanyId company = CompanyId.fresh();
    private final CompanyId other = CompanyId.fresh();

    private final Payer backendOnFirst =
            new Payer(company, Optional.of(new AgentId("backend_1")), Optional.of(TaskId.fresh()));
    private final Payer qaOnSecond = new Payer(company, Optional.of(new AgentId("qa_1")), Optional.of(TaskId.fresh()));

    protected abstract Budgets budgets(Usd defaultCap);

    @Test
    void a_company_starts_with_the_default_cap_and_nothing_spent() {
        assertThat(budgets.state(company, NOVEMBER)).isEqualTo(state(20, 0, 0));
    }

    @Test
    void what_is_set_aside_is_spent_or_comes_back() {
        var first = reserve(5);
        var second = reserve(6);
        assertThat(budgets.state(company, NOVEMBER)).isEqualTo(state(20, 0, 11));
        budgets.settle(company, first, Usd.dollars(2));
        assertThat(budgets.state(company, NOVEMBER)).isEqualTo(state(20, 2, 6));
        budgets.release(company, second);
        assertThat(budgets.state(company, NOVEMBER)).isEqualTo(state(20, 2, 0));
    }

    @Test
    void settling_or_releasing_again_does_nothing() {
        var reservation = reserve(5);
        budgets.settle(company, reservation, Usd.dollars(2));
        budgets.settle(company, reservation, Usd.dollars(2));
        budgets.release(company, reservation);
        budgets.settle(company, UUID.randomUUID(), Usd.dollars(2));
        assertThat(budgets.state(company, NOVEMBER)).isEqualTo(state(20, 2, 0));
    }

    @Test
    void a_bill_is_never_more_than_was_set_aside_nor_less_than_nothing() {
        budgets.settle(company, reserve(5), Usd.dollars(7));
        assertThat(budgets.state(company, NOVEMBER)).isEqualTo(state(20, 5, 0));
        budgets.settle(company, reserve(5), Usd.dollars(-3));
        assertThat(budgets.state(company, NOVEMBER)).isEqualTo(state(20, 5, 0));
    }

    @Test
    void the_last_cent_can_be_set_aside_and_not_one_millionth_more() {
        budgets.settle(company, reserve(8), Usd.dollars(8));
        reserve(4);
        assertThat(reserved(new Usd(8_000_001))).isFalse();
        assertThat(budgets.state(company, NOVEMBER)).isEqualTo(state(20, 8, 4));
        assertThat(reserved(Usd.dollars(8))).isTrue();
        assertThat(reserved(new Usd(1))).isFalse();
        assertThat(reserved(Usd.ZERO)).isTrue();
    }

    @Test
    void absurd_amounts_are_refused() {
        assertThat(reserved(new Usd(Long.MAX_VALUE))).isFalse();
        reserve(1);
        assertThat(reserved(new Usd(Long.MAX_VALUE))).isFalse();
        assertThatThrownBy(() -> reserved(new Usd(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThat(budgets.state(company, NOVEMBER)).isEqualTo(state(20, 0, 1));
    }

    @Test
    void a_new_cap_counts_at_once_and_in_every_month() {
        reserve(15);
        budgets.setCap(company, Scope.MONTH, Usd.dollars(10));
        assertThat(reserved(new Usd(1))).isFalse();
        assertThat(budgets.state(company, NOVEMBER)).isEqualTo(state(10, 0, 15));
        budgets.setCap(company, Scope.MONTH, Usd.dollars(30));
        assertThat(reserved(Usd.dollars(15))).isTrue();
        assertThat(budgets.state(company, DECEMBER)).isEqualTo(state(30, 0, 0));
        assertThat(budgets.state(other, NOVEMBER)).isEqualTo(state(20, 0, 0));
    }

    @Test
    void a_month_turns_at_midnight_utc_and_a_late_bill_goes_where_it_was_set_aside() {
        var late = reserve(20);
        assertThat(reserved(Usd.dollars(1))).isFalse();
        assertThat(reserved(Payer.of(company), UUID.randomUUID(), "w", Usd.dollars(20), DECEMBER))
                .isTrue();
        budgets.settle(company, late, Usd.dollars(19));
        assertThat(budgets.state(company, NOVEMBER)).isEqualTo(state(20, 19, 0));
        assertThat(budgets.state(company, DECEMBER)).isEqualTo(state(20, 0, 20));
    }

    @Test
    void a_dead_worker_frees_what_it_held_in_every_company_and_month() {
        reserve("dead", company, 3, NOVEMBER);
        reserve("dead", company, 4, NOVEMBER);
        reserve("dead", company, 5, DECEMBER);
        reserve("dead", other, 6, NOVEMBER);
        reserve("alive", company, 7, NOVEMBER);
        assertThat(budgets.releaseAllOf("dead")).isEqualTo(4);
        assertThat(budgets.releaseAllOf("dead")).isZero();
        assertThat(budgets.state(company, NOVEMBER)).isEqualTo(state(20, 0, 7));
        assertThat(budgets.state(company, DECEMBER)).isEqualTo(state(20, 0, 0));
        assertThat(budgets.state(other, NOVEMBER)).isEqualTo(state(20, 0, 0));
    }

    @Test
    void what_is_kept_outlives_its_worker_until_it_is_settled() {
        var kept = reserve("dead", company, 3, NOVEMBER);
        reserve("dead", company, 4, NOVEMBER);
        budgets.keep(company, kept);
        budgets.keep(other, UUID.randomUUID());
        assertThat(budgets.releaseAllOf("dead")).isEqualTo(1);
        assertThat(budgets.state(company, NOVEMBER)).isEqualTo(state(20, 0, 3));
        budgets.settle(company, kept, Usd.dollars(1));
        assertThat(budgets.state(company, NOVEMBER)).isEqualTo(state(20, 1, 0));
    }

    @Test
    void without_a_cap_of_its_own_every_scope_has_the_month_s() {
        assertThat(budgets.caps(company)).containsOnlyKeys(Scope.values()).allSatisfy((_, cap) -> assertThat(cap)
                .isEqualTo(TWENTY));
        budgets.setCap(company, Scope.MONTH, Usd.dollars(30));
        budgets.setCap(company, Scope.TASK, Usd.dollars(2));
        assertThat(budgets.caps(company))
                .containsOnly(
                        Map.entry(Scope.MONTH, Usd.dollars(30)),
                        Map.entry(Scope.DAY, Usd.dollars(30)),
                        Map.entry(Scope.AGENT, Usd.dollars(30)),
                        Map.entry(Scope.TASK, Usd.dollars(2)));
        budgets.liftCap(company, Scope.MONTH);
        budgets.liftCap(company, Scope.TASK);
        budgets.liftCap(company, Scope.TASK);
        assertThat(budgets.caps(company)).isEqualTo(budgets.caps(other));
    }

    @Test
    void a_payment_counts_in_the_month_the_day_the_agent_s_month_and_the_task() {
        var id = UUID.randomUUID();
        assertThat(reserved(backendOnFirst, id, "w", Usd.dollars(3), NOVEMBER)).isTrue();
        assertThat(budgets.states(backendOnFirst, NOVEMBER))
                .containsOnlyKeys(Scope.values())
                .allSatisfy((_, it) -> assertThat(it).isEqualTo(state(20, 0, 3)));
        budgets.settle(company, id, Usd.dollars(1));
        assertThat(budgets.states(backendOnFirst, NOVEMBER))
                .allSatisfy((_, it) -> assertThat(it).isEqualTo(state(20, 1, 0)));
        assertThat(budgets.states(qaOnSecond, NOVEMBER))
                .containsEntry(Scope.DAY, state(20, 1, 0))
                .containsEntry(Scope.AGENT, state(20, 0, 0))
                .containsEntry(Scope.TASK, state(20, 0, 0));
        assertThat(budgets.states(backendOnFirst, NOVEMBER.minus(Duration.ofDays(1))))
                .containsEntry(Scope.MONTH, state(20, 1, 0))
                .containsEntry(Scope.DAY, state(20, 0, 0))
                .containsEntry(Scope.AGENT, state(20, 1, 0));
        assertThat(budgets.states(backendOnFirst, DECEMBER))
                .containsEntry(Scope.MONTH, state(20, 0, 0))
                .containsEntry(Scope.DAY, state(20, 0, 0))
                .containsEntry(Scope.AGENT, state(20, 0, 0))
                .containsEntry(Scope.TASK, state(20, 1, 0));
    }

    @ParameterizedTest
    @EnumSource
    void each_cap_refuses_what_passes_it_and_then_nothing_is_set_aside_anywhere(Scope scope) {
        budgets.setCap(company, scope, Usd.dollars(4));
        assertThat(reserved(backendOnFirst, UUID.randomUUID(), "w", Usd.dollars(3), NOVEMBER))
                .isTrue();
        var before = budgets.states(backendOnFirst, NOVEMBER);
        var answer = budgets.reserve(backendOnFirst, UUID.randomUUID(), "w", new Usd(1_000_001), NOVEMBER);
        assertThat(answer).isEqualTo(new Answer.Refused(scope, state(4, 0, 3)));
        assertThat(budgets.states(backendOnFirst, NOVEMBER)).isEqualTo(before);
        assertThat(reserved(backendOnFirst, UUID.randomUUID(), "w", Usd.dollars(1), NOVEMBER))
                .isTrue();
        boolean others = scope == Scope.AGENT || scope == Scope.TASK;
        assertThat(reserved(qaOnSecond, UUID.randomUUID(), "w", Usd.dollars(1), NOVEMBER))
                .isEqualTo(others);
    }

    @Test
    void of_several_caps_in_the_way_the_widest_is_named() {
        budgets.setCap(company, Scope.TASK, Usd.ZERO);
        budgets.setCap(company, Scope.AGENT, Usd.dollars(1));
        budgets.setCap(company, Scope.DAY, Usd.dollars(2));
        assertThat(refusedBy(3)).isEqualTo(Scope.DAY);
        assertThat(refusedBy(2)).isEqualTo(Scope.AGENT);
        assertThat(refusedBy(1)).isEqualTo(Scope.TASK);
        budgets.setCap(company, Scope.MONTH, Usd.ZERO);
        assertThat(refusedBy(3)).isEqualTo(Scope.MONTH);
    }

    private Scope refusedBy(double dollars) {
        var answer = budgets.reserve(backendOnFirst, UUID.randomUUID(), "w", Usd.dollars(dollars), NOVEMBER);
        return ((Answer.Refused) answer).scope();
    }

    @Test
    void a_turn_of_no_agent_and_no_task_counts_for_the_company_alone() {
        budgets.setCap(company, Scope.TASK, Usd.ZERO);
        budgets.setCap(company, Scope.AGENT, Usd.ZERO);
        assertThat(reserved(Usd.dollars(20))).isTrue();
        assertThat(budgets.states(Payer.of(company), NOVEMBER)).containsOnlyKeys(Scope.MONTH, Scope.DAY);
    }

    @Test
    void nobody_settles_with_another_company_s_reservation() {
        var ours = reserve(5);
        budgets.settle(other, ours, Usd.dollars(5));
        budgets.release(other, ours);
        assertThat(budgets.state(company, NOVEMBER)).isEqualTo(state(20, 0, 5));
        assertThat(budgets.state(other, NOVEMBER)).isEqualTo(state(20, 0, 0));
    }

    @Test
    void a_hundred_callers_at_once_never_pass_the_cap() {
        int winners = AtOnce.winners(100, () -> reserved(Usd.dollars(0.3)));
        assertThat(winners).isEqualTo(66);
        assertThat(budgets.state(company, NOVEMBER)).isEqualTo(state(20, 0, 19.8));
    }

    @Test
    void a_hundred_callers_who_spend_give_back_and_ask_again_never_pass_the_cap() {
        var spent = new ConcurrentLinkedQueue<Usd>();
        AtOnce.winners(100, () -> {
            for (int i = 0; i < 5; i++) {
                var id = UUID.randomUUID();
                if (!reserved(Payer.of(company), id, "w", Usd.dollars(0.9), NOVEMBER)) return false;
                if (i % 2 == 0) {
                    budgets.settle(company, id, Usd.dollars(0.7));
                    spent.add(Usd.dollars(0.7));
                } else budgets.release(company, id);
                var state = budgets.state(company, NOVEMBER);
                assertThat(state.spent().plus(state.reserved())).isLessThanOrEqualTo(TWENTY);
            }
            return true;
        });
        var state = budgets.state(company, NOVEMBER);
        assertThat(state.spent()).isEqualTo(spent.stream().reduce(Usd.ZERO, Usd::plus));
        assertThat(state.reserved()).isEqualTo(Usd.ZERO);
    }

    private UUID reserve(double dollars) {
        return reserve("w", company, dollars, NOVEMBER);
    }

    private UUID reserve(String worker, CompanyId whose, double dollars, Instant now) {
        var id = UUID.randomUUID();
        assertThat(reserved(Payer.of(whose), id, worker, Usd.dollars(dollars), now))
                .isTrue();
        return id;
    }

    private boolean reserved(Usd amount) {
        return reserved(Payer.of(company), UUID.randomUUID(), "w", amount, NOVEMBER);
    }

    private boolean reserved(Payer payer, UUID id, String worker, Usd amount, Instant now) {
        return budgets.reserve(payer, id, worker, amount, now) instanceof Answer.Reserved;
    }

    private static State state(double cap, double spent, double reserved) {
        return new State(Usd.dollars(cap), Usd.dollars(spent), Usd.dollars(reserved));
    }
}
