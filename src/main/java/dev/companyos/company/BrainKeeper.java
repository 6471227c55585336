package dev.companyos.company;

import dev.companyos.company.Brains.Note;
import dev.companyos.facts.AppraisalFact;
import dev.companyos.facts.BudgetFact;
import dev.companyos.facts.DirectiveFact;
import dev.companyos.facts.Fact;
import dev.companyos.facts.FinanceFact;
import dev.companyos.facts.InboxFact;
import dev.companyos.facts.InspectionFact;
import dev.companyos.facts.KnowledgeFact;
import dev.companyos.facts.MilestoneFact;
import dev.companyos.facts.MissionFact;
import dev.companyos.facts.ReleaseFact;
import dev.companyos.facts.StaffFact;
import dev.companyos.facts.TaskFact;
import dev.companyos.kernel.CompanyId;
import java.util.List;

/** Keeps the brain and the founder's inbox up to date with what happens. */
public final class BrainKeeper {
    /** A new inspection's part of {@link Metric#UPTIME_PCT}: about the last 20 inspections count. */
    private static final double NEWEST = 0.05;

    private static final List<String> LIVE = List.of("api", "frontend");

    private final Brains brains;
    private final FounderMail mail;
    private final Growth growth;

    public BrainKeeper(Brains brains, Inbox inbox, Growth growth) {
        this.brains = brains;
        this.mail = new FounderMail(inbox);
        this.growth = growth;
    }

    /** Called once per fact, in the transaction that notes that the fact was heard. */
    public void on(CompanyId company, Fact fact) {
        switch (fact) {
            case MissionFact it -> on(company, it);
            case DirectiveFact it -> on(company, it);
            case TaskFact it -> on(company, it);
            case ReleaseFact it -> on(company, it);
            case InspectionFact it -> on(company, it);
            case BudgetFact it -> on(company, it);
            case InboxFact it -> on(company, it);
            case AppraisalFact _, KnowledgeFact _, StaffFact _, FinanceFact _, MilestoneFact _ -> {}
        }
    }

    private void on(CompanyId company, MissionFact fact) {
        switch (fact) {
            case MissionFact.FeedbackGiven it ->
                brains.addNote(
                        company,
                        Note.USER_FEEDBACK,
                        Excerpt.id(it.at(), it.from(), it.text()).toString(),
                        Excerpt.of("%s: %s".formatted(it.from(), it.text()), 1_000));
            case MissionFact.MissionSet _ -> {}
        }
    }

    private void on(CompanyId company, DirectiveFact fact) {
        switch (fact) {
            case DirectiveFact.Issued it -> brains.setSprint(company, Excerpt.of(it.goal(), 1_000));
            case DirectiveFact.Closed _ -> {}
        }
    }

    private void on(CompanyId company, TaskFact fact) {
        switch (fact) {
            case TaskFact.Merged it ->
                brains.addNote(company, Note.SHIPPED_FEATURE, it.key(), Excerpt.of(it.title(), 300));
            case TaskFact.Escalated it -> {
                brains.addNote(
                        company, Note.BLOCKER, it.key(), Excerpt.of("%s: %s".formatted(it.title(), it.why()), 500));
                mail.escalated(company, it);
            }
            case TaskFact.Finished it -> {
                brains.closeNote(company, Note.BLOCKER, it.key());
                mail.settled(company, it.key(), "The task is finished.", it.at());
            }
            case TaskFact.Cancelled it -> {
                brains.closeNote(company, Note.BLOCKER, it.key());
                mail.settled(company, it.key(), "The task was cancelled.", it.at());
            }
            case TaskFact.Planned _,
                    TaskFact.Ready _,
                    TaskFact.Claimed _,
                    TaskFact.Tested _,
                    TaskFact.Reviewed _,
                    TaskFact.Failed _ -> {}
        }
    }

    private void on(CompanyId company, ReleaseFact fact) {
        switch (fact) {
            case ReleaseFact.Released it -> {
                LIVE.forEach(name -> brains.setLiveUrl(company, name, it.url()));
                growth.counted(company, Metric.DEPLOY_COUNT);
            }
            case ReleaseFact.RolledBack it -> LIVE.forEach(name -> brains.setLiveUrl(company, name, it.url()));
        }
    }

    private void on(CompanyId company, InspectionFact fact) {
        switch (fact) {
            case InspectionFact.AlertRaised it ->
                brains.addNote(
                        company,
                        Note.OPEN_BUG,
                        it.alert().toString(),
                        Excerpt.of("[%s] %s: %s".formatted(it.severity(), it.component(), it.details()), 500));
            case InspectionFact.AlertClosed it ->
                brains.closeNote(company, Note.OPEN_BUG, it.alert().toString());
            case InspectionFact.Inspected it -> {
                if (it.probes() > 0)
                    growth.measured(
                            company, Metric.ERROR_RATE, (it.probes() - it.probesPassed()) / (double) it.probes());
                double seen = it.healthy() ? 100 : 0;
                double before = brains.read(company).metrics().getOrDefault(Metric.UPTIME_PCT, seen);
                growth.measured(company, Metric.UPTIME_PCT, before + NEWEST * (seen - before));
            }
        }
    }

    private void on(CompanyId company, BudgetFact fact) {
        switch (fact) {
            case BudgetFact.Warned it -> mail.budgetWarned(company, it);
            case BudgetFact.Exhausted it -> mail.budgetExhausted(company, it);
            case BudgetFact.CapRaised it ->
                mail.settled(company, it.key(), "The cap is %s now.".formatted(it.cap()), it.at());
        }
    }

    private void on(CompanyId company, InboxFact fact) {
        switch (fact) {
            case InboxFact.DeadLettered it -> mail.deadLettered(company, it);
            case InboxFact.Added _, InboxFact.Answered _ -> {}
        }
    }
}
