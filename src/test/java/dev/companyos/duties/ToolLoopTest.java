package dev.companyos.duties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.llm.Message;
import dev.companyos.llm.Reply;
import dev.companyos.llm.Request.ToolSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ToolLoopTest {
    final Clock clock = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);
    final List<JsonNode> seen = new ArrayList<>();
    final ScriptedSession model = new ScriptedSession();

    record Scripted(String name, java.util.function.Function<JsonNode, Tool.Outcome> does) implements Tool {
        @Override
        public ToolSpec spec() {
            return new ToolSpec(name, name, "{\"type\":\"object\"}");
        }

        @Override
        public Outcome call(JsonNode arguments) {
            return does.apply(arguments);
        }
    }

    ToolLoop.Ended run() {
        var look = new Scripted("look", arguments -> {
            seen.add(arguments);
            return new Tool.Outcome.Ok("x".repeat(40_000));
        });
        var finish = new Scripted("finish", _ -> new Tool.Outcome.Finished("done"));
        return new ToolLoop(List.of(look, finish), clock, new ToolLoop.Bounds(10, Duration.ofMinutes(1), 1_000))
                .run(model, List.of(), "begin", "hash");
    }

    Message.ToolResult lastResult() {
        var last = (Message.ToolResults) model.asked().getLast().messages().getLast();
        return last.results().getLast();
    }

    @Test
    void calls_tools_until_one_finishes() {
        model.calls("look", "{\"a\":1}").calls("finish", "{}");
        assertThat(run()).isEqualTo(new ToolLoop.Ended.Finished("done"));
        assertThat(seen).hasSize(1);
        assertThat(lastResult().content()).hasSizeLessThan(17_000).contains("cut out");
    }

    @Test
    void an_unknown_tool_is_answered_with_those_that_exist() {
        model.calls("rm", "{}").calls("finish", "{}");
        run();
        assertThat(lastResult().error()).isTrue();
        assertThat(lastResult().content()).contains("no tool `rm`").contains("look, finish");
    }

    @Test
    void arguments_that_are_not_an_object_are_an_error_for_the_model_and_reach_no_tool() {
        model.calls("look", "[1").calls("look", "[1]").calls("finish", "{}");
        run();
        assertThat(seen).isEmpty();
        assertThat(lastResult().content()).contains("must be a JSON object");
    }

    @Test
    void the_same_call_again_and_again_ends_the_turn() {
        for (int i = 0; i < 5; i++) model.calls("look", "{}");
        assertThat(run()).isInstanceOfSatisfying(ToolLoop.Ended.GaveUp.class, it -> assertThat(it.reason())
                .contains("same arguments"));
    }

    @Test
    void talking_without_acting_is_nudged_twice_and_then_given_up() {
        model.says("I would").says("I could").says("I might");
        assertThat(run()).isInstanceOfSatisfying(ToolLoop.Ended.GaveUp.class, it -> assertThat(it.stage())
                .isEqualTo("model"));
        assertThat(model.asked()).hasSize(3);
    }

    @Test
    void a_refusal_ends_the_turn_with_its_reason() {
        model.replies(new Reply.Refused("m", Reply.Usage.NONE, "not this"));
        assertThat(run()).isEqualTo(new ToolLoop.Ended.GaveUp("model", "The model refused: not this"));
    }

    @Test
    void no_turn_takes_more_steps_than_its_bound() {
        for (int i = 0; i < 10; i++) model.calls("look", "{\"i\":%d}".formatted(i));
        assertThat(run()).isInstanceOfSatisfying(ToolLoop.Ended.GaveUp.class, it -> assertThat(it.stage())
                .isEqualTo("bounds"));
    }
}
