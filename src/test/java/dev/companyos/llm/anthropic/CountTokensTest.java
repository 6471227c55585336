package dev.companyos.llm.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.llm.Message;
import dev.companyos.llm.Request;
import dev.companyos.testing.ModelServer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
class CountTokensTest {
    static final JsonMapper JSON = JsonMapper.builder().build();

    final ModelServer server = new ModelServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void the_provider_counts_what_the_call_would_have() {
        server.answers(200, "application/json", "{\"input_tokens\":2095}");
        assertThat(count()).hasValue(2095);
        var heard = server.heard().getFirst();
        assertThat(heard.target()).isEqualTo("/v1/messages/count_tokens");
        assertThat(JSON.readTree(heard.body())).isEqualTo(JSON.readTree("""
                        {"model":"claude-sonnet-5-5","thinking":{"type":"between_tools"},
                         "system":[{"type":"text","text":"stable","cache_control":{"type":"ephemeral"}}],
                         "tools":[{"name":"read_file","description":"Reads a file.","input_schema":
                           {"type":"object","properties":{"path":{"type":"string"}},"required":["path"],
                            "additionalProperties":false},"cache_control":{"type":"ephemeral"}}],
                         "messages":[{"role":"user","content":[
                           {"type":"text","text":"hi","cache_control":{"type":"ephemeral"}}]}]}
                        """));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 429, 500, 529})
    void a_failure_is_no_count_and_asked_once(int status) {
        server.answers(status, "application/json", "{}");
        assertThat(count()).isEmpty();
        assertThat(server.heard()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "null", "[]", "{\"input_tokens\":\"many\"}"})
    void an_answer_that_is_none_is_no_count(String body) {
        server.answers(200, "application/json", body);
        assertThat(count()).isEmpty();
    }

    @Test
    void a_slow_count_is_no_count() {
        server.keepsSilentAfter("");
        assertThat(count()).isEmpty();
    }

    @Test
    void an_interrupted_thread_has_no_count_and_stays_interrupted() {
        Thread.currentThread().interrupt();
        assertThat(count()).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }

    private OptionalLong count() {
        return new AnthropicWire()
                .model(server.url())
                .countTokens(new Request(
                        "claude-sonnet-5-5",
                        List.of(new Request.SystemBlock("stable", true)),
                        List.of(new Message.User("hi")),
                        List.of(AnthropicModelTest.READ_FILE),
                        Optional.empty(),
                        1_000));
    }
}
