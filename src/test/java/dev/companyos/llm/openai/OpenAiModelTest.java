package dev.companyos.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.companyos.llm.Message;
import dev.companyos.llm.ModelFailed;
import dev.companyos.llm.Progress;
import dev.companyos.llm.Reply;
import dev.companyos.llm.Request;
import dev.companyos.llm.WireFormat;
import dev.companyos.testing.ModelServer;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenAiModelTest {
    static final JsonMapper JSON = JsonMapper.builder().build();
    static final String DONE = OpenAiWire.chunk("{\"content\":\"done\"}", "null") + OpenAiWire.end("stop");
    static final Request.ToolSpec READ_FILE = new Request.ToolSpec("read_file", "Reads a file.", """
            {"type":"object","properties":{"path":{"type":"string"}},"required":["path"],"additionalProperties":false}
            """);

    final ModelServer server = new ModelServer();

    @AfterEach
    void close() {
        server.close();
    }

    // ---- what is asked

    @Test
    void a_tool_loop_is_a_chat_completion() {
        var request = new Request(
                "gpt-test",
                List.of(new Request.SystemBlock("stable", true), new Request.SystemBlock("today", false)),
                List.of(
                        new Message.User("read both"),
                        new Message.Assistant(
                                "",
                                List.of(
                                        new Message.ToolCall("t1", "read_file", "{\"path\":\"a\"}"),
                                        new Message.ToolCall("t2", "read_file", "not json"))),
                        new Message.ToolResults(List.of(
                                new Message.ToolResult("t1", "A", false),
                                new Message.ToolResult("t2", "bad arguments", true)))),
                List.of(READ_FILE),
                Optional.empty(),
                1_000);
        server.streams(DONE);
        ask(request);

        var heard = server.heard().getFirst();
        assertThat(heard.method()).isEqualTo("POST");
        assertThat(heard.target()).isEqualTo("/v1/chat/completions");
        assertThat(heard.headers()).containsEntry("authorization", "Bearer " + WireFormat.KEY);
        assertThat(body()).isEqualTo(JSON.readTree("""
                        {"model":"gpt-test","max_tokens":1000,"stream":true,"stream_options":{"include_usage":true},
                         "tools":[{"type":"function","function":{"name":"read_file","description":"Reads a file.",
                           "parameters":{"type":"object","properties":{"path":{"type":"string"}},
                                         "required":["path"],"additionalProperties":false}}}],
                         "messages":[
                           {"role":"system","content":"stable\\n\\ntoday"},
                           {"role":"user","content":"read both"},
                           {"role":"assistant","tool_calls":[
                             {"id":"t1","type":"function","function":{"name":"read_file",
                                                                      "arguments":"{\\"path\\":\\"a\\"}"}},
                             {"id":"t2","type":"function","function":{"name":"read_file","arguments":"{}"}}]},
                           {"role":"tool","tool_call_id":"t1","content":"A"},
                           {"role":"tool","tool_call_id":"t2","content":"Error: bad arguments"}]}
                        """));
    }

    @Test
    void a_server_without_a_key_gets_none() {
        server.streams(DONE);
        OpenAiWire.model(Optional.empty(), v1()).reply(question(), Progress.NONE);
        assertThat(server.heard().getFirst().headers()).doesNotContainKeys("authorization", "api-key");
    }

    @Test
    void a_server_that_wants_a_key_after_all_says_which_setting() {
        server.answers(401, "application/json", "{\"error\":{\"message\":\"no key\"}}");
        var failure = catchThrowableOfType(ModelFailed.class, () -> OpenAiWire.model(Optional.empty(), v1())
                .reply(question(), Progress.NONE));
        assertThat(failure.doThis()).contains("Set OPENAI_API_KEY").contains("wants a key");
    }

    @ParameterizedTest
    @CsvSource({
        "/?api-version=2024-10-21, /openai/deployments/gpt-test/chat/completions?api-version=2024-10-21",
        "/openai/v1/?api-version=preview, /openai/v1/chat/completions?api-version=preview"
    })
    void azure_has_its_own_header_and_paths(String base, String target) {
        server.streams(DONE);
        OpenAiWire.model(Optional.of(WireFormat.KEY), URI.create(server.url() + base))
                .reply(question(), Progress.NONE);
        var heard = server.heard().getFirst();
        assertThat(heard.target()).isEqualTo(target);
        assertThat(heard.headers()).containsEntry("api-key", WireFormat.KEY).doesNotContainKey("authorization");
        assertThat(body().has("max_completion_tokens")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://me.openai.azure.com, true, true",
        "https://me.openai.azure.com/openai/v1/, true, false",
        "https://me.services.ai.azure.com/openai/v1, true, false",
        "http://localhost:11434/v1, false, false",
        "https://openrouter.ai/api/v1, false, false"
    })
    void the_base_url_says_whose_server_it_is(String url, boolean azure, boolean modelInPath) {
        var endpoint = Endpoint.of(Optional.of(URI.create(url)));
        assertThat(endpoint.isAzure()).isEqualTo(azure);
        assertThat(endpoint.hasModelInPath()).isEqualTo(modelInPath);
    }

    @ParameterizedTest
    @CsvSource({"true, '[\"n\",\"kind\"]'", "false, '[\"n\"]'"})
    void a_schema_is_strict_where_every_property_is_required(boolean strict, String required) {
        server.streams(DONE);
        ask(answering("""
                {"type":"object","required":%s,"properties":{"n":{"type":"integer","minimum":1},
                 "kind":{"enum":["a",null]}}}
                """.formatted(required)));
        assertThat(body().get("response_format")).isEqualTo(JSON.readTree("""
                        {"type":"json_schema","json_schema":{"name":"answer","strict":%s,"schema":
                          {"type":"object","required":%s,"additionalProperties":false,
                           "properties":{"n":{"type":"integer","description":"(minimum 1)"},
                                         "kind":{"enum":["a",null]}}}}}
                        """.formatted(strict, required)));
    }

    // ---- servers that know less

    @Test
    void a_server_that_refuses_the_schema_gets_it_in_the_prompt_from_then_on() {
        server.answers(400, "application/json", """
                        {"error":{"message":"'response_format.type' must be 'text'","type":"invalid_request_error"}}
                        """).streams(DONE).streams(DONE);
        var model = OpenAiWire.model(Optional.empty(), v1());
        var request = answering("{\"type\":\"object\",\"properties\":{}}");
        assertThat(model.reply(request, Progress.NONE)).isInstanceOf(Reply.Text.class);
        model.reply(request, Progress.NONE);
        assertThat(server.heard()).hasSize(3);
        for (var heard : server.heard().subList(1, 3)) {
            assertThat(JSON.readTree(heard.body()).has("response_format")).isFalse();
            assertThat(JSON.readTree(heard.body()).at("/messages/0/content").asString())
                    .contains("JSON Schema", "{\"type\":\"object\",\"properties\":{}}");
        }
    }

    @Test
    void a_server_that_wants_the_bound_under_its_new_name_gets_it() {
        server.answers(400, "application/json", """
                        {"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
                         "type":"invalid_request_error","param":"max_tokens","code":"unsupported_parameter"}}
                        """).streams(DONE);
        ask(question());
        assertThat(body().has("max_tokens")).isFalse();
        assertThat(body().path("max_completion_tokens").asInt()).isEqualTo(1_000);
    }

    @Test
    void a_server_that_knows_nothing_new_is_asked_with_less_and_less() {
        server.answers(422, "application/json", "{\"detail\":\"stream_options: extra fields not permitted\"}")
                .answers(400, "application/json", "{\"error\":\"json_schema is not supported\"}")
                .streams(DONE);
        assertThat(ask(answering("{\"type\":\"object\"}"))).isInstanceOf(Reply.Text.class);
        assertThat(body().has("stream_options")).isFalse();
        assertThat(body().has("response_format")).isFalse();
    }

    @Test
    void a_server_that_refuses_for_ever_is_not_asked_for_ever() {
        for (int i = 0; i < 9; i++)
            server.answers(400, "application/json", "{\"error\":{\"message\":\"unsupported: response_format\"}}");
        assertThat(catchThrowableOfType(ModelFailed.class, () -> ask(answering("{\"type\":\"object\"}")))
                        .kind())
                .isEqualTo(ModelFailed.Kind.PERMANENT);
        assertThat(server.heard()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "This model's maximum context length is 8192 tokens. Reduce max_tokens.",
                "stream_options is fine, messages are not"
            })
    void other_mistakes_are_not_asked_again(String message) {
        server.answers(400, "application/json", "{\"error\":{\"message\":\"%s\"}}".formatted(message));
        assertThat(catchThrowableOfType(ModelFailed.class, () -> ask(question())))
                .isNotNull();
        assertThat(server.heard()).hasSize(1);
    }

    // ---- what comes back

    @Test
    void a_filter_stops_a_question_or_an_answer_with_a_refusal() {
        server.answers(400, "application/json", """
                        {"error":{"message":"The response was filtered","code":"content_filter","status":400}}
                        """)
                .streams(OpenAiWire.chunk("{\"content\":\"\"}", "null") + OpenAiWire.end("content_filter"));
        assertThat(ask(question())).isInstanceOf(Reply.Refused.class);
        assertThat(ask(question())).isInstanceOf(Reply.Refused.class);
    }

    @Test
    void calls_are_told_apart_in_whatever_way_a_server_tells_them_apart() {
        for (String delta : List.of(
                // every one at index 0, each whole
                """
                {"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"{}"}},
                               {"index":0,"id":"b","function":{"name":"g","arguments":"{}"}}]}
                """,
                // no index
                """
                {"tool_calls":[{"id":"a","function":{"name":"f","arguments":"{}"}},
                               {"id":"b","function":{"name":"g","arguments":"{}"}}]}
                """,
                // arguments that are an object
                """
                {"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":{}}},
                               {"index":1,"id":"b","function":{"name":"g"}}]}
                """)) {
            server.streams(OpenAiWire.chunk(delta, "null") + OpenAiWire.end("stop"));
            assertThat(((Reply.ToolCalls) ask(question())).calls())
                    .containsExactly(new Message.ToolCall("a", "f", "{}"), new Message.ToolCall("b", "g", "{}"));
        }
    }

    @Test
    void calls_without_an_id_or_with_the_same_one_get_their_own() {
        server.streams(OpenAiWire.chunk("""
                        {"tool_calls":[{"index":0,"function":{"name":"f","arguments":"{}"}},
                                       {"index":1,"id":"x","function":{"name":"g","arguments":"{}"}},
                                       {"index":2,"id":"x","function":{"name":"h","arguments":"{}"}}]}
                        """, "null") + OpenAiWire.end("tool_calls"));
        assertThat(((Reply.ToolCalls) ask(question())).calls())
                .extracting(Message.ToolCall::id)
                .doesNotHaveDuplicates()
                .contains("x")
                .allSatisfy(it -> assertThat(it).isNotBlank());
    }

    @Test
    void reasoning_that_came_with_a_call_goes_back_with_it() {
        server.streams(OpenAiWire.chunk("{\"reasoning_content\":\"I \"}", "null")
                        + OpenAiWire.chunk("{\"reasoning_content\":\"look.\"}", "null")
                        + OpenAiWire.chunk("""
                                {"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"{}"}}]}
                                """, "null")
                        + OpenAiWire.end("tool_calls"))
                .streams(DONE);
        var called = (Reply.ToolCalls) ask(question());
        assertThat(called.text()).isEmpty();
        ask(request(
                List.of(
                        new Message.User("hi"),
                        called.message(),
                        new Message.ToolResults(List.of(new Message.ToolResult("a", "A", false)))),
                Optional.empty()));
        assertThat(body().at("/messages/1/reasoning_content").asString()).isEqualTo("I look.");
    }

    @Test
    void it_has_no_way_to_count_before_a_call() {
        assertThat(OpenAiWire.model(Optional.empty(), v1()).countTokens(question()))
                .isEmpty();
        assertThat(server.heard()).isEmpty();
    }

    private URI v1() {
        return URI.create(server.url() + "/v1/");
    }

    private static Request question() {
        return request(List.of(new Message.User("hi")), Optional.empty());
    }

    private static Request answering(String schema) {
        return request(List.of(new Message.User("hi")), Optional.of(schema));
    }

    private static Request request(List<Message> messages, Optional<String> schema) {
        return new Request("gpt-test", List.of(), messages, List.of(), schema, 1_000);
    }

    private Reply ask(Request request) {
        return OpenAiWire.model(Optional.of(WireFormat.KEY), v1()).reply(request, Progress.NONE);
    }

    private JsonNode body() {
        return JSON.readTree(server.heard().getLast().body());
    }
}
