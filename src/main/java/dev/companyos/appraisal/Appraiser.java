package dev.companyos.appraisal;

import dev.companyos.appraisal.Signals.Signal;
import dev.companyos.bus.Bus;
import dev.companyos.facts.AppraisalFact.Appraised;
import dev.companyos.facts.AppraisalFact.Band;
import dev.companyos.facts.AppraisalFact.Feedback;
import dev.companyos.facts.TaskFact;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Text;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Scores each finished or failed attempt from its evidence and tells the company. */
public final class Appraiser {
    private static final int ELITE = 90;
    private static final int GOOD = 75;
    private static final int ACCEPTABLE = 50;
    private static final int LONGEST_REASON = 300;

    /** What to try, by the signal that cost a finished task the most. */
    private static final Map<Signal, String> AFTER_A_POOR_FINISH = Map.of(
            Signal.QA_PASS_RATE, "Run the tests before you finish, and finish only when all of them pass.",
            Signal.TIME_EFFICIENCY, "Start with the smallest version that meets the criteria, and stop there.",
            Signal.NO_REGRESSIONS, "Run all tests, not only your own, and read who calls what you change.",
            Signal.CODE_QUALITY, "Read your change once more as a reviewer before you finish.",
            Signal.ATTEMPT_COUNT, "Read the last attempt's error first, and mend its cause before anything else.");

    /** What to try, by the stage at which an attempt came to nothing. */
    private static final Map<String, String> AFTER_A_FAILURE = Map.of(
            "merge", "Touch fewer shared files, and read the newest ones before writing.",
            "tests", "Run the tests after each small change, and mend the first failure first.",
            "bounds", "Do the smallest version first: write, run the tests, finish; then look what is missing.",
            "model", "Answer in the form that is asked for, in smaller pieces.",
            "verify", "Read what the probe asked for and what it got, and mend that before releasing again.",
            "decision", "Name what is missing, so that somebody can bring it.");

    private final Bus bus;
    private final Clock clock;

    public Appraiser(Bus bus, Clock clock) {
        this.bus = bus;
        this.clock = clock;
    }

    /** Publishes one {@link Appraised} for each finished or failed attempt. A failed one never scores above poor. */
    public void on(CompanyId company, TaskFact fact) {
        switch (fact) {
            case TaskFact.Finished it -> {
                var signals = Signals.of(it.evidence());
                int score = signals.score();
                var feedback = finished(it, score, signals.weakest());
                bus.publish(
                        company,
                        new Appraised(clock.instant(), it.task(), it.by(), it.title(), score, band(score), feedback));
            }
            case TaskFact.Failed it -> {
                int score = Math.min(ACCEPTABLE - 1, Signals.of(it.evidence()).score());
                String title = "attempt " + it.attempt();
                bus.publish(
                        company,
                        new Appraised(clock.instant(), it.task(), it.by(), title, score, Band.POOR, failed(it)));
            }
            case TaskFact.Planned _,
                    TaskFact.Ready _,
                    TaskFact.Claimed _,
                    TaskFact.Tested _,
                    TaskFact.Reviewed _,
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

    private static Feedback finished(TaskFact.Finished it, int score, Optional<Signal> weakest) {
        String task = "“%s” (%d points).".formatted(it.title(), score);
        String cost =
                weakest.map(signal -> " What cost points: " + signal.loss + ".").orElse("");
        return switch (band(score)) {
            case ELITE ->
                new Feedback.Reward(
                        "Excellent work. Your approach was effective. Keep this momentum. %s%s".formatted(task, cost));
            case GOOD ->
                new Feedback.Reward("Good result. Task completed successfully. Consider optimizing approach. %s%s"
                        .formatted(task, cost));
            case ACCEPTABLE ->
                new Feedback.Correction(
                        "Review: Consider alternative approaches. Improve for next time. %s%s".formatted(task, cost));
            case POOR -> {
                var worst = weakest.orElse(Signal.QA_PASS_RATE);
                yield recovery(
                        task,
                        "It was finished, but with %s.".formatted(worst.loss),
                        AFTER_A_POOR_FINISH.getOrDefault(worst, "Re-read the acceptance criteria before drafting."));
            }
        };
    }

    private static Feedback failed(TaskFact.Failed it) {
        String firstLine =
                it.reason().lines().filter(line -> !line.isBlank()).findFirst().orElse("no reason was given");
        String lesson = AFTER_A_FAILURE.getOrDefault(
                it.stage(), "Look into the knowledge base for this before drafting again.");
        return recovery(
                "Attempt %d.".formatted(it.attempt()),
                "%s: %s".formatted(it.stage(), Text.storable(firstLine.strip(), LONGEST_REASON)),
                lesson);
    }

    private static Feedback recovery(String task, String wrong, String lesson) {
        return new Feedback.Recovery(
                "Learning moment. %s What went wrong: %s Try: %s".formatted(task, wrong, lesson), wrong, lesson);
    }
}
