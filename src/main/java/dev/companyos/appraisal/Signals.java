package dev.companyos.appraisal;

import dev.companyos.facts.Evidence;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Five measurements of one attempt at a task, each from 0 (worst) to 1 (best), with the original's names and weights. */
record Signals(Map<Signal, Double> values) {
    /** A signal, its share of the score, and how its absence is told to the one who caused it. */
    enum Signal {
        /** Tests passed of tests run; 0 where nothing was run, since what nobody checked was not shown to work. */
        QA_PASS_RATE(30, "tests that did not pass"),
        /** The estimate over the time taken, at most 1. */
        TIME_EFFICIENCY(20, "taking longer than estimated"),
        /** 1 if nothing broke that worked before, else 0. */
        NO_REGRESSIONS(20, "breaking what worked before"),
        /** 1 / (1 + findings) */
        CODE_QUALITY(15, "findings in what you wrote"),
        /** 1 / attempts */
        ATTEMPT_COUNT(15, "needing more than one attempt");

        /** Percent; all weights together are 100. */
        final int weight;

        final String loss;

        Signal(int weight, String loss) {
            this.weight = weight;
            this.loss = loss;
        }
    }

    /** Takes any evidence: what cannot be (more passed than run, attempts below 1) counts as the nearest that can. */
    static Signals of(Evidence seen) {
        double estimate = Math.max(0, seen.estimate().toMillis());
        double took = Math.max(1, seen.took().toMillis());
        var values = new EnumMap<Signal, Double>(Signal.class);
        values.put(Signal.QA_PASS_RATE, seen.testsRun() <= 0 ? 0 : (double) seen.testsPassed() / seen.testsRun());
        values.put(Signal.TIME_EFFICIENCY, estimate / took);
        values.put(Signal.NO_REGRESSIONS, seen.regressions() <= 0 ? 1.0 : 0.0);
        values.put(Signal.CODE_QUALITY, 1.0 / (1 + Math.max(0, seen.findings())));
        values.put(Signal.ATTEMPT_COUNT, 1.0 / Math.max(1, seen.attempts()));
        values.replaceAll((_, value) -> Math.clamp(value, 0.0, 1.0));
        return new Signals(values);
    }

    /** 0 to 100: Σ(signal × weight), rounded half up. */
    int score() {
        double sum = 0;
        for (var it : values.entrySet()) sum += it.getValue() * it.getKey().weight;
        return (int) Math.round(sum);
    }

    /** The signal that lost the most points, if any was lost; of equals the first. */
    Optional<Signal> weakest() {
        Signal weakest = Signal.QA_PASS_RATE;
        for (Signal it : Signal.values()) if (lost(it) > lost(weakest)) weakest = it;
        return lost(weakest) < 0.5 ? Optional.empty() : Optional.of(weakest);
    }

    private double lost(Signal signal) {
        return signal.weight * (1 - values.getOrDefault(signal, 0.0));
    }
}
