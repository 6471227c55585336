package dev.companyos.duties.talk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.duties.ScriptedSession;
import dev.companyos.duties.talk.ToolLoop.Ended;
import dev.companyos.kernel.Usd;
import dev.companyos.llm.Message;
import dev.companyos.llm.Message.ToolCall;
import dev.companyos.llm.Message.ToolResult;
import dev.companyos.llm.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolLoopTest {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final Bounds WIDE = new Bounds(40, Duration.ofMinutes(1), 1_000, 1_000_000, Usd.dollars(1), 100_000);

    final List<Look> looks = new ArrayList<>();
    final List<Write> writes = new ArrayList<>();
    final ScriptedSession model = new ScriptedSession();
    Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);

    record Look(int at, Optional<String> how) {}

    record Write(@Told("what to write") String text) {}

    record Finish(String summary) {}

    Ended run() {
        return run(WIDE);
    }

    Ended run(Bounds bounds) {
        var look = Tool.looks("look", "Looks.", Look.class, it -> {
            looks.add(it);
            return new Tool.Outcome.Ok(it.how().orElse("x").repeat(it.how().isPresent() ? 1 : 40_000));
        });
        var write = Tool.changes("write", "Writes.", Write.class, it -> {
            writes.add(it);
            return new Tool.Outcome.Ok("Written.");
        });
        var finish = Tool.looks("finish", "Ends.", Finish.class, it -> new Tool.Outcome.Finished(it.summary()));
        return new ToolLoop(List.of(look, write, finish), clock, bounds)
                .run(model, new Opening(List.of(), "begin", "hash"));
    }

    ScriptedSession look(int at) {
        return model.calls("look", "{\"at\":%d,\"how\":\"o\"}".formatted(at));
    }

    ScriptedSession finish() {
        return model.calls("finish", "{\"summary\":\"done\"}");
    }

    ToolResult lastResult() {
        var last = (Message.ToolResults) model.asked().getLast().messages().getLast();
        return last.results().getLast();
    }

    static void gaveUp(Ended ended, String stage, String reason) {
        assertThat(ended).isInstanceOfSatisfying(Ended.GaveUp.class, it -> {
            assertThat(it.stage()).isEqualTo(stage);
            assertThat(it.reason()).contains(reason);
        });
    }

    @Test
    void calls_tools_until_one_finishes() {
        model.calls("look", "{\"at\":1}");
        finish();
        assertThat(run()).isEqualTo(new Ended.Finished("done"));
        assertThat(looks).containsExactly(new Look(1, Optional.empty()));
        assertThat(lastResult().content()).hasSizeLessThan(21_000).contains("of 40000 characters are not shown");
    }

    @Test
    void an_unknown_tool_is_answered_with_those_that_exist_and_five_times_in_a_row_at_most() {
        for (int i = 0; i < 6; i++) model.calls("rm", "{\"i\":%d}".formatted(i));
        gaveUp(run(), "model", "There is no tool `rm`");
        assertThat(lastResult().error()).isTrue();
        assertThat(lastResult().content()).contains("look, write, finish");
        assertThat(model.asked()).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1|are not JSON",
                "[1]|must be one JSON object",
                "7|must be one JSON object",
                "{}|`at` is missing; it must be a whole number",
                "{\"at\":\"1\"}|`at` must be a whole number, not the text \"1\"",
                "{\"at\":1.5}|`at` must be a whole number",
                "{\"at\":1,\"how\":[]}|`how` must be a text, not a list",
                "{\"at\":1,\"deep\":true}|There is no argument `deep`; there are `at`, `how`"
            })
    void arguments_that_cannot_be_used_name_the_field_and_reach_no_tool(String arguments, String told) {
        model.calls("look", arguments);
        finish();
        assertThat(run()).isInstanceOf(Ended.Finished.class);
        assertThat(looks).isEmpty();
        assertThat(lastResult().error()).isTrue();
        assertThat(lastResult().content()).contains(told);
    }

    @Test
    void wrong_arguments_are_given_up_after_five_in_a_row() {
        for (int i = 0; i < 6; i++) model.calls("look", "{\"at\":\"%d\"}".formatted(i));
        gaveUp(run(), "model", "arguments that are not JSON");
    }

    @Test
    void the_same_call_again_and_again_is_told_and_then_given_up() {
        for (int i = 0; i < 8; i++) look(1);
        gaveUp(run(), "model", "goes in a circle");
        assertThat(model.asked()).hasSize(8);
        assertThat(lastResult().content()).startsWith("You have made this call before");
    }

    @ParameterizedTest
    @CsvSource({"2", "3"})
    void a_circle_of_calls_that_change_nothing_is_given_up(int length) {
        for (int i = 0; i < 30; i++) look(i % length);
        gaveUp(run(), "model", "goes in a circle");
        assertThat(model.asked()).hasSize(length + 7);
    }

    @Test
    void writing_one_thing_and_then_the_other_for_ever_is_a_circle_too() {
        for (int i = 0; i < 30; i++) model.calls("write", "{\"text\":\"%d\"}".formatted(i % 2));
        gaveUp(run(), "model", "goes in a circle");
        assertThat(writes).hasSizeLessThan(12);
    }

    @Test
    void looking_again_after_each_change_is_no_circle() {
        for (int i = 0; i < 15; i++) {
            look(1);
            model.calls("write", "{\"text\":\"%d\"}".formatted(i));
        }
        finish();
        assertThat(run()).isEqualTo(new Ended.Finished("done"));
    }

    @Test
    void something_new_forgives_the_repetitions_before_it() {
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 4; j++) look(1);
            model.calls("write", "{\"text\":\"%d\"}".formatted(i));
        }
        finish();
        assertThat(run()).isEqualTo(new Ended.Finished("done"));
    }

    @Test
    void talking_without_acting_is_nudged_twice_and_then_given_up() {
        model.says("I would").says("I could").says("I might");
        gaveUp(run(), "model", "talks and does not act: I might");
        assertThat(model.asked()).hasSize(3);
    }

    @Test
    void a_good_reply_between_bad_ones_starts_the_count_anew() {
        for (int i = 0; i < 6; i++) {
            model.says("Let me think.");
            look(i);
        }
        finish();
        assertThat(run()).isEqualTo(new Ended.Finished("done"));
    }

    @Test
    void nothing_of_a_cut_off_reply_is_carried_out_and_the_model_goes_on_smaller() {
        model.replies(new Reply.Truncated("m", Reply.Usage.NONE, "I write {\"path\": \"a"));
        finish();
        assertThat(run()).isEqualTo(new Ended.Finished("done"));
        assertThat(((Message.User) model.asked().getLast().messages().getLast()).text())
                .contains("no call in it was carried out")
                .contains("smaller steps");
        assertThat(writes).isEmpty();
    }

    @Test
    void empty_replies_and_calls_without_a_call_are_asked_again() {
        model.says("  ").replies(new Reply.ToolCalls("m", Reply.Usage.NONE, "", List.of()));
        finish();
        assertThat(run()).isEqualTo(new Ended.Finished("done"));
        assertThat(model.asked().get(1).messages().toString()).contains("Your reply was empty");
    }

    @Test
    void two_hundred_kilobytes_of_text_are_not_carried_along() {
        model.says("y".repeat(200_000));
        finish();
        assertThat(run()).isEqualTo(new Ended.Finished("done"));
        assertThat(model.asked().getLast().messages().toString()).hasSizeLessThan(10_000);
    }

    @Test
    void a_refusal_ends_the_turn_with_its_reason() {
        model.replies(new Reply.Refused("m", Reply.Usage.NONE, "not this"));
        assertThat(run()).isEqualTo(new Ended.GaveUp("model", "The model refused: not this"));
    }

    @Test
    void of_many_calls_in_one_reply_thirty_are_carried_out_and_each_has_its_result() {
        var calls = IntStream.range(0, 50)
                .mapToObj(i -> new ToolCall("c" + i, "look", "{\"at\":%d,\"how\":\"o\"}".formatted(i)))
                .toList();
        model.replies(new Reply.ToolCalls("m", Reply.Usage.NONE, "", calls));
        finish();
        run();
        assertThat(looks).hasSize(30);
        var results = (Message.ToolResults) model.asked().getLast().messages().getLast();
        assertThat(results.results())
                .extracting(ToolResult::callId)
                .containsExactlyElementsOf(calls.stream().map(ToolCall::id).toList());
        assertThat(lastResult().content()).contains("at most 30 calls");
    }

    @Test
    void results_of_one_reply_together_keep_within_a_bound() {
        var calls = IntStream.range(0, 10)
                .mapToObj(i -> new ToolCall("c" + i, "look", "{\"at\":%d}".formatted(i)))
                .toList();
        model.replies(new Reply.ToolCalls("m", Reply.Usage.NONE, "", calls));
        finish();
        run();
        assertThat(model.asked().getLast().messages().toString()).hasSizeLessThan(90_000);
        assertThat(lastResult().content()).contains("Make this call again, alone");
    }

    @Test
    void steps_time_money_and_tokens_are_bounds() {
        for (int i = 0; i < 3; i++) look(i);
        gaveUp(run(new Bounds(3, Duration.ofMinutes(1), 9, 9_999, Usd.dollars(1), 9_999)), "bounds", "3 steps");
        assertThat(lastResult().content()).contains("1 replies are left to you");
        look(1);
        gaveUp(run(new Bounds(9, Duration.ofMinutes(1), 9, 9_999, new Usd(3_500), 9_999)), "bounds", "has cost");
        model.replies(new Reply.ToolCalls(
                "m", new Reply.Usage(90, 10, 0, 0), "", List.of(new ToolCall("c", "look", "{\"at\":1}"))));
        gaveUp(run(new Bounds(9, Duration.ofMinutes(1), 9, 100, Usd.dollars(1), 9_999)), "bounds", "100 tokens");
        clock = new Clock() {
            Instant now = NOON;

            @Override
            public Instant instant() {
                now = now.plusSeconds(20);
                return now;
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
        for (int i = 0; i < 3; i++) look(i);
        gaveUp(run(new Bounds(9, Duration.ofMinutes(1), 9, 9_999, Usd.dollars(1), 9_999)), "bounds", "PT1M");
    }

    @Test
    void what_a_model_sees_of_a_tool_is_read_from_its_record() {
        finish();
        run();
        assertThat(model.asked().getFirst().tools().getFirst().inputSchema())
                .isEqualTo("{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"at\"],"
                        + "\"properties\":{\"at\":{\"type\":\"integer\"},\"how\":{\"type\":\"string\"}}}");
        assertThat(model.asked().getFirst().tools().get(1).inputSchema()).contains("\"description\":\"what to write\"");
    }
}
