package dev.companyos.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.budget.memory.MemoryBudgets;
import dev.companyos.budget.memory.MemoryNotices;
import dev.companyos.facts.BudgetFact;
import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.TaskId;
import dev.companyos.kernel.Transactions;
import dev.companyos.kernel.Usd;
import dev.companyos.testing.AtOnce;
import dev.companyos.testing.RecordingBus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreasurerTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Instant NEXT_MONTH = NOW.plus(Duration.ofDays(1));

    private final CompanyId company = CompanyId.fresh();
    private final RecordingBus bus = new RecordingBus();
    private final Budgets budgets = new MemoryBudgets(Usd.dollars(20));
    private final Notices notices = new MemoryNotices();
    private final Treasurer treasurer = at(NOW);

    @Test
    void the_founder_is_warned_once_when_four_fifths_are_spent() {
        spend(15.99);
        assertThat(bus.published()).isEmpty();
        spend(0.01);
        spend(1);
        assertThat(bus.published()).containsExactly(new BudgetFact.Warned(NOW, Usd.dollars(16), Usd.dollars(20)));
    }

    @Test
    void what_is_only_set_aside_warns_nobody() {
        treasurer.reserve(Payer.of(company), UUID.randomUUID(), "w", Usd.dollars(19));
        assertThat(bus.published()).isEmpty();
    }

    @Test
    void a_call_that_could_break_the_cap_is_refused_with_what_to_do() {
        spend(12);
        treasurer.reserve(Payer.of(company), UUID.randomUUID(), "w", Usd.dollars(3));
        assertThatThrownBy(() -> treasurer.reserve(Payer.of(company), UUID.randomUUID(), "w", Usd.dollars(5.5)))
                .isInstanceOfSatisfying(CompanyException.class, it -> {
                    assertThat(it.code()).isEqualTo("budget.exhausted");
                    assertThat(it.why()).contains("$12.0000", "$20.0000", "$3.0000", "$5.5000");
                    assertThat(it.doThis()).contains("company budget set <usd>");
                });
        assertThat(budgets.state(company, NOW).reserved()).isEqualTo(Usd.dollars(3));
    }

    @ParameterizedTest
    @CsvSource({
        "DAY,   budget.exhausted, today's,             wait for tomorrow",
        "AGENT, budget.agent,     backend_1's monthly, Raise the cap for an agent",
        "TASK,  budget.task,      task-,               in smaller pieces",
    })
    void a_smaller_cap_refuses_in_its_own_name_and_the_month_is_not_called_spent(
            Scope scope, String code, String whose, String doThis) {
        treasurer.setCap(company, scope, Usd.dollars(2));
        var payer = new Payer(company, Optional.of(new AgentId("backend_1")), Optional.of(TaskId.fresh()));
        treasurer.reserve(payer, UUID.randomUUID(), "w", Usd.dollars(1.5));
        assertThatThrownBy(() -> treasurer.reserve(payer, UUID.randomUUID(), "w", Usd.dollars(0.6)))
                .isInstanceOfSatisfying(CompanyException.class, it -> {
                    assertThat(it.code()).isEqualTo(code);
                    assertThat(it.why()).contains(whose, "$2.0000", "$1.5000", "$0.6000");
                    assertThat(it.doThis()).contains(doThis);
                });
        assertThat(bus.published()).containsExactly(new BudgetFact.CapRaised(NOW, Usd.dollars(20)));
        assertThat(budgets.state(company, NOW).reserved()).isEqualTo(Usd.dollars(1.5));
    }

    @Test
    void every_change_of_a_cap_says_what_the_month_s_is_so_that_whoever_waits_looks_again() {
        treasurer.setCap(company, Scope.MONTH, Usd.dollars(30));
        treasurer.setCap(company, Scope.DAY, Usd.dollars(2));
        treasurer.liftCap(company, Scope.DAY);
        treasurer.liftCap(company, Scope.MONTH);
        assertThat(bus.published())
                .containsExactly(
                        new BudgetFact.CapRaised(NOW, Usd.dollars(30)),
                        new BudgetFact.CapRaised(NOW, Usd.dollars(30)),
                        new BudgetFact.CapRaised(NOW, Usd.dollars(30)),
                        new BudgetFact.CapRaised(NOW, Usd.dollars(20)));
    }

    @Test
    void the_founder_hears_once_a_month_and_cap_that_the_money_is_gone() {
        refused(treasurer);
        refused(treasurer);
        assertThat(AtOnce.winners(30, () -> refused(treasurer))).isEqualTo(30);
        assertThat(bus.published()).containsExactly(new BudgetFact.Exhausted(NOW, Usd.ZERO, Usd.dollars(20)));
        refused(at(NEXT_MONTH));
        treasurer.setCap(company, Scope.MONTH, Usd.dollars(25));
        refused(treasurer);
        assertThat(bus.published())
                .containsExactly(
                        new BudgetFact.Exhausted(NOW, Usd.ZERO, Usd.dollars(20)),
                        new BudgetFact.Exhausted(NEXT_MONTH, Usd.ZERO, Usd.dollars(20)),
                        new BudgetFact.CapRaised(NOW, Usd.dollars(25)),
                        new BudgetFact.Exhausted(NOW, Usd.ZERO, Usd.dollars(25)));
    }

    @Test
    void a_raised_cap_is_warned_about_anew() {
        spend(17);
        treasurer.setCap(company, Scope.MONTH, Usd.dollars(30));
        spend(6);
        spend(2);
        assertThat(bus.published())
                .containsExactly(
                        new BudgetFact.Warned(NOW, Usd.dollars(17), Usd.dollars(20)),
                        new BudgetFact.CapRaised(NOW, Usd.dollars(30)),
                        new BudgetFact.Warned(NOW, Usd.dollars(25), Usd.dollars(30)));
    }

    @Test
    void a_company_without_money_may_do_what_costs_nothing_and_is_not_warned() {
        treasurer.setCap(company, Scope.MONTH, Usd.ZERO);
        spend(0);
        assertThat(bus.published()).containsExactly(new BudgetFact.CapRaised(NOW, Usd.ZERO));
    }

    @Test
    void a_released_reservation_can_be_set_aside_again() {
        var first = UUID.randomUUID();
        treasurer.reserve(Payer.of(company), first, "w", Usd.dollars(20));
        treasurer.release(company, first);
        treasurer.reserve(Payer.of(company), UUID.randomUUID(), "w", Usd.dollars(20));
        assertThat(bus.published()).isEmpty();
    }

    @Test
    void a_cap_that_makes_no_sense_is_refused() {
        for (Usd cap : new Usd[] {new Usd(-1), Usd.dollars(1_000_000.01), new Usd(Long.MIN_VALUE)})
            assertThatThrownBy(() -> treasurer.setCap(company, Scope.MONTH, cap))
                    .isInstanceOfSatisfying(
                            CompanyException.class, it -> assertThat(it.code()).isEqualTo("invalid.budget"));
        treasurer.setCap(company, Scope.MONTH, Usd.dollars(1_000_000));
        assertThat(bus.published()).hasSize(1);
    }

    private boolean refused(Treasurer it) {
        try {
            it.reserve(Payer.of(company), UUID.randomUUID(), "w", Usd.dollars(100));
            return false;
        } catch (CompanyException e) {
            return e.code().equals("budget.exhausted");
        }
    }

    private void spend(double dollars) {
        var id = UUID.randomUUID();
        treasurer.reserve(Payer.of(company), id, "w", Usd.dollars(dollars));
        treasurer.settle(company, id, Usd.dollars(dollars));
    }

    private Treasurer at(Instant now) {
        return new Treasurer(budgets, notices, bus, Transactions.inMemory(), Clock.fixed(now, ZoneOffset.UTC));
    }
}
