package dev.companyos.llm.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.companyos.kernel.CompanyException;
import dev.companyos.llm.rehearsal.RehearsalFaults.Kind;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RehearsalFaultsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "none", ",,", "syntax=0"})
    void nothing_asked_for_is_nothing_wrong(String setting) {
        RehearsalFaults faults = RehearsalFaults.parse(setting);
        for (Kind kind : Kind.values())
            assertThat(faults.strikes(kind, "a request", 1)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"syntax", "SYNTAX = First", " syntax=first , json=0.5 ", "all"})
    void first_strikes_the_first_attempt_only(String setting) {
        RehearsalFaults faults = RehearsalFaults.parse(setting);
        assertThat(faults.strikes(Kind.SYNTAX, "a request", 1)).isTrue();
        assertThat(faults.strikes(Kind.SYNTAX, "a request", 2)).isFalse();
    }

    @Test
    void a_chance_is_met_and_the_same_text_always_fares_the_same() {
        RehearsalFaults faults = RehearsalFaults.parse("json=0.3");
        long struck = IntStream.range(0, 10_000)
                .filter(i -> faults.strikes(Kind.JSON, "request " + i, 1))
                .count();
        assertThat(struck / 10_000.0).isCloseTo(0.3, within(0.03));
        assertThat(faults.strikes(Kind.JSON, "request 7", 1)).isEqualTo(faults.strikes(Kind.JSON, "request 7", 9));
    }

    @Test
    void one_is_always() {
        RehearsalFaults faults = RehearsalFaults.parse("tests=1");
        assertThat(IntStream.range(0, 1_000).allMatch(i -> faults.strikes(Kind.TESTS, "r" + i, 5)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sytnax=1", "syntax=2", "syntax=-0.1", "syntax=often", "syntax=", "=1", "json=NaN", "☕"})
    void a_wrong_setting_is_told_what_would_be_right(String setting) {
        assertThatThrownBy(() -> RehearsalFaults.parse(setting)).isInstanceOfSatisfying(CompanyException.class, e -> {
            assertThat(e.code()).isEqualTo("invalid.rehearsal-faults");
            assertThat(e.doThis()).contains("`syntax`", "`tests`", "`json`", "`refuse`", "`slow`", "first");
        });
    }
}
