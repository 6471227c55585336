package dev.companyos.appraisal;

import dev.companyos.facts.Evidence;

/**
 * Five measurements of one task, each from 0 (worst) to 1 (best), with the original's names and weights.
 *
 * @param qaPassRate tests passed of tests run
 * @param timeEfficiency estimate over time taken, at most 1
 * @param noRegressions 1 without, 0 with
 * @param codeQuality 1 / (1 + findings)
 * @param attemptCount 1 / attempts
 */
record Signals(
        double qaPassRate, double timeEfficiency, double noRegressions, double codeQuality, double attemptCount) {
    static final double QA = 0.30;
    static final double TIME = 0.20;
    static final double REGRESSIONS = 0.20;
    static final double QUALITY = 0.15;
    static final double ATTEMPTS = 0.15;

    static Signals of(Evidence seen) {
        return new Signals(
                seen.testsRun() == 0 ? 0 : (double) seen.testsPassed() / seen.testsRun(),
                Math.min(
                        1,
                        (double) seen.estimate().toMillis()
                                / Math.max(1, seen.took().toMillis())),
                seen.regressions() == 0 ? 1 : 0,
                1.0 / (1 + seen.findings()),
                1.0 / Math.max(1, seen.attempts()));
    }

    /** 0 to 100; the weights sum to 1. */
    int score() {
        return (int) Math.round(100
                * (QA * qaPassRate
                        + TIME * timeEfficiency
                        + REGRESSIONS * noRegressions
                        + QUALITY * codeQuality
                        + ATTEMPTS * attemptCount));
    }

    /** What lost the most points, in the words of a correction; "" when nothing did. */
    String weakest() {
        double[] lost = {
            QA * (1 - qaPassRate),
            TIME * (1 - timeEfficiency),
            REGRESSIONS * (1 - noRegressions),
            QUALITY * (1 - codeQuality),
            ATTEMPTS * (1 - attemptCount)
        };
        String[] words = {
            "tests that did not pass",
            "taking longer than estimated",
            "breaking what worked before",
            "findings in what you wrote",
            "needing more than one attempt"
        };
        int worst = 0;
        for (int i = 1; i < lost.length; i++) if (lost[i] > lost[worst]) worst = i;
        return lost[worst] == 0 ? "" : words[worst];
    }
}
