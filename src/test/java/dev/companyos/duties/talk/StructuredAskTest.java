package dev.companyos.duties.talk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.duties.ScriptedSession;
import dev.companyos.duties.talk.StructuredAsk.Outcome;
import dev.companyos.llm.Message;
import dev.companyos.llm.Reply;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredAskTest {
    static final String SCHEMA = """
            {"type":"object","required":["word"],"properties":{
             "word":{"type":"string","minLength":1,"maxLength":10},"times":{"type":"integer","minimum":1,"maximum":3},
             "kind":{"type":"string","enum":["a","b"]},"list":{"type":"array","maxItems":2,"items":{"type":"string"}}}}
            """;

    final ScriptedSession model = new ScriptedSession();
    final Clock clock = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

    Outcome<String> ask(Tool... tools) {
        return new StructuredAsk<>(
                        SCHEMA,
                        it -> {
                            String word = StructuredAsk.text(it, "word", 5);
                            if (word.equals("taboo")) throw StructuredAsk.wrong("not that word.");
                            return word;
                        },
                        clock,
                        Bounds.ANSWER,
                        List.of(tools))
                .ask(model, new Opening(List.of(), "brief", "hash"));
    }

    String told() {
        return ((Message.User) model.asked().getLast().messages().getLast()).text();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"word\": \"hello\"}",
                "Sure! Here {it} is:\n```json\n{\"word\": \"hello\"}\n```\nAnything {else}?",
                "{\"note\": \"the schema has no note\", \"word\": \"hello\", \"times\": null}",
                "{\"draft\": 1} no, rather {\"word\": \"hello\", \"times\": 2.0}",
                "{\"word\": \"hello wo\"}"
            })
    void takes_an_object_whatever_the_model_says_around_it(String reply) {
        model.says(reply);
        assertThat(ask()).isEqualTo(new Outcome.Usable<>("hello"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"word\": 7}|`word` must be a text, not 7",
                "{\"times\": 1}|`word` is missing",
                "{\"word\": null}|`word` is missing",
                "{\"word\": \"\"}|`word` must have at least 1",
                "{\"word\": \"far too long a word\"}|`word` must have at most 10",
                "{\"word\": \"x\", \"times\": 4}|`times` must be at most 3",
                "{\"word\": \"x\", \"times\": 1.5}|`times` must be a whole number",
                "{\"word\": \"x\", \"times\": 1e999999}|`times`",
                "{\"word\": \"x\", \"kind\": \"c\"}|`kind` must be one of",
                "{\"word\": \"x\", \"list\": [\"a\", 2]}|`list[1]` must be a text",
                "{\"word\": \"x\", \"list\": [\"a\", \"b\", \"c\"]}|`list` must hold at most 2",
                "{\"word\": \"taboo\"}|not that word",
                "[1, 2]|holds no JSON object",
                "{\"word\": |it is not JSON",
                "I would rather talk.|holds no JSON object"
            })
    void tells_the_model_what_was_wrong_and_takes_the_next_answer(String badAndReason) {
        var parts = badAndReason.split("\\|", 2);
        model.says(parts[0]).says("{\"word\": \"seven\"}");
        assertThat(ask()).isEqualTo(new Outcome.Usable<>("seven"));
        assertThat(told()).contains(parts[1]).contains("one whole JSON object");
    }

    @Test
    void gives_up_after_three_with_the_last_reason() {
        model.says("nothing")
                .replies(new Reply.Truncated("m", Reply.Usage.NONE, "{\"wo"))
                .says("");
        assertThat(ask()).isInstanceOfSatisfying(Outcome.Unusable.class, it -> assertThat(it.reason())
                .contains("empty"));
        assertThat(model.asked()).hasSize(3);
    }

    @Test
    void a_refusal_is_not_asked_again() {
        model.replies(new Reply.Refused("m", Reply.Usage.NONE, "not this"));
        assertThat(ask()).isInstanceOfSatisfying(Outcome.Unusable.class, it -> assertThat(it.reason())
                .contains("refused: not this"));
    }

    @Test
    void two_hundred_kilobytes_of_text_are_not_carried_along() {
        model.says("{\"word\": \"" + "x".repeat(200_000)).says("{\"word\": \"short\"}");
        assertThat(ask()).isEqualTo(new Outcome.Usable<>("short"));
        assertThat(told()).contains("200010 characters");
        assertThat(model.asked().getLast().messages().toString()).hasSizeLessThan(10_000);
    }

    @Test
    void a_tool_call_where_there_is_no_tool_is_answered_and_bounded() {
        model.calls("rm", "{}").calls("rm", "{}").calls("rm", "{}");
        assertThat(ask()).isInstanceOf(Outcome.Unusable.class);
        assertThat(told()).contains("There are no tools here");
        assertThat(model.asked()).hasSize(3);
    }

    @Test
    void the_model_may_look_around_before_it_answers() {
        record Nothing() {}
        var look = Tool.looks("look", "Looks.", Nothing.class, _ -> new Tool.Outcome.Ok("a door"));
        model.calls("look", "{}").says("{\"word\": \"door\"}");
        assertThat(ask(look)).isEqualTo(new Outcome.Usable<>("door"));
        assertThat(model.asked().getLast().messages().getLast().toString()).contains("a door");
    }

    @Test
    void cuts_what_is_longer_than_its_reader_takes() {
        model.says("{\"word\": \"very long\"}");
        assertThat(ask()).isEqualTo(new Outcome.Usable<>("very "));
    }
}
