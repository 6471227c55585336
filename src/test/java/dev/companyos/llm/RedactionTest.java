package dev.companyos.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    final Redaction redaction = new Redaction(List.of("s3cr\"et/value+1", "short"));

    @Test
    void a_known_secret_goes_in_every_spelling() {
        byte[] bytes = "s3cr\"et/value+1".getBytes(StandardCharsets.UTF_8);
        for (var spelling : List.of(
                "s3cr\"et/value+1",
                "s3cr\\\"et/value+1",
                "s3cr%22et%2Fvalue%2B1",
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                HexFormat.of().formatHex(bytes)))
            assertThat(redaction.clean("a " + spelling + " b")).isEqualTo("a [secret removed] b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-ant-api03-abcdefghijklmnopqrstuvwxyz",
                "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
                "AKIAIOSFODNN7EXAMPLE",
                "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----"
            })
    void what_looks_like_a_key_goes(String key) {
        assertThat(redaction.clean("x " + key + " y")).isEqualTo("x [secret removed] y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password = os.environ['PASSWORD']",
                ".sk-loading-indicator-wrapper-element { color: red }",
                "too short to be a secret: short",
                "3f786850e387550fdab836ed7e6dc881de23001b"
            })
    void ordinary_code_stays(String code) {
        assertThat(redaction.clean(code)).isEqualTo(code);
    }

    @Test
    void words_that_must_stay_verbatim_stay_whole_or_go() {
        var calls = List.of(new Message.ToolCall("t1", "f", "{}"));
        for (String content : List.of("[{\"signature\":\"c2ln\"}]", "[{\"thinking\":\"s3cr\\\"et/value+1\"}]")) {
            var said = new Reply.ToolCalls(
                    "m", Reply.Usage.NONE, "", calls, Optional.of(new Message.Verbatim("anthropic", "m", content)));
            var cleaned = (Reply.ToolCalls) redaction.clean(said);
            assertThat(cleaned.verbatim()).isEqualTo(said.verbatim().filter(_ -> content.contains("signature")));
            assertThat(cleaned.calls()).isEqualTo(calls);
        }
    }
}
