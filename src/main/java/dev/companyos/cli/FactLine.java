package dev.companyos.cli;

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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A fact as one line for people: who, and what. */
final class FactLine {
    /** @param mood how it is coloured on a terminal */
    record Line(String who, String what, Mood mood) {}

    enum Mood {
        PLAIN,
        GOOD,
        BAD,
        QUIET
    }

    private final Map<String, String> titles = new HashMap<>();

    /** Empty for facts that another one says better. */
    Optional<Line> of(Fact fact) {
        return switch (fact) {
            case MissionFact it -> Optional.of(mission(it));
            case DirectiveFact it -> Optional.of(directive(it));
            case TaskFact it -> task(it);
            case AppraisalFact.Appraised it ->
                line(
                        it.agent().value(),
                        "scored %d (%s) · %s"
                                .formatted(it.score(), it.band().name().toLowerCase(java.util.Locale.ROOT), title(it)),
                        Mood.QUIET);
            case ReleaseFact it -> Optional.of(release(it));
            case InspectionFact it -> Optional.of(inspection(it));
            case KnowledgeFact it -> Optional.of(knowledge(it));
            case StaffFact.Requested it ->
                line("hr", "asked for hands: %s · %s".formatted(it.role(), it.reason()), Mood.PLAIN);
            case StaffFact.Staffed it ->
                line("hr", "%s now has %d agents · %s".formatted(it.role(), it.headcount(), it.plan()), Mood.PLAIN);
            case FinanceFact.Reported it ->
                line("finance", "spent %s of %s this month".formatted(it.spent(), it.cap()), Mood.QUIET);
            case BudgetFact.Warned it -> line("budget", "%s of %s are spent".formatted(it.spent(), it.cap()), Mood.BAD);
            case BudgetFact.Exhausted it ->
                line("budget", "the cap of %s is reached: no further call is made".formatted(it.cap()), Mood.BAD);
            case BudgetFact.CapRaised it -> line("budget", "the cap is %s now".formatted(it.cap()), Mood.GOOD);
            case MilestoneFact.Reached it ->
                line("everyone", "milestone %s: %s".formatted(it.type(), it.description()), Mood.GOOD);
            case InboxFact.Added it ->
                line("inbox", it.title() + " " + it.body().replace('\n', ' '), Mood.BAD);
            case InboxFact.Answered it -> line("founder", "answered: " + it.answer(), Mood.PLAIN);
            case InboxFact.DeadLettered it ->
                line(
                        "inbox",
                        "%s could not digest something on %s: %s".formatted(it.consumer(), it.channel(), it.reason()),
                        Mood.BAD);
        };
    }

    private static Optional<Line> line(String who, String what, Mood mood) {
        return Optional.of(new Line(who, what, mood));
    }

    private String title(AppraisalFact.Appraised it) {
        return titles.getOrDefault(it.task().toString(), it.title());
    }

    private static Line mission(MissionFact fact) {
        return switch (fact) {
            case MissionFact.MissionSet it -> new Line("founder", "mission: " + it.mission(), Mood.PLAIN);
            case MissionFact.FeedbackGiven it -> new Line(it.from(), "says: " + it.text(), Mood.PLAIN);
        };
    }

    private static Line directive(DirectiveFact fact) {
        return switch (fact) {
            case DirectiveFact.Issued it -> new Line("ceo_1", "directive: " + it.goal(), Mood.PLAIN);
            case DirectiveFact.Closed it ->
                new Line(
                        "ceo_1",
                        "directive closed: %d tasks completed, %d not".formatted(it.completed(), it.failed()),
                        it.failed() == 0 ? Mood.GOOD : Mood.BAD);
        };
    }

    private Optional<Line> task(TaskFact fact) {
        String title = titles.getOrDefault(fact.task().toString(), fact.task().toString());
        return switch (fact) {
            case TaskFact.Planned it -> {
                titles.put(it.task().toString(), it.title());
                yield line("cto_1", "task for %s: %s".formatted(it.role(), it.title()), Mood.PLAIN);
            }
            case TaskFact.Ready it -> {
                titles.put(it.task().toString(), it.title());
                yield Optional.empty();
            }
            case TaskFact.Claimed it -> {
                titles.put(it.task().toString(), it.title());
                yield line(it.by().value(), "attempt %d · %s".formatted(it.attempt(), it.title()), Mood.PLAIN);
            }
            case TaskFact.Tested it -> {
                boolean green = it.run() > 0 && it.passed() == it.run();
                String where = it.merged() ? "on the merged tree" : "in the workspace";
                yield line(
                        it.by().value(),
                        "tests %d of %d passed %s · %s".formatted(it.passed(), it.run(), where, title),
                        green ? Mood.PLAIN : Mood.BAD);
            }
            case TaskFact.Reviewed it ->
                line(
                        it.by().value(),
                        (it.approved()
                                        ? "approved"
                                        : it.back()
                                                ? "sent back once: " + first(it.summary())
                                                : "still has doubts: " + first(it.summary()))
                                + " · " + title,
                        it.approved() ? Mood.PLAIN : Mood.BAD);
            case TaskFact.Merged it ->
                line(it.by().value(), "merged %s · %s".formatted(it.commit().abbreviated(), title), Mood.GOOD);
            case TaskFact.Finished it ->
                line(
                        it.by().value(),
                        "finished (%s) · %s".formatted(it.evidence().cost(), it.title()),
                        Mood.GOOD);
            case TaskFact.Failed it ->
                line(
                        it.by().value(),
                        "attempt %d failed at %s: %s · %s"
                                .formatted(it.attempt(), it.stage(), first(it.reason()), title),
                        Mood.BAD);
            case TaskFact.Escalated it ->
                line("inbox", "escalated to you: %s · %s".formatted(it.title(), first(it.why())), Mood.BAD);
            case TaskFact.Cancelled it -> line("founder", "cancelled · " + title, Mood.PLAIN);
        };
    }

    private static Line release(ReleaseFact fact) {
        return switch (fact) {
            case ReleaseFact.Released it ->
                new Line(
                        "devops_1",
                        "released %s at %s (%d probes passed)"
                                .formatted(it.commit().abbreviated(), it.url(), it.probes()),
                        Mood.GOOD);
            case ReleaseFact.RolledBack it ->
                new Line(
                        "devops_1",
                        "took back %s: %s".formatted(it.commit().abbreviated(), first(it.reason())),
                        Mood.BAD);
        };
    }

    private static Line inspection(InspectionFact fact) {
        return switch (fact) {
            case InspectionFact.Inspected it ->
                new Line(
                        "qa_1",
                        "inspected: %d of %d probes, %d of %d tests"
                                .formatted(it.probesPassed(), it.probes(), it.testsPassed(), it.testsRun()),
                        it.healthy() ? Mood.GOOD : Mood.BAD);
            case InspectionFact.AlertRaised it ->
                new Line(
                        "qa_1",
                        "alert %s on %s: %s".formatted(it.severity(), it.component(), first(it.details())),
                        Mood.BAD);
            case InspectionFact.AlertClosed it -> new Line("qa_1", "alert closed: " + it.why(), Mood.GOOD);
        };
    }

    private static Line knowledge(KnowledgeFact fact) {
        return switch (fact) {
            case KnowledgeFact.Asked it -> new Line(it.asker(), "asks: " + first(it.text()), Mood.PLAIN);
            case KnowledgeFact.Answered it ->
                new Line(
                        "knowledge_1",
                        "answers %s: %s %s"
                                .formatted(
                                        it.asker(),
                                        first(it.answer()),
                                        it.sources().isEmpty() ? "" : it.sources()),
                        Mood.PLAIN);
        };
    }

    private static String first(String text) {
        String line = text.lines().filter(it -> !it.isBlank()).findFirst().orElse("");
        return line.length() > 160 ? line.substring(0, 159) + "…" : line;
    }
}
