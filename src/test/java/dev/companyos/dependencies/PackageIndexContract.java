package dev.companyos.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.checks.PackageIndex;
import dev.companyos.checks.PackageIndex.Ecosystem;
import dev.companyos.checks.PackageIndex.Presence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** npm has `react` and `@types/node`, PyPI `fastapi`, Maven `org.slf4j:slf4j-api`; nobody has anything else. */
public abstract class PackageIndexContract {
    protected abstract PackageIndex index();

    protected abstract void away(Ecosystem ecosystem);

    @Test
    void knows_what_is_there() {
        assertThat(index().of(Ecosystem.NPM, "react")).isEqualTo(Presence.PRESENT);
        assertThat(index().of(Ecosystem.NPM, "@types/node")).isEqualTo(Presence.PRESENT);
        assertThat(index().of(Ecosystem.PYPI, "fastapi")).isEqualTo(Presence.PRESENT);
        assertThat(index().of(Ecosystem.MAVEN, "org.slf4j:slf4j-api")).isEqualTo(Presence.PRESENT);
    }

    @Test
    void knows_what_is_not_there() {
        assertThat(index().of(Ecosystem.NPM, "fastapi")).isEqualTo(Presence.ABSENT);
        assertThat(index().of(Ecosystem.PYPI, "react")).isEqualTo(Presence.ABSENT);
        assertThat(index().of(Ecosystem.MAVEN, "org.slf4j:slf4j")).isEqualTo(Presence.ABSENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "../react",
                "a/b/c",
                "react?x=1",
                "react#x",
                "react react",
                "@types",
                "a:b:c",
                "..:..",
                "\u0000",
                "é"
            })
    void a_name_that_cannot_be_is_absent(String name) {
        for (var ecosystem : Ecosystem.values())
            assertThat(index().of(ecosystem, name)).isEqualTo(Presence.ABSENT);
    }

    @Test
    void says_so_when_it_cannot_know_and_keeps_what_it_knew() {
        assertThat(index().of(Ecosystem.NPM, "react")).isEqualTo(Presence.PRESENT);
        away(Ecosystem.NPM);
        assertThat(index().of(Ecosystem.NPM, "vitest")).isEqualTo(Presence.UNKNOWN);
        assertThat(index().of(Ecosystem.NPM, "react")).isEqualTo(Presence.PRESENT);
    }
}
