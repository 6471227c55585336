package dev.companyos.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.kernel.CompanyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** A key that cannot work is refused before anything starts, and never repeated. */
class ApiKeysTest {
    @TempDir
    Path home;

    @Test
    void an_empty_key_is_not_set() throws Exception {
        assertThat(of(Map.of("ANTHROPIC_API_KEY", "")).provider()).isEqualTo("rehearsal");
        for (String empty : new String[] {"", " \"\"", " null"}) {
            file("ANTHROPIC_API_KEY:" + empty + "\n");
            assertThat(of(Map.of()).provider()).as("<%s>", empty).isEqualTo("rehearsal");
        }
    }

    static Stream<Arguments> keys_that_cannot_be_one() {
        return Stream.of(
                Arguments.of("  ", "is blank"),
                Arguments.of("\n", "is blank"),
                Arguments.of("sk-ant-hidden ", "has white space"),
                Arguments.of(" sk-ant-hidden", "has white space"),
                Arguments.of("sk-ant-hid den", "has white space"),
                Arguments.of("sk-ant-hid\u00a0den", "has white space"),
                Arguments.of("Bearer sk-ant-hidden", "has white space"),
                Arguments.of("sk-ant-hidden\n", "has a line break"),
                Arguments.of("sk-ant-hid\rden", "has a line break"),
                Arguments.of("\"sk-ant-hidden\"", "has quotation marks"),
                Arguments.of("'sk-ant-hidden'", "has quotation marks"),
                Arguments.of("\u201csk-ant-hidden\u201d", "has quotation marks"),
                Arguments.of("sk-ant-hid\u200bden", "has characters"),
                Arguments.of("sk-ant-hidd\u00e9n", "has characters"),
                Arguments.of("sk-hidden", "does not begin with"),
                Arguments.of("sk-ant-", "does not begin with"));
    }

    @ParameterizedTest
    @MethodSource("keys_that_cannot_be_one")
    void a_key_that_cannot_be_one_is_refused_before_anything_starts(String key, String why) throws Exception {
        for (String provider : new String[] {"anthropic", "rehearsal"})
            assertThatThrownBy(() -> of(Map.of("ANTHROPIC_API_KEY", key, "COMPANY_MODEL_PROVIDER", provider)))
                    .isInstanceOf(CompanyException.class)
                    .hasMessageContaining("ANTHROPIC_API_KEY " + why)
                    .message()
                    .doesNotContain("hid")
                    .doesNotContain("den");
        file("ANTHROPIC_API_KEY: " + JsonMapper.shared().writeValueAsString(key));
        assertThatThrownBy(() -> of(Map.of())).hasMessageContaining("ANTHROPIC_API_KEY " + why);
    }

    @Test
    void another_address_may_have_keys_of_another_form() {
        var there = Map.of("ANTHROPIC_API_KEY", "proxy-key", "ANTHROPIC_BASE_URL", "http://localhost:9");
        assertThat(of(there).anthropicKey()).contains("proxy-key");
        var broken = Map.of("ANTHROPIC_API_KEY", "proxy key", "ANTHROPIC_BASE_URL", "http://localhost:9");
        assertThatThrownBy(() -> of(broken)).hasMessageContaining("white space");
    }

    @ParameterizedTest
    @ValueSource(strings = {" key-2", "key-2\n", "\"key-2\"", "  "})
    void the_other_providers_key_has_a_form_too(String key) {
        assertThatThrownBy(() -> of(Map.of("OPENAI_API_KEY", key)))
                .hasMessageContaining("OPENAI_API_KEY ")
                .message()
                .doesNotContain("key-2");
    }

    private Settings of(Map<String, String> environment) {
        return Settings.of(Optional.of(home), environment);
    }

    private void file(String text) throws Exception {
        Files.writeString(home.resolve("company.yaml"), text);
    }
}
