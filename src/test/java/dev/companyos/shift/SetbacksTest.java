package dev.companyos.shift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.company.Companies;
import dev.companyos.company.Company;
import dev.companyos.company.Company.Status;
import dev.companyos.company.Inbox;
import dev.companyos.company.memory.MemoryCompanies;
import dev.companyos.company.memory.MemoryInbox;
import dev.companyos.facts.InboxFact;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Slug;
import dev.companyos.kernel.Transactions;
import dev.companyos.llm.ModelFailed;
import dev.companyos.testing.ManualClock;
import dev.companyos.testing.RecordingBus;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetbacksTest {
    private final ManualClock clock = new ManualClock();
    private final Companies companies = new MemoryCompanies();
    private final Inbox inbox = new MemoryInbox();
    private final RecordingBus bus = new RecordingBus();
    private final Setbacks setbacks = new Setbacks(companies, inbox, bus, Transactions.inMemory(), clock);
    private final CompanyId company = CompanyId.fresh();

    @BeforeEach
    void found_a_company() {
        companies.add(new Company(company, new Slug("coffee"), "m", "", Status.RUNNING, clock.instant()));
    }

    @ParameterizedTest
    @CsvSource({
        "budget.exhausted, true",
        "budget.agent, true",
        "unavailable.sandbox, true",
        "unavailable.stack, true",
        "budget.task, false",
        "conflict.release, false",
    })
    void an_attempt_counts_unless_the_trouble_lies_outside_the_task(String code, boolean outside) {
        assertThat(Setbacks.isOutside(trouble(code))).isEqualTo(outside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"budget.exhausted", "unavailable.sandbox", "unavailable.stack"})
    void what_only_the_founder_can_mend_pauses_the_company_and_is_told_once(String code) {
        setbacks.meet(company, trouble(code));
        clock.pass(Duration.ofMinutes(1));
        setbacks.meet(company, trouble(code));
        assertThat(status()).isEqualTo(Status.PAUSED);
        assertThat(inbox.list(company, true)).singleElement().satisfies(it -> {
            assertThat(it.title()).isEqualTo("What. The company is paused.");
            assertThat(it.body()).isEqualTo("Why.\nDo this.");
            assertThat(it.ref()).isEqualTo(code);
        });
        assertThat(bus.published()).hasSize(1).hasOnlyElementsOfType(InboxFact.Added.class);
    }

    @Test
    void a_company_that_was_resumed_and_fails_again_is_paused_and_told_again() {
        setbacks.meet(company, trouble("budget.exhausted"));
        companies.setStatus(company, Status.RUNNING);
        clock.pass(Duration.ofMinutes(1));
        setbacks.meet(company, trouble("budget.exhausted"));
        assertThat(status()).isEqualTo(Status.PAUSED);
        assertThat(inbox.list(company, true)).hasSize(2);
    }

    @Test
    void an_agent_without_money_waits_while_the_others_work_and_the_founder_hears_once_a_month() {
        assertThat(setbacks.meet(company, trouble("budget.agent"))).isEqualTo(Duration.ofMinutes(10));
        clock.pass(Duration.ofMinutes(10));
        setbacks.meet(company, trouble("budget.agent"));
        assertThat(status()).isEqualTo(Status.RUNNING);
        assertThat(inbox.list(company, true)).hasSize(1);
        assertThat(bus.published()).hasSize(1);
        clock.pass(Duration.ofDays(30));
        setbacks.meet(company, trouble("budget.agent"));
        assertThat(inbox.list(company, true)).hasSize(2);
    }

    @Test
    void what_passes_by_itself_is_waited_for() {
        var busy = new ModelFailed(
                ModelFailed.Kind.TRANSIENT, Optional.of(Duration.ofSeconds(7)), "What.", "Why.", "Do this.");
        assertThat(setbacks.meet(company, busy)).isEqualTo(Duration.ofSeconds(7));
        assertThat(setbacks.meet(company, trouble("conflict.turn"))).isPositive();
        assertThat(status()).isEqualTo(Status.RUNNING);
        assertThat(inbox.list(company, true)).isEmpty();
    }

    private Status status() {
        return companies.find(company).orElseThrow().status();
    }

    private static CompanyException trouble(String code) {
        return new CompanyException(code, "What.", "Why.", "Do this.");
    }
}
