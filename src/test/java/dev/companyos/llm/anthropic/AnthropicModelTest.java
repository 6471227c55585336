package dev.companyos.llm.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.llm.Message;
import dev.companyos.llm.Progress;
import dev.companyos.llm.Reply;
import dev.companyos.llm.Request;
import dev.companyos.llm.WireFormat;
import dev.companyos.testing.ModelServer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AnthropicModelTest {
    static final JsonMapper JSON = JsonMapper.builder().build();
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
    void a_plain_question_is_a_messages_request() {
        server.streams(AnthropicWire.streamOf("end_turn", "{\"type\":\"text\",\"text\":\"hello\"}"));
        ask(request("claude-sonnet-5-5", List.of(new Message.User("hi"))));

        var heard = server.heard().getFirst();
        assertThat(heard.method()).isEqualTo("POST");
        assertThat(heard.target()).isEqualTo("/v1/messages");
        assertThat(heard.headers()).containsEntry("authorization", "Bearer " + WireFormat.KEY);
        assertThat(heard.headers()).containsKey("anthropic-version");
        assertThat(JSON.readTree(heard.body())).isEqualTo(JSON.readTree("""
                                {"model":"claude-sonnet-5-5","max_tokens":1000,"thinking":{"type":"between_tools"},"stream":true,
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
    void a_tool_loop_is_cached_after_tools_and_system_and_where_this_call_and_the_one_before_end() {
        server.streams(AnthropicWire.streamOf("end_turn", "{\"type\":\"text\",\"text\":\"done\"}"));
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
                                {"model":"claude-sonnet-5-5","max_tokens":1000,"thinking":{"type":"between_tools"},"stream":true,
                                 "system":[{"type":"text","text":"stable","cache_control":{"type":"ephemeral"}},
                                           {"type":"text","text":"today"}],
                                 "tools":[{"name":"read_file","description":"Reads a file.",
                                   "input_schema":{"type":"object","properties":{"path":{"type":"string"}},
                                                   "required":["path"],"additionalProperties":false},
                                   "cache_control":{"type":"ephemeral"}}],
                                 "messages":[
                                   {"role":"user","content":[{"type":"text","text":"read both",
                                                              "cache_control":{"type":"ephemeral"}}]},
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
        server.streams(AnthropicWire.streamOf("end_turn", "{\"type\":\"text\",\"text\":\"done\"}"));
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
    void a_question_that_is_asked_once_is_not_written_to_the_cache() {
        server.streams(AnthropicWire.streamOf("end_turn", "{\"type\":\"text\",\"text\":\"done\"}"));
        ask(new Request(
                "claude-sonnet-5-5",
                List.of(new Request.SystemBlock("stable", true)),
                List.of(new Message.User("hi")),
                List.of(),
                Optional.empty(),
                1_000));
        assertThat(server.heard().getFirst().body().split("cache_control", -1)).hasSize(2);
    }

    @Test
    void the_next_call_of_a_loop_keeps_the_breakpoint_where_the_last_one_ended() {
        var messages = new java.util.ArrayList<Message>(List.of(new Message.User("go")));
        for (int i = 0; i < 3; i++) {
            messages.add(new Message.Assistant("", List.of(new Message.ToolCall("t" + i, "read_file", "{}"))));
            messages.add(new Message.ToolResults(List.of(new Message.ToolResult("t" + i, "x", false))));
        }
        var before = breakpoints(messages.subList(0, 5));
        assertThat(before).containsExactly(2, 4);
        assertThat(breakpoints(messages)).containsExactly(4, 6).contains(before.getLast());
    }

    /** The messages that have one. */
    private List<Integer> breakpoints(List<Message> messages) {
        server.streams(AnthropicWire.streamOf("end_turn", "{\"type\":\"text\",\"text\":\"done\"}"));
        ask(new Request("claude-sonnet-5-5", List.of(), messages, List.of(READ_FILE), Optional.empty(), 1_000));
        var sent = JSON.readTree(server.heard().getLast().body()).get("messages");
        return java.util.stream.IntStream.range(0, sent.size())
                .filter(it -> sent.get(it).toString().contains("cache_control"))
                .boxed()
                .toList();
    }

    @Test
    void texts_without_a_character_to_see_are_never_sent() {
        server.streams(AnthropicWire.streamOf("end_turn", "{\"type\":\"text\",\"text\":\"x\"}"));
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
        server.streams(AnthropicWire.streamOf("end_turn", "{\"type\":\"text\",\"text\":\"{}\"}"));
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
    void the_notes_beside_tool_calls_are_text_to_us() {
        server.streams(AnthropicWire.streamOf("tool_use", """
                        {"type":"thinking","thinking":"I look first.","signature":"c2ln"},
                        {"type":"text","text":"Reading."},
                        {"type":"tool_use","id":"t1","name":"read_file","input":{"path":"a","deep":{"n":1}}}
                        """));
        assertThat(ask(hi())).isInstanceOfSatisfying(Reply.ToolCalls.class, it -> assertThat(it.text())
                .isEqualTo("I look first.\nReading."));
    }

    @Test
    void thinking_before_an_answer_is_not_part_of_it() {
        server.streams(AnthropicWire.streamOf("end_turn", """
                        {"type":"thinking","thinking":"{ maybe?","signature":"c2ln"},
                        {"type":"text","text":"{\\"a\\":1}"}
                        """));
        assertThat(ask(hi())).isInstanceOfSatisfying(Reply.Text.class, it -> assertThat(it.text())
                .isEqualTo("{\"a\":1}"));
    }

    private static Request hi() {
        return request("claude-sonnet-5-5", List.of(new Message.User("hi")));
    }

    private static Request request(String model, List<Message> messages) {
        return new Request(model, List.of(), messages, List.of(), Optional.empty(), 1_000);
    }

    private JsonNode bodyFor(String model) {
        server.streams(AnthropicWire.streamOf("end_turn", "{\"type\":\"text\",\"text\":\"x\"}"));
        ask(request(model, List.of(new Message.User("hi"))));
        return JSON.readTree(server.heard().getLast().body());
    }

    private Reply ask(Request request) {
        return new AnthropicWire().model(server.url()).reply(request, Progress.NONE);
    }
}
