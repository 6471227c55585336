package dev.companyos.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.appraisal.Signals.Signal;
import dev.companyos.facts.AppraisalFact.Band;
import dev.companyos.facts.Evidence;
import dev.companyos.kernel.Usd;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalsTest {
    @Test
    void the_weights_are_the_original_s_and_make_a_hundred() {
        assertThat(Stream.of(Signal.values()).map(it -> it.weight)).containsExactly(30, 20, 20, 15, 15);
        assertThat(Stream.of(Signal.values()).mapToInt(it -> it.weight).sum()).isEqualTo(100);
    }

    /** Each line changes one thing of a clean first attempt, so each weight is seen on its own. */
    @ParameterizedTest
    @CsvSource({
        "12, 12, 0, 0, 1, 10, 10, 100",
        "12,  6, 0, 0, 1, 10, 10,  85",
        "12,  0, 0, 0, 1, 10, 10,  70",
        " 0,  0, 0, 0, 1, 10, 10,  70",
        "12, 12, 0, 0, 1, 20, 10,  90",
        "12, 12, 0, 0, 1,  1, 10, 100",
        "12, 12, 1, 0, 1, 10, 10,  80",
        "12, 12, 5, 0, 1, 10, 10,  80",
        "12, 12, 0, 1, 1, 10, 10,  93",
        "12, 12, 0, 0, 2, 10, 10,  93",
        "12, 12, 0, 0, 5, 10, 10,  88",
        "12, 12, 0, 2, 3, 20, 10,  70",
    })
    void a_score_is_the_weighted_sum(
            int run, int passed, int regressions, int findings, int attempts, int took, int estimate, int score) {
        var evidence = new Evidence(
                run,
                passed,
                regressions,
                findings,
                attempts,
                Duration.ofMinutes(took),
                Duration.ofMinutes(estimate),
                Usd.ZERO);
        assertThat(Signals.of(evidence).score()).isEqualTo(score);
    }

    @Test
    void evidence_that_cannot_be_still_gives_a_score_from_0_to_100() {
        var odd = new int[] {Integer.MIN_VALUE, -1, 0, 1, 7, Integer.MAX_VALUE};
        for (int run : odd)
            for (int passed : odd)
                for (int findings : odd)
                    for (int attempts : odd)
                        for (int minutes : odd) {
                            var signals = Signals.of(new Evidence(
                                    run,
                                    passed,
                                    findings,
                                    findings,
                                    attempts,
                                    Duration.ofMinutes(minutes),
                                    Duration.ofMinutes(-1L * minutes),
                                    Usd.ZERO));
                            assertThat(signals.score()).isBetween(0, 100);
                        }
    }

    @Test
    void no_measurement_that_gets_better_makes_the_score_worse() {
        for (int passed = 0; passed < 12; passed++)
            assertThat(score(passed + 1, 0, 1, 10)).isGreaterThanOrEqualTo(score(passed, 0, 1, 10));
        for (int it = 0; it < 12; it++) {
            assertThat(score(6, it, 1, 10)).isGreaterThanOrEqualTo(score(6, it + 1, 1, 10));
            assertThat(score(6, 0, it + 1, 10)).isGreaterThanOrEqualTo(score(6, 0, it + 2, 10));
            assertThat(score(6, 0, 1, it + 1)).isGreaterThanOrEqualTo(score(6, 0, 1, it + 2));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "100, ELITE",
        "90, ELITE",
        "89, GOOD",
        "75, GOOD",
        "74, ACCEPTABLE",
        "50, ACCEPTABLE",
        "49, POOR",
        "0, POOR"
    })
    void bands_begin_where_the_original_s_begin(int score, Band band) {
        assertThat(Appraiser.band(score)).isEqualTo(band);
    }

    @Test
    void every_score_has_one_band_and_bands_only_get_better() {
        assertThat(IntStream.rangeClosed(0, 100)
                        .mapToObj(Appraiser::band)
                        .map(Band::ordinal)
                        .toList())
                .isSortedAccordingTo((a, b) -> b - a);
    }

    @Test
    void the_weakest_signal_is_the_one_that_cost_the_most_points() {
        assertThat(Signals.of(evidence(12, 0, 1, 10)).weakest()).isEmpty();
        assertThat(Signals.of(evidence(11, 0, 1, 40)).weakest()).contains(Signal.TIME_EFFICIENCY);
        assertThat(Signals.of(evidence(0, 3, 2, 40)).weakest()).contains(Signal.QA_PASS_RATE);
        assertThat(Signals.of(evidence(12, 3, 2, 10)).weakest()).contains(Signal.CODE_QUALITY);
        assertThat(Signals.of(evidence(12, 0, 2, 10)).weakest()).contains(Signal.ATTEMPT_COUNT);
    }

    private static int score(int passed, int findings, int attempts, int minutes) {
        return Signals.of(evidence(passed, findings, attempts, minutes)).score();
    }

    static Evidence evidence(int passedOf12, int findings, int attempts, int minutesOf10) {
        return new Evidence(
                12,
                passedOf12,
                0,
                findings,
                attempts,
                Duration.ofMinutes(minutesOf10),
                Duration.ofMinutes(10),
                Usd.dollars(0.02));
    }
}
