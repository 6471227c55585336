package dev.companyos.llm.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.companyos.llm.Message;
import dev.companyos.llm.ModelCatalog;
import dev.companyos.llm.ModelFailed;
import dev.companyos.llm.ModelFailed.Kind;
import dev.companyos.llm.Reply;
import dev.companyos.llm.Request;
import dev.companyos.testing.LocalServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AnthropicModelTest {
    static final JsonMapper JSON = JsonMapper.builder().build();
    static final String KEY = "sk-ant-test-0123456789abcdefghij";
    static final Clock NOON = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);
    static final Request.ToolSpec READ_FILE = new Request.ToolSpec("read_file", "Reads a file.", """
            {"type":"object","properties":{"path":{"type":"string"}},"required":["path"],"additionalProperties":false}
            """);

    final LocalServer server = new LocalServer();

    @AfterEach
    void close() {
        server.close();
    }

    // ---- what is asked

    @Test
    void a_plain_question_is_a_messages_request() {
        server.answers(200, message("end_turn", "{\"type\":\"text\",\"text\":\"hello\"}"));
        ask(request("claude-sonnet-5-5", List.of(new Message.User("hi"))));

        var heard = server.heard().getFirst();
        assertThat(heard.method()).isEqualTo("POST");
        assertThat(heard.target().getPath()).isEqualTo("/v1/messages");
        assertThat(heard.headers().get("Authorization")).containsExactly("Bearer " + KEY);
        assertThat(heard.headers()).containsKey("Anthropic-version");
        assertThat(JSON.readTree(heard.body())).isEqualTo(JSON.readTree("""
                                {"model":"claude-sonnet-5-5","max_tokens":1000,"thinking":{"type":"between_tools"},
                                 "messages":[{"role":"user","content":[{"type":"text","text":"hi"}]}]}
                                """));
    }

    @Test
    void each_model_is_told_about_thinking_what_it_accepts() {
        assertThat(bodyFor("claude-haiku-5-5").at("/thinking/type").asString()).isEqualTo("disabled");
        assertThat(bodyFor("claude-opus-5-5").has("thinking")).isFalse();
        assertThat(bodyFor("claude-of-next-year").has("thinking")).isFalse();
    }

    @Test
    void a_tool_loop_is_cached_up_to_the_system_and_up_to_its_last_message() {
        server.answers(200, message("end_turn", "{\"type\":\"text\",\"text\":\"done\"}"));
        ask(new Request(
                "claude-sonnet-5-5",
                List.of(new Request.SystemBlock("stable", true), new Request.SystemBlock("today", false)),
                List.of(
                        new Message.User("read both"),
                        new Message.Assistant(
                                "I will.",
                                List.of(
                                        new Message.ToolCall("t1", "read_file", "{\"path\":\"a\"}"),
                                        new Message.ToolCall("t2", "read_file", "not json"))),
                        new Message.ToolResults(List.of(
                                new Message.ToolResult("t1", "A", false),
                                new Message.ToolResult("t2", "bad arguments", true)))),
                List.of(READ_FILE),
                Optional.empty(),
                1_000));

        assertThat(JSON.readTree(server.heard().getFirst().body())).isEqualTo(JSON.readTree("""
                                {"model":"claude-sonnet-5-5","max_tokens":1000,"thinking":{"type":"between_tools"},
                                 "system":[{"type":"text","text":"stable","cache_control":{"type":"ephemeral"}},
                                           {"type":"text","text":"today"}],
                                 "tools":[{"name":"read_file","description":"Reads a file.",
                                   "input_schema":{"type":"object","properties":{"path":{"type":"string"}},
                                                   "required":["path"],"additionalProperties":false}}],
                                 "messages":[
                                   {"role":"user","content":[{"type":"text","text":"read both"}]},
                                   {"role":"assistant","content":[
                                     {"type":"text","text":"I will."},
                                     {"type":"tool_use","id":"t1","name":"read_file","input":{"path":"a"}},
                                     {"type":"tool_use","id":"t2","name":"read_file","input":{}}]},
                                   {"role":"user","content":[
                                     {"type":"tool_result","tool_use_id":"t1","content":"A","is_error":false},
                                     {"type":"tool_result","tool_use_id":"t2","content":"bad arguments",
                                      "is_error":true,"cache_control":{"type":"ephemeral"}}]}]}
                                """));
    }

    @Test
    void no_more_than_four_cache_breakpoints_are_set() {
        server.answers(200, message("end_turn", "{\"type\":\"text\",\"text\":\"done\"}"));
        var six = java.util.stream.IntStream.range(0, 6)
                .mapToObj(it -> new Request.SystemBlock("block " + it, true))
                .toList();
        ask(new Request(
                "claude-sonnet-5-5",
                six,
                List.of(new Message.User("hi")),
                List.of(READ_FILE),
                Optional.empty(),
                1_000));
        var body = server.heard().getFirst().body();
        assertThat(body.split("cache_control", -1)).hasSize(5);
        assertThat(JSON.readTree(body).at("/system/5").has("cache_control")).isTrue();
    }

    @Test
    void texts_without_a_character_to_see_are_never_sent() {
        server.answers(200, message("end_turn", "{\"type\":\"text\",\"text\":\"x\"}"));
        ask(new Request(
                "claude-sonnet-5-5",
                List.of(new Request.SystemBlock(" ", true)),
                List.of(new Message.User(""), new Message.Assistant("", List.of()), new Message.User("\n")),
                List.of(),
                Optional.empty(),
                1_000));
        assertThat(JSON.readTree(server.heard().getFirst().body()).findValuesAsString("text"))
                .allSatisfy(it -> assertThat(it).isNotBlank());
    }

    @Test
    void a_schema_is_sent_as_structured_output_in_the_words_that_the_api_accepts() {
        server.answers(200, message("end_turn", "{\"type\":\"text\",\"text\":\"{}\"}"));
        var schema = """
                {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","required":["title"],
                 "properties":{"title":{"type":"string","description":"Short.","minLength":1,"maxLength":80},
                               "pattern":{"type":"object","properties":{"n":{"type":"integer","minimum":1}}},
                               "kind":{"enum":["a",null]}}}
                """;
        ask(new Request(
                "claude-haiku-5-5", List.of(), List.of(new Message.User("hi")), List.of(), Optional.of(schema), 1_000));
        assertThat(JSON.readTree(server.heard().getFirst().body()).get("output_config"))
                .isEqualTo(JSON.readTree("""
                                {"format":{"type":"json_schema","schema":
                                  {"type":"object","required":["title"],"additionalProperties":false,
                                   "properties":{
                                     "title":{"type":"string","description":"Short. (minLength 1, maxLength 80)"},
                                     "pattern":{"type":"object","additionalProperties":false,
                                       "properties":{"n":{"type":"integer","description":"(minimum 1)"}}},
                                     "kind":{"enum":["a",null]}}}}}
                                """));
    }

    // ---- what comes back

    @Test
    void text_comes_back_with_its_tokens_each_in_one_class() {
        server.answers(200, message("end_turn", "{\"type\":\"text\",\"text\":\"hello 🚀\"}"));
        assertThat(ask(hi()))
                .isEqualTo(new Reply.Text("claude-sonnet-5-5", new Reply.Usage(10, 20, 30, 40), "hello 🚀"));
    }

    @Test
    void tool_calls_come_back_whole_and_the_notes_beside_them_as_text() {
        server.answers(200, message("tool_use", """
                        {"type":"thinking","thinking":"I look first.","signature":"c2ln"},
                        {"type":"text","text":"Reading."},
                        {"type":"tool_use","id":"t1","name":"read_file","input":{"path":"a","deep":{"n":1}}},
                        {"type":"tool_use","id":"t2","name":"list_files","input":{}}
                        """));
        var reply = (Reply.ToolCalls) ask(hi());
        assertThat(reply.text()).isEqualTo("I look first.\nReading.");
        assertThat(reply.calls())
                .containsExactly(
                        new Message.ToolCall("t1", "read_file", "{\"path\":\"a\",\"deep\":{\"n\":1}}"),
                        new Message.ToolCall("t2", "list_files", "{}"));
    }

    @Test
    void half_a_tool_call_is_never_a_call() {
        server.answers(200, message("max_tokens", """
                        {"type":"text","text":"I write it."},
                        {"type":"tool_use","id":"t1","name":"write_file","input":{"path":"a"}}
                        """));
        assertThat(ask(hi()))
                .isEqualTo(new Reply.Truncated("claude-sonnet-5-5", new Reply.Usage(10, 20, 30, 40), "I write it."));
    }

    @Test
    void a_refusal_is_a_reply_with_its_reason() {
        server.answers(
                200,
                message("refusal", "")
                        .replace(
                                "\"stop_sequence\":null",
                                "\"stop_sequence\":null,\"stop_details\":{\"type\":\"refusal\",\"explanation\":\"No.\"}"));
        assertThat(ask(hi())).isInstanceOfSatisfying(Reply.Refused.class, it -> assertThat(it.reason())
                .isEqualTo("No."));
    }

    @Test
    void blocks_and_stop_reasons_of_next_year_do_no_harm() {
        server.answers(
                200,
                message("some_new_reason", "{\"type\":\"hologram\",\"data\":1},{\"type\":\"text\",\"text\":\"hi\"}"));
        assertThat(ask(hi())).isInstanceOfSatisfying(Reply.Text.class, it -> assertThat(it.text())
                .isEqualTo("hi"));
    }

    // ---- what goes wrong

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
        assertThat(failure.kind()).isEqualTo(Kind.PERMANENT);
        assertThat(failure.why()).contains(message);
        assertThat(failure.doThis()).contains(setting);
        assertThat(server.heard()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504, 529})
    void what_passes_is_transient_and_tried_once_here(int status) {
        server.answers(status, error("overloaded_error", "Overloaded"));
        var failure = failure();
        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
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
        return catchThrowableOfType(ModelFailed.class, () -> ask(hi()));
    }

    private JsonNode bodyFor(String model) {
        server.answers(200, message("end_turn", "{\"type\":\"text\",\"text\":\"x\"}"));
        ask(request(model, List.of(new Message.User("hi"))));
        return JSON.readTree(server.heard().getLast().body());
    }

    private Reply ask(Request request) {
        return model(server.url()).reply(request);
    }

    private static AnthropicModel model(URI url) {
        return new AnthropicModel(
                new AnthropicModel.Settings(KEY, Optional.of(url), Duration.ofSeconds(1), Duration.ofSeconds(2)),
                ModelCatalog.shipped("anthropic", Map.of()),
                NOON);
    }

    private static Request hi() {
        return request("claude-sonnet-5-5", List.of(new Message.User("hi")));
    }

    private static Request request(String model, List<Message> messages) {
        return new Request(model, List.of(), messages, List.of(), Optional.empty(), 1_000);
    }

    private static String message(String stopReason, String content) {
        return """
                {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-5-5","content":[%s],
                 "stop_reason":"%s","stop_sequence":null,"usage":{"input_tokens":10,"output_tokens":20,
                 "cache_creation_input_tokens":30,"cache_read_input_tokens":40,"service_tier":"standard"}}
                """.formatted(content, stopReason);
    }

    private static String error(String type, String message) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"%s\"},\"request_id\":\"req_1\"}"
                .formatted(type, message);
    }
}
