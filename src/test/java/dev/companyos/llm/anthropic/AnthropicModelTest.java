package dev.companyos.llm.anthropic;

import static dev.companyos.llm.anthropic.Wire.KEY;
import static dev.companyos.llm.anthropic.Wire.hi;
import static dev.companyos.llm.anthropic.Wire.message;
import static dev.companyos.llm.anthropic.Wire.model;
import static dev.companyos.llm.anthropic.Wire.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.llm.Message;
import dev.companyos.llm.Reply;
import dev.companyos.llm.Request;
import dev.companyos.testing.LocalServer;
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

    private JsonNode bodyFor(String model) {
        server.answers(200, message("end_turn", "{\"type\":\"text\",\"text\":\"x\"}"));
        ask(request(model, List.of(new Message.User("hi"))));
        return JSON.readTree(server.heard().getLast().body());
    }

    private Reply ask(Request request) {
        return model(server.url()).reply(request);
    }
}
