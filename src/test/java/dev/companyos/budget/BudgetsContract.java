package dev.companyos.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.budget.Budgets.State;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Usd;
import dev.companyos.testing.AtOnce;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** What every {@link Budgets} does. */
public abstract class BudgetsContract {
    private static final Instant NOVEMBER = Instant.parse("2026-11-30T23:59:59Z");
    private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");
    private static final Usd TWENTY = Usd.dollars(20);

    private final Budgets budgets = budgets(TWENTY);
    private final CompanyId company = CompanyId.fresh();
    private final CompanyId other = CompanyId.fresh();

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
        budgets.settle(company, first, Usd.dollars(2), NOVEMBER);
        assertThat(budgets.state(company, NOVEMBER)).isEqualTo(state(20, 2, 6));
        budgets.release(company, second);
        assertThat(budgets.state(company, NOVEMBER)).isEqualTo(state(20, 2, 0));
    }

    @Test
    void settling_or_releasing_again_does_nothing() {
        var reservation = reserve(5);
        budgets.settle(company, reservation, Usd.dollars(2), NOVEMBER);
        budgets.settle(company, reservation, Usd.dollars(2), NOVEMBER);
        budgets.release(company, reservation);
        budgets.settle(company, UUID.randomUUID(), Usd.dollars(2), NOVEMBER);
        assertThat(budgets.state(company, NOVEMBER)).isEqualTo(state(20, 2, 0));
    }

    @Test
    void a_bill_is_never_more_than_was_set_aside_nor_less_than_nothing() {
        budgets.settle(company, reserve(5), Usd.dollars(7), NOVEMBER);
        assertThat(budgets.state(company, NOVEMBER)).isEqualTo(state(20, 5, 0));
        budgets.settle(company, reserve(5), Usd.dollars(-3), NOVEMBER);
        assertThat(budgets.state(company, NOVEMBER)).isEqualTo(state(20, 5, 0));
    }

    @Test
    void the_last_cent_can_be_set_aside_and_not_one_millionth_more() {
        budgets.settle(company, reserve(8), Usd.dollars(8), NOVEMBER);
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
        budgets.setCap(company, Usd.dollars(10));
        assertThat(reserved(new Usd(1))).isFalse();
        assertThat(budgets.state(company, NOVEMBER)).isEqualTo(state(10, 0, 15));
        budgets.setCap(company, Usd.dollars(30));
        assertThat(reserved(Usd.dollars(15))).isTrue();
        assertThat(budgets.state(company, DECEMBER)).isEqualTo(state(30, 0, 0));
        assertThat(budgets.state(other, NOVEMBER)).isEqualTo(state(20, 0, 0));
    }

    @Test
    void a_month_turns_at_midnight_utc_and_a_late_bill_goes_where_it_was_set_aside() {
        var late = reserve(20);
        assertThat(reserved(Usd.dollars(1))).isFalse();
        assertThat(budgets.reserve(company, UUID.randomUUID(), "w", Usd.dollars(20), DECEMBER))
                .isTrue();
        budgets.settle(company, late, Usd.dollars(19), DECEMBER);
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
        budgets.settle(company, kept, Usd.dollars(1), DECEMBER);
        assertThat(budgets.state(company, NOVEMBER)).isEqualTo(state(20, 1, 0));
    }

    @Test
    void nobody_settles_with_another_company_s_reservation() {
        var ours = reserve(5);
        budgets.settle(other, ours, Usd.dollars(5), NOVEMBER);
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
                if (!budgets.reserve(company, id, "w", Usd.dollars(0.9), NOVEMBER)) return false;
                if (i % 2 == 0) {
                    budgets.settle(company, id, Usd.dollars(0.7), NOVEMBER);
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
        assertThat(budgets.reserve(whose, id, worker, Usd.dollars(dollars), now))
                .isTrue();
        return id;
    }

    private boolean reserved(Usd amount) {
        return budgets.reserve(company, UUID.randomUUID(), "w", amount, NOVEMBER);
    }

    private static State state(double cap, double spent, double reserved) {
        return new State(Usd.dollars(cap), Usd.dollars(spent), Usd.dollars(reserved));
    }
}
