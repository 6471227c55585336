package dev.companyos.llm.anthropic;

import static dev.companyos.llm.anthropic.Wire.KEY;
import static dev.companyos.llm.anthropic.Wire.error;
import static dev.companyos.llm.anthropic.Wire.hi;
import static dev.companyos.llm.anthropic.Wire.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.companyos.llm.ModelFailed;
import dev.companyos.llm.ModelFailed.Kind;
import dev.companyos.testing.LocalServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicFailuresTest {
    final LocalServer server = new LocalServer();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401|authentication_error|invalid x-api-key|ANTHROPIC_API_KEY",
                "403|permission_error|not allowed|ANTHROPIC_MODEL",
                "404|not_found_error|model: claude-sonnet-5-5|ANTHROPIC_MODEL",
                "400|invalid_request_error|messages: bad|ANTHROPIC_BASE_URL",
                "413|request_too_large|too large|ANTHROPIC_MODEL",
                "400|invalid_request_error|Your credit balance is too low|ANTHROPIC_API_KEY",
                "402|billing_error|pay|ANTHROPIC_API_KEY",
                "429|rate_limit_error|You have reached your specified API usage limits|ANTHROPIC_API_KEY",
                "429|rate_limit_error|monthly spend limit reached|ANTHROPIC_API_KEY"
            })
    void what_only_a_setting_can_mend_says_which(int status, String type, String message, String setting) {
        server.answers(status, error(type, message), "retry-after", "3600");
        var failure = failure();
        assertThat(failure.kind()).isEqualTo(status == 404 ? Kind.NO_SUCH_MODEL : Kind.PERMANENT);
        assertThat(failure.passes()).isFalse();
        assertThat(failure.why()).contains(message);
        assertThat(failure.doThis()).contains(setting);
        assertThat(server.heard()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504, 529})
    void what_passes_is_transient_and_tried_once_here(int status) {
        server.answers(status, error("overloaded_error", "Overloaded"));
        var failure = failure();
        assertThat(failure.kind()).isEqualTo(status == 429 ? Kind.RATE_LIMITED : Kind.TRANSIENT);
        assertThat(failure.passes()).isTrue();
        assertThat(failure.retryAfter()).isEmpty();
        assertThat(server.heard()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7|7",
                "0.5|0.5",
                "-3|",
                "soon|",
                "Thu, 01 Jan 2026 12:00:30 GMT|30",
                "Thu, 01 Jan 2026 11:00:00 GMT|0"
            })
    void retry_after_is_seconds_or_a_date(String header, Double seconds) {
        server.answers(429, error("rate_limit_error", "Too many requests"), "retry-after", header);
        assertThat(failure().retryAfter().map(it -> it.toMillis() / 1000.0)).isEqualTo(Optional.ofNullable(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "<html>Bad gateway</html>", "[]", "{}", "{\"type\":\"message\",\"content\":7}", "null"})
    void an_answer_that_is_none_is_transient(String body) {
        server.answers(200, body, "content-type", "application/json");
        assertThat(failure().kind()).isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void an_error_page_that_is_no_json_is_read_too() {
        server.answers(502, "<html>Bad gateway</html>", "content-type", "text/html");
        assertThat(failure().kind()).isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void a_connection_that_drops_is_transient() {
        server.hangsUpAfter("{\"type\":\"message\",");
        assertThat(failure().kind()).isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void a_provider_that_keeps_silent_is_given_up_in_time() {
        server.keepsSilent();
        assertThat(failure().kind()).isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void a_provider_that_is_not_there_is_transient_and_names_the_address() throws IOException {
        URI nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        var failure =
                catchThrowableOfType(ModelFailed.class, () -> model(nobody).reply(hi()));
        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.doThis()).contains(nobody.toString());
    }

    @Test
    void the_key_is_in_no_message() {
        server.answers(401, error("authentication_error", "invalid x-api-key " + KEY));
        var failure = failure();
        assertThat(failure.getMessage()).doesNotContain(KEY);
        assertThat(AnthropicModel.Settings.of(KEY, Optional.empty()).toString()).doesNotContain(KEY);
        assertThat(model(server.url()).toString()).doesNotContain(KEY);
    }

    private ModelFailed failure() {
        return catchThrowableOfType(ModelFailed.class, () -> model(server.url()).reply(hi()));
    }
}
