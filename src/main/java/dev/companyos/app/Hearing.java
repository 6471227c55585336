package dev.companyos.app;

import dev.companyos.appraisal.Appraiser;
import dev.companyos.bus.Subscriptions;
import dev.companyos.bus.Traffic;
import dev.companyos.company.BrainKeeper;
import dev.companyos.company.Companies;
import dev.companyos.company.Company;
import dev.companyos.facts.AppraisalFact;
import dev.companyos.facts.BudgetFact;
import dev.companyos.facts.DirectiveFact;
import dev.companyos.facts.Fact;
import dev.companyos.facts.InspectionFact;
import dev.companyos.facts.KnowledgeFact;
import dev.companyos.facts.MissionFact;
import dev.companyos.facts.ReleaseFact;
import dev.companyos.facts.StaffFact;
import dev.companyos.facts.TaskFact;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.RoleId;
import dev.companyos.memory.Recollection;
import dev.companyos.shift.Agenda;
import dev.companyos.shift.DirectiveClosing;
import dev.companyos.shift.StandingShift;
import dev.companyos.shift.TaskHands;
import dev.companyos.work.Backlog;
import java.time.Clock;

/** Who hears what: the whole company's wiring on one page. */
final class Hearing {
    private static final RoleId CEO = new RoleId("ceo");
    private static final RoleId CTO = new RoleId("cto");
    private static final RoleId QA = new RoleId("qa");
    private static final RoleId HR = new RoleId("hr");
    private static final RoleId FINANCE = new RoleId("finance");
    private static final RoleId KNOWLEDGE = new RoleId("knowledge");

    private final Agenda agenda;
    private final StandingShift standing;
    private final Traffic traffic;
    private final Companies companies;
    private final Clock clock;

    Hearing(Agenda agenda, StandingShift standing, Traffic traffic, Companies companies, Clock clock) {
        this.agenda = agenda;
        this.standing = standing;
        this.traffic = traffic;
        this.companies = companies;
        this.clock = clock;
    }

    record Departments(
            Backlog work,
            Appraiser appraisal,
            Recollection memory,
            BrainKeeper brain,
            DirectiveClosing directives,
            TaskHands hands) {}

    void connect(Subscriptions hear, Departments our) {
        // departments keep their own books
        hear.subscribe("work", TaskFact.class, our.work()::on);
        hear.subscribe("work.score", AppraisalFact.class, (company, fact) -> score(our.work(), company, fact));
        hear.subscribe("appraisal", TaskFact.class, our.appraisal()::on);
        hear.subscribe("memory", Fact.class, our.memory()::on);
        hear.subscribe("company.brain", Fact.class, our.brain()::on);
        hear.subscribe("company.directives", TaskFact.class, our.directives()::on);

        // facts wake the roles that have to look: user.feedback and closed directives the CEO, …
        hear.subscribe("ceo", MissionFact.class, (company, _) -> wake(company, CEO));
        hear.subscribe("ceo.directives", DirectiveFact.Closed.class, (company, _) -> wake(company, CEO));
        hear.subscribe("cto", DirectiveFact.Issued.class, (company, _) -> wake(company, CTO));
        hear.subscribe("cto.alerts", InspectionFact.AlertRaised.class, (company, _) -> wake(company, CTO));
        hear.subscribe("qa", ReleaseFact.Released.class, (company, _) -> wake(company, QA));
        hear.subscribe("finance", ReleaseFact.Released.class, (company, _) -> wake(company, FINANCE));

        // … and some are answered one by one
        hear.subscribeAll("errands", (_, envelope) -> {
            if (envelope.fact() instanceof KnowledgeFact.Asked) errand(KNOWLEDGE, envelope);
            if (envelope.fact() instanceof StaffFact.Requested) errand(HR, envelope);
        });
        hear.subscribe("staff", StaffFact.Staffed.class, (company, _) -> lookForWork(company));
        hear.subscribe("budget", BudgetFact.CapRaised.class, (company, _) -> {
            if (companies.setStatus(company, Company.Status.RUNNING)) lookForWork(company);
        });

        hear.deliverTasksTo(our.hands());
    }

    private void score(Backlog work, CompanyId company, AppraisalFact fact) {
        switch (fact) {
            case AppraisalFact.Appraised it -> work.score(company, it.task(), it.score());
        }
    }

    private void wake(CompanyId company, RoleId role) {
        agenda.wake(company, role, clock.instant());
        AfterCommit.run(standing::wake);
    }

    private void errand(RoleId role, dev.companyos.facts.Envelope envelope) {
        agenda.addErrand(role, envelope, clock.instant());
        AfterCommit.run(standing::wake);
    }

    private void lookForWork(CompanyId company) {
        AfterCommit.run(() -> {
            traffic.nudge(company);
            standing.wake();
        });
    }
}
