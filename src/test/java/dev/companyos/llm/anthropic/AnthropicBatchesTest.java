package dev.companyos.llm.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.llm.Batches;
import dev.companyos.llm.Batches.Outcome;
import dev.companyos.llm.Message;
import dev.companyos.llm.ModelFailed;
import dev.companyos.llm.Reply;
import dev.companyos.llm.Request;
import dev.companyos.testing.ModelServer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
class AnthropicBatchesTest {
    static final JsonMapper JSON = JsonMapper.builder().build();

    final ModelServer server = new ModelServer();
    final Batches batches = new AnthropicWire().model(server.url()).batches().orElseThrow();
    final Request request = new Request(
            "claude-haiku-5-5",
            List.of(new Request.SystemBlock("You write.", true)),
            List.of(new Message.User("a post")),
            List.of(),
            Optional.empty(),
            2_000);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void a_call_is_put_into_a_batch_as_it_would_have_been_made() {
        server.answers(200, "application/json", batch("in_progress"));
        assertThat(batches.submit(List.of(new Batches.Item("item-1", request)))).isEqualTo("msgbatch_1");
        var heard = server.heard().getFirst();
        assertThat(heard.target()).isEqualTo("/v1/messages/batches");
        assertThat(JSON.readTree(heard.body())).isEqualTo(JSON.readTree("""
                {"requests":[{"custom_id":"item-1","params":{
                  "model":"claude-haiku-5-5","max_tokens":2000,"thinking":{"type":"disabled"},
                  "system":[{"type":"text","text":"You write.","cache_control":{"type":"ephemeral"}}],
                  "messages":[{"role":"user","content":[{"type":"text","text":"a post"}]}]}}]}
                """));
    }

    @Test
    void while_it_is_worked_on_there_are_no_results() {
        server.answers(200, "application/json", batch("in_progress"));
        assertThat(batches.results("msgbatch_1")).isEmpty();
        assertThat(server.heard().getFirst().target()).isEqualTo("/v1/messages/batches/msgbatch_1");
    }

    @Test
    void when_it_has_ended_each_item_has_its_outcome() {
        server.answers(200, "application/json", batch("ended"));
        server.answers(200, "application/x-jsonl", """
                {"custom_id":"a","result":{"type":"succeeded","message":{"id":"msg_1","type":"message","role":"assistant",\
                "model":"claude-haiku-5-5","content":[{"type":"text","text":"A post."}],"stop_reason":"end_turn",\
                "stop_sequence":null,"usage":{"input_tokens":10,"output_tokens":5,"cache_creation_input_tokens":3,\
                "cache_read_input_tokens":2}}}}
                {"custom_id":"b","result":{"type":"errored","error":{"type":"error","error":\
                {"type":"invalid_request_error","message":"max_tokens: too many"}}}}
                {"custom_id":"c","result":{"type":"expired"}}
                {"custom_id":"d","result":{"type":"canceled"}}
                {"custom_id":"e","result":{"type":"of_next_year"}}
                {"custom_id":"f","result":{"type":"succeeded","message":{"role":"assistant"}}}
                """);
        var outcomes = batches.results("msgbatch_1").orElseThrow();
        assertThat(outcomes.get("a"))
                .isEqualTo(new Outcome.Replied(
                        new Reply.Text("claude-haiku-5-5", new Reply.Usage(10, 5, 3, 2), "A post.")));
        assertThat(outcomes.get("b")).isEqualTo(new Outcome.NotDone("The batch says: errored. max_tokens: too many"));
        assertThat(outcomes.get("c")).isEqualTo(new Outcome.NotDone("The batch says: expired."));
        assertThat(outcomes.get("d")).isEqualTo(new Outcome.NotDone("The batch says: canceled."));
        assertThat(outcomes.get("e")).isInstanceOf(Outcome.NotDone.class);
        assertThat(outcomes.get("f")).isInstanceOf(Outcome.NotDone.class);
        assertThat(server.heard().getLast().target()).isEqualTo("/v1/messages/batches/msgbatch_1/results");
    }

    @Test
    void it_can_be_cancelled() {
        server.answers(200, "application/json", batch("canceling"));
        batches.cancel("msgbatch_1");
        assertThat(server.heard().getFirst().target()).isEqualTo("/v1/messages/batches/msgbatch_1/cancel");
    }

    @ParameterizedTest
    @CsvSource({"404,NO_SUCH_MODEL", "401,PERMANENT", "429,RATE_LIMITED", "529,TRANSIENT"})
    void a_failure_is_that_of_a_call(int status, ModelFailed.Kind kind) {
        server.answers(status, "application/json", "{}");
        assertThatThrownBy(() -> batches.submit(List.of(new Batches.Item("item-1", request))))
                .isInstanceOfSatisfying(
                        ModelFailed.class, it -> assertThat(it.kind()).isEqualTo(kind));
    }

    @Test
    void an_answer_that_is_none_passes() {
        server.answers(200, "application/json", "<html>");
        assertThatThrownBy(() -> batches.results("msgbatch_1"))
                .isInstanceOfSatisfying(
                        ModelFailed.class, it -> assertThat(it.passes()).isTrue());
    }

    private static String batch(String status) {
        return """
                {"id":"msgbatch_1","type":"message_batch","processing_status":"%s",
                 "request_counts":{"processing":1,"succeeded":0,"errored":0,"canceled":0,"expired":0},
                 "ended_at":null,"created_at":"2026-11-01T09:00:00Z","expires_at":"2026-11-02T09:00:00Z",
                 "archived_at":null,"cancel_initiated_at":null,"results_url":null}
                """.formatted(status);
    }
}
