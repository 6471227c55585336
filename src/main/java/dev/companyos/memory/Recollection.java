package dev.companyos.memory;

import dev.companyos.facts.AppraisalFact;
import dev.companyos.facts.AppraisalFact.Appraised;
import dev.companyos.facts.AppraisalFact.Band;
import dev.companyos.facts.AppraisalFact.Feedback;
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
import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.memory.Memories.Entry;
import dev.companyos.memory.Memories.Episode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Keeps what happens to an agent where its next brief finds it. */
public final class Recollection {
    private final Memories memories;
    private final Function<CompanyId, List<AgentId>> everyone;

    /** @param everyone all agents of a company: milestones are told to each */
    public Recollection(Memories memories, Function<CompanyId, List<AgentId>> everyone) {
        this.memories = memories;
        this.everyone = everyone;
    }

    /** Called once per fact, in the transaction that notes that the fact was heard. */
    public void on(CompanyId company, Fact fact) {
        switch (fact) {
            case TaskFact it -> on(company, it);
            case AppraisalFact it -> on(company, it);
            case MilestoneFact.Reached it -> {
                var episode = new Episode("milestone", it.description(), it.at());
                memories.remember(company, everyone.apply(company), episode);
            }
            case KnowledgeFact.Answered it -> {
                if (it.asker().matches("[a-z][a-z0-9_]*_[0-9]+"))
                    memories.remember(company, new AgentId(it.asker()), new Episode("answer", it.answer(), it.at()));
            }
            case KnowledgeFact.Asked _,
                    MissionFact _,
                    DirectiveFact _,
                    ReleaseFact _,
                    InspectionFact _,
                    StaffFact _,
                    FinanceFact _,
                    BudgetFact _,
                    InboxFact _ -> {}
        }
    }

    private void on(CompanyId company, TaskFact fact) {
        switch (fact) {
            case TaskFact.Claimed it ->
                memories.remember(
                        company,
                        it.by(),
                        new Episode("task_started", "%s (attempt %d)".formatted(it.title(), it.attempt()), it.at()));
            case TaskFact.Finished it ->
                memories.remember(
                        company, it.by(), new Episode("task_completed", it.title() + ": " + it.result(), it.at()));
            case TaskFact.Failed it ->
                memories.remember(
                        company,
                        it.by(),
                        new Episode("task_failed", "at %s: %s".formatted(it.stage(), it.reason()), it.at()));
            case TaskFact.Planned _,
                    TaskFact.Ready _,
                    TaskFact.Tested _,
                    TaskFact.Reviewed _,
                    TaskFact.Merged _,
                    TaskFact.Escalated _,
                    TaskFact.Cancelled _ -> {}
        }
    }

    private void on(CompanyId company, AppraisalFact fact) {
        switch (fact) {
            case Appraised it -> {
                boolean completed = !(it.feedback() instanceof Feedback.Recovery);
                var kind = it.feedback() instanceof Feedback.Reward ? Entry.Kind.REWARD : Entry.Kind.CORRECTION;
                memories.recordOutcome(
                        company,
                        it.agent(),
                        completed,
                        it.score(),
                        new Entry(kind, it.feedback().text(), it.at()));
                lesson(it).ifPresent(pattern -> memories.learn(company, it.agent(), pattern));
            }
        }
    }

    /** What is worth keeping beyond the day: what worked best, and what to avoid. */
    private static Optional<String> lesson(Appraised it) {
        return switch (it.feedback()) {
            case Feedback.Reward _ ->
                it.band() == Band.ELITE
                        ? Optional.of("Worked: “%s”, %d points.".formatted(it.title(), it.score()))
                        : Optional.empty();
            case Feedback.Correction _ -> Optional.empty();
            case Feedback.Recovery bad ->
                Optional.of("Avoid: %s Try: %s".formatted(bad.whatWentWrong(), bad.tryInstead()));
        };
    }
}
