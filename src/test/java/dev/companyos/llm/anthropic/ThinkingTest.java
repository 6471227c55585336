package dev.companyos.llm.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.companyos.llm.Message;
import dev.companyos.llm.Message.Verbatim;
import dev.companyos.llm.ModelFailed;
import dev.companyos.llm.Progress;
import dev.companyos.llm.Reply;
import dev.companyos.llm.Request;
import dev.companyos.testing.ModelServer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Thinking comes signed, and goes back as it came or not at all. */
class ThinkingTest {
    static final JsonMapper JSON = JsonMapper.builder().build();
    static final String MODEL = "claude-sonnet-5-5";
    static final String THOUGHT = """
            {"type":"thinking","thinking":"I look first.","signature":"c2ln"},
            {"type":"redacted_thinking","data":"ZGF0YQ=="},
            {"type":"text","text":"Reading."},
            {"type":"tool_use","id":"t1","name":"read_file","input":{"path":"a"}}
            """;

    final ModelServer server = new ModelServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void it_goes_back_word_for_word_and_in_its_place() {
        assertThat(goingBack(called(THOUGHT).message(), MODEL)).isEqualTo(JSON.readTree("[" + THOUGHT + "]"));
    }

    @Test
    void a_call_without_it_needs_nothing_verbatim() {
        assertThat(called("{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"read_file\",\"input\":{}}")
                        .verbatim())
                .isEmpty();
    }

    @Test
    void another_model_gets_it_as_text() {
        assertThat(goingBack(called(THOUGHT).message(), "claude-opus-5-5")).isEqualTo(JSON.readTree("""
                        [{"type":"text","text":"I look first.\\nReading."},
                         {"type":"tool_use","id":"t1","name":"read_file","input":{"path":"a"}}]
                        """));
    }

    @Test
    void another_providers_words_are_left_out() {
        var message = new Message.Assistant(
                "Reading.",
                List.of(new Message.ToolCall("t1", "read_file", "{}")),
                Optional.of(new Verbatim("openai", MODEL, "{\"reasoning_content\":\"hm\"}")));
        assertThat(goingBack(message, MODEL).toString()).doesNotContain("hm");
    }

    @Test
    void it_is_left_out_where_a_call_was_left_out() {
        var message =
                new Message.Assistant("Reading.", List.of(), called(THOUGHT).verbatim());
        assertThat(goingBack(message, MODEL)).isEqualTo(JSON.readTree("[{\"type\":\"text\",\"text\":\"Reading.\"}]"));
    }

    @Test
    void what_the_api_does_not_take_back_is_left_out_at_once() {
        var message = called(THOUGHT).message();
        server.answers(400, "application/json", """
                        {"type":"error","error":{"type":"invalid_request_error",
                         "message":"messages.1.content.0: thinking block does not belong to this conversation"}}
                        """)
                .streams(AnthropicWire.streamOf("end_turn", "{\"type\":\"text\",\"text\":\"done\"}"));
        assertThat(ask(message, MODEL)).isInstanceOf(Reply.Text.class);
        assertThat(server.heard()).hasSize(3);
        assertThat(server.heard().getLast().body()).doesNotContain("signature");
    }

    @Test
    void other_mistakes_are_not_asked_again() {
        var message = called(THOUGHT).message();
        server.answers(400, "application/json", """
                        {"type":"error","error":{"type":"invalid_request_error","message":"max_tokens: too many"}}
                        """);
        assertThat(catchThrowableOfType(ModelFailed.class, () -> ask(message, MODEL)))
                .isNotNull();
        assertThat(server.heard()).hasSize(2);
    }

    private Reply.ToolCalls called(String content) {
        server.streams(AnthropicWire.streamOf("tool_use", content));
        return (Reply.ToolCalls) ask(new Message.Assistant("I begin.", List.of()), MODEL);
    }

    private JsonNode goingBack(Message.Assistant message, String model) {
        server.streams(AnthropicWire.streamOf("end_turn", "{\"type\":\"text\",\"text\":\"done\"}"));
        ask(message, model);
        return JSON.readTree(server.heard().getLast().body()).at("/messages/1/content");
    }

    private Reply ask(Message.Assistant message, String model) {
        var results = message.calls().stream()
                .map(it -> new Message.ToolResult(it.id(), "A", false))
                .toList();
        Message next = results.isEmpty() ? new Message.User("Go on.") : new Message.ToolResults(results);
        var request = new Request(
                model,
                List.of(),
                List.of(new Message.User("hi"), message, next),
                List.of(AnthropicModelTest.READ_FILE),
                Optional.empty(),
                1_000);
        return new AnthropicWire().model(server.url()).reply(request, Progress.NONE);
    }
}
