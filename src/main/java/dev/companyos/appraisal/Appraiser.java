package dev.companyos.appraisal;

import dev.companyos.bus.Bus;
import dev.companyos.facts.AppraisalFact.Appraised;
import dev.companyos.facts.AppraisalFact.Band;
import dev.companyos.facts.AppraisalFact.Feedback;
import dev.companyos.facts.TaskFact;
import dev.companyos.kernel.CompanyId;
import java.time.Clock;

/** Scores each finished or failed attempt from its evidence and tells the company. */
public final class Appraiser {
    private static final int ELITE = 90;
    private static final int GOOD = 75;
    private static final int ACCEPTABLE = 50;

    private final Bus bus;
    private final Clock clock;

    public Appraiser(Bus bus, Clock clock) {
        this.bus = bus;
        this.clock = clock;
    }

    public void on(CompanyId company, TaskFact fact) {
        switch (fact) {
            case TaskFact.Finished it -> {
                var signals = Signals.of(it.evidence());
                int score = signals.score();
                publish(company, it, it.title(), it.by(), score, finished(it, score, signals.weakest()));
            }
            case TaskFact.Failed it -> {
                int score = Math.min(ACCEPTABLE - 1, Signals.of(it.evidence()).score());
                publish(company, it, "attempt " + it.attempt(), it.by(), score, failed(it));
            }
            case TaskFact.Planned _,
                    TaskFact.Ready _,
                    TaskFact.Claimed _,
                    TaskFact.Tested _,
                    TaskFact.Merged _,
                    TaskFact.Escalated _,
                    TaskFact.Cancelled _ -> {}
        }
    }

    static Band band(int score) {
        if (score >= ELITE) return Band.ELITE;
        if (score >= GOOD) return Band.GOOD;
        return score >= ACCEPTABLE ? Band.ACCEPTABLE : Band.POOR;
    }

    private void publish(
            CompanyId company,
            TaskFact of,
            String title,
            dev.companyos.kernel.AgentId by,
            int score,
            Feedback feedback) {
        bus.publish(company, new Appraised(clock.instant(), of.task(), by, title, score, band(score), feedback));
    }

    private static Feedback finished(TaskFact.Finished it, int score, String weakest) {
        String task = "“%s” (%d points).".formatted(it.title(), score);
        return switch (band(score)) {
            case ELITE ->
                new Feedback.Reward("Excellent work. Your approach was effective. Keep this momentum. " + task);
            case GOOD ->
                new Feedback.Reward("Good result. Task completed successfully. Consider optimizing approach. %s%s"
                        .formatted(task, weakest.isEmpty() ? "" : " What cost points: " + weakest + "."));
            case ACCEPTABLE ->
                new Feedback.Correction(
                        "Review: Consider alternative approaches. Improve for next time. %s What cost points: %s."
                                .formatted(task, weakest));
            case POOR ->
                recovery(
                        task,
                        "It was finished, but with " + weakest + ".",
                        "Re-read the acceptance criteria before drafting.");
        };
    }

    private static Feedback failed(TaskFact.Failed it) {
        String wrong = it.stage() + ": " + first(it.reason());
        String lesson =
                switch (it.stage()) {
                    case "merge" -> "Touch fewer shared files, and read the newest ones before writing.";
                    case "tests", "bounds" ->
                        "Run the tests after each small change, and mend the first failure first.";
                    case "model" -> "Answer in the form that is asked for, in smaller pieces.";
                    default -> "Look into the knowledge base for this before drafting again.";
                };
        return recovery("Attempt %d.".formatted(it.attempt()), wrong, lesson);
    }

    private static Feedback recovery(String task, String wrong, String lesson) {
        return new Feedback.Recovery(
                "Learning moment. %s What went wrong: %s Try: %s".formatted(task, wrong, lesson), wrong, lesson);
    }

    private static String first(String reason) {
        String line = reason.lines().findFirst().orElse("");
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }
}
