package dev.companyos.shift;

import dev.companyos.bus.Bus;
import dev.companyos.company.Companies;
import dev.companyos.company.Company;
import dev.companyos.company.Inbox;
import dev.companyos.facts.InboxFact;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Transactions;
import dev.companyos.sandbox.MachineSandbox;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Lets companies that wait for a sandbox go on when there is one; which ones wait, the open items of their inboxes say. */
public final class Resumption {
    private final Companies companies;
    private final Inbox inbox;
    private final Bus bus;
    private final MachineSandbox sandbox;
    private final Transactions transactions;
    private final Clock clock;

    public Resumption(
            Companies companies, Inbox inbox, Bus bus, MachineSandbox sandbox, Transactions transactions, Clock clock) {
        this.companies = companies;
        this.inbox = inbox;
        this.bus = bus;
        this.sandbox = sandbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Looks for a sandbox if somebody waits for one. Returns who goes on; tell them that they do. */
    public List<CompanyId> round() {
        var waiting = companies.all().stream()
                .filter(it -> it.status() == Company.Status.PAUSED)
                .map(Company::id)
                .filter(it -> !open(it).isEmpty())
                .toList();
        if (waiting.isEmpty() || !sandbox.look()) return List.of();
        var goOn = new ArrayList<CompanyId>();
        for (var company : waiting)
            transactions.run(() -> {
                answer(company, "%s works here now.".formatted(sandbox.name()));
                if (companies.setStatus(company, Company.Status.RUNNING)) goOn.add(company);
            });
        return List.copyOf(goOn);
    }

    /** The founder resumes it: without a wait, and whatever is found. */
    public void resumed(CompanyId company) {
        if (!open(company).isEmpty() && sandbox.look())
            transactions.run(() -> answer(company, "%s works here now.".formatted(sandbox.name())));
    }

    /** The founder pauses it: it does not go on by itself any more. */
    public void paused(CompanyId company) {
        transactions.run(() -> answer(company, "You have paused the company."));
    }

    private void answer(CompanyId company, String answer) {
        var now = clock.instant();
        for (var item : open(company))
            if (inbox.answer(company, item.id(), answer, now))
                bus.publish(company, new InboxFact.Answered(now, item.id(), answer));
    }

    private List<Inbox.Item> open(CompanyId company) {
        return inbox.list(company, true).stream()
                .filter(it -> it.ref().equals(Setbacks.NO_SANDBOX))
                .toList();
    }
}
