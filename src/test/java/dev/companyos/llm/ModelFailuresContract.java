package dev.companyos.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.companyos.llm.ModelFailed.Kind;
import dev.companyos.llm.WireFormat.Trouble;
import dev.companyos.testing.ModelServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every adapter of a provider over HTTP makes of what is no reply. */
@Timeout(30)
abstract class ModelFailuresContract {
    protected final ModelServer server = new ModelServer();

    protected abstract WireFormat wire();

    @AfterEach
    void close() {
        server.close();
    }

    // ---- failures that only a setting mends

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|messages: bad|BASE_URL",
                "400|Your credit balance is too low|API_KEY",
                "401|invalid key|API_KEY",
                "402|pay|API_KEY",
                "403|not allowed|MODEL",
                "404|no such model|MODEL",
                "413|too large|MODEL",
                "429|monthly spend limit reached|API_KEY",
                "429|You have reached your specified API usage limits|API_KEY"
            })
    void what_only_a_setting_mends_says_which(int status, String message, String setting) {
        server.answers(status, "application/json", wire().error(status, message), "retry-after", "3600");
        var failure = failure();
        assertThat(failure.kind()).isEqualTo(status == 404 ? Kind.NO_SUCH_MODEL : Kind.PERMANENT);
        assertThat(failure.passes()).isFalse();
        assertThat(failure.why()).contains(message);
        assertThat(failure.doThis()).contains(wire().settings() + "_" + setting);
        assertThat(failure.spent()).isEqualTo(Reply.Usage.NONE);
        assertThat(server.heard()).hasSize(1);
    }

    @Test
    void the_key_is_in_no_message() {
        server.answers(401, "application/json", wire().error(401, "invalid key " + WireFormat.KEY));
        assertThat(failure().getMessage()).doesNotContain(WireFormat.KEY);
        assertThat(model().toString()).doesNotContain(WireFormat.KEY);
    }

    // ---- failures that pass

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 429, 500, 502, 503, 504, 529})
    void what_passes_is_transient_and_tried_once_here(int status) {
        server.answers(status, "application/json", wire().error(status, "Overloaded"));
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
                "retry-after|7|7",
                "Retry-After|0.5|0.5",
                "retry-after|-3|",
                "retry-after|soon|",
                "retry-after|Thu, 01 Jan 2026 12:00:30 GMT|30",
                "retry-after|Thu, 01 Jan 2026 11:00:00 GMT|0",
                "retry-after-ms|1500|1.5"
            })
    void the_provider_says_when_to_come_back(String header, String value, Double seconds) {
        server.answers(429, "application/json", wire().error(429, "Too many requests"), header, value);
        assertThat(failure().retryAfter().map(it -> it.toMillis() / 1000.0)).isEqualTo(Optional.ofNullable(seconds));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void an_error_page_that_is_no_JSON_is_read_too(int status) {
        server.answers(status, "text/html", "<html>Bad gateway</html>");
        assertThat(failure().kind()).isEqualTo(Kind.TRANSIENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>Please log in</html>",
                "data: null\n\n",
                "data: {\n\n",
                "event: message_start\ndata: [7]\n\n",
                "data: \"\"\n\ndata: [DONE]\n\n",
                "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
                "garbage \u0000\u0001\uFFFD\n\n"
            })
    void a_stream_that_is_none_is_transient(String body) {
        server.streams(body);
        var failure = failure();
        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.spent()).isEqualTo(Reply.Usage.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "{}", "{\"content\":7,\"choices\":7}", "<html>hi</html>"})
    void an_answer_in_one_piece_that_is_none_is_transient(String body) {
        server.answers(200, "application/json", body);
        assertThat(failure().kind()).isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void bytes_that_are_no_HTTP_are_transient() {
        server.sends("\u0000\u0001\u0002 what? \r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(failure().kind()).isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void a_stream_that_breaks_off_is_transient_and_never_half_a_reply() {
        server.hangsUpAfter(wire().beginning("hello"));
        var failure = failure();
        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.spent().input()).isPositive();
        assertThat(failure.spent().output()).isPositive();
    }

    @Test
    void a_stream_that_ends_too_early_is_transient_and_never_half_a_reply() {
        server.endsAfter(wire().beginning("hello"));
        var failure = failure();
        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.why()).contains("ended before");
        assertThat(failure.spent().input()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_connection_that_is_reset_is_transient(boolean begun) {
        server.resetsAfter(begun ? wire().beginning("hello") : "");
        assertThat(failure().kind()).isEqualTo(Kind.TRANSIENT);
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void an_error_in_the_middle_of_a_stream_is_never_half_a_reply(Trouble trouble) {
        server.streams(wire().beginning("hello") + wire().errorEvent(trouble));
        var failure = failure();
        assertThat(failure.kind())
                .isEqualTo(
                        switch (trouble) {
                            case SPEND_LIMIT -> Kind.PERMANENT;
                            case RATE_LIMIT -> Kind.RATE_LIMITED;
                            case OVERLOADED, OF_NEXT_YEAR -> Kind.TRANSIENT;
                        });
        assertThat(failure.why()).contains(trouble.name());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_provider_that_keeps_silent_is_given_up_in_time(boolean begun) {
        server.keepsSilentAfter(begun ? wire().beginning("hello") : "");
        assertThat(failure().kind()).isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void a_reply_that_never_ends_is_given_up_in_time() throws InterruptedException {
        server.trickles(wire().beginning("hello"), wire().piece("x"));
        assertThat(failure().kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(server.clientHungUpWithin(5)).isTrue();
    }

    @Test
    void a_provider_that_is_not_there_is_transient_and_names_the_address() throws IOException {
        URI nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        var failure = catchThrowableOfType(
                ModelFailed.class, () -> wire().model(nobody).reply(request(), Progress.NONE));
        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.doThis()).contains(nobody.toString(), wire().settings() + "_BASE_URL");
    }

    @Test
    void the_call_after_a_broken_one_succeeds() {
        server.hangsUpAfter(wire().beginning("hel")).streams(wire().text("hello"));
        var model = model();
        assertThat(catchThrowableOfType(ModelFailed.class, () -> model.reply(request(), Progress.NONE)))
                .isNotNull();
        assertThat(model.reply(request(), Progress.NONE)).isInstanceOf(Reply.Text.class);
    }

    protected final LanguageModel model() {
        return wire().model(server.url());
    }

    protected final Request request() {
        return request(List.of(new Message.User("hi")));
    }

    protected final Request request(List<Message> messages) {
        return new Request(wire().modelName(), List.of(), messages, List.of(), Optional.empty(), 1_000);
    }

    protected final Reply ask() {
        return model().reply(request(), Progress.NONE);
    }

    protected final ModelFailed failure() {
        return catchThrowableOfType(ModelFailed.class, () -> model().reply(request(), Progress.NONE));
    }
}
