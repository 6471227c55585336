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
import dev.companyos.sandbox.MachineSandbox;
import dev.companyos.sandbox.Sandboxes;
import dev.companyos.sandbox.bubblewrap.BubblewrapSandbox;
import dev.companyos.sandbox.none.Unconfined;
import dev.companyos.testing.ManualClock;
import dev.companyos.testing.RecordingBus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResumptionTest {
    private final ManualClock clock = new ManualClock();
    private final Companies companies = new MemoryCompanies();
    private final Inbox inbox = new MemoryInbox();
    private final RecordingBus bus = new RecordingBus();
    private final Setbacks setbacks = new Setbacks(companies, inbox, bus, Transactions.inMemory(), clock);
    private final CompanyId company = CompanyId.fresh();
    private final CompanyId other = CompanyId.fresh();
    private boolean installed;
    private int looks;
    private final MachineSandbox sandbox = new MachineSandbox(() -> {
        looks++;
        if (installed && BubblewrapSandbox.probe() instanceof BubblewrapSandbox.Probe.Works it)
            return new Sandboxes.Choice(it.sandbox(), List.of());
        return new Sandboxes.Choice(new Unconfined(), List.of());
    });
    private final Resumption resumption =
            new Resumption(companies, inbox, bus, sandbox, Transactions.inMemory(), clock);

    @BeforeEach
    void found_two_companies() {
        companies.add(new Company(company, new Slug("coffee"), "m", "", Status.RUNNING, clock.instant()));
        companies.add(new Company(other, new Slug("tea"), "n", "", Status.PAUSED, clock.instant()));
    }

    private void wants() {
        setbacks.meet(company, CompanyException.unavailable("sandbox", "What.", "Why.", "Do this."));
    }

    @Test
    void who_waits_goes_on_by_itself_when_a_sandbox_appears_and_nobody_else() {
        Assumptions.assumeTrue(BubblewrapSandbox.probe() instanceof BubblewrapSandbox.Probe.Works);
        wants();
        assertThat(resumption.round()).isEmpty();
        assertThat(status(company)).isEqualTo(Status.PAUSED);

        installed = true;
        assertThat(resumption.round()).containsExactly(company);

        assertThat(status(company)).isEqualTo(Status.RUNNING);
        assertThat(status(other)).isEqualTo(Status.PAUSED);
        assertThat(inbox.list(company, true)).isEmpty();
        assertThat(bus.published().getLast())
                .isInstanceOfSatisfying(InboxFact.Answered.class, it -> assertThat(it.answer())
                        .isEqualTo("bubblewrap works here now."));
        assertThat(resumption.round()).isEmpty();
    }

    @Test
    void nothing_is_looked_for_while_nobody_waits() {
        int before = looks;
        assertThat(resumption.round()).isEmpty();
        assertThat(looks).isEqualTo(before);
    }

    @Test
    void resumed_without_a_sandbox_it_parks_again_and_the_founder_is_told_once() {
        wants();
        resumption.resumed(company);
        companies.setStatus(company, Status.RUNNING);
        clock.pass(Duration.ofMinutes(1));
        wants();
        assertThat(status(company)).isEqualTo(Status.PAUSED);
        assertThat(inbox.list(company, false)).hasSize(1);
        assertThat(bus.published()).hasSize(1);
    }

    @Test
    void one_that_the_founder_has_paused_does_not_go_on_by_itself() {
        wants();
        resumption.paused(company);
        installed = true;
        assertThat(resumption.round()).isEmpty();
        assertThat(status(company)).isEqualTo(Status.PAUSED);
    }

    private Status status(CompanyId id) {
        return companies.find(id).orElseThrow().status();
    }
}
