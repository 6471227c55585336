package dev.companyos.duties.talk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.duties.ScriptedSession;
import dev.companyos.kernel.Usd;
import dev.companyos.llm.Message;
import dev.companyos.llm.Message.Assistant;
import dev.companyos.llm.Message.ToolCall;
import dev.companyos.llm.Message.ToolResult;
import dev.companyos.llm.Message.ToolResults;
import dev.companyos.llm.Message.User;
import dev.companyos.llm.Message.Verbatim;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CompactionTest {
    static final JsonMapper JSON = JsonMapper.builder().build();

    /** An opening, and then so many pairs of a call and its result. */
    static List<Message> conversation(int pairs, int argument, int result) {
        var messages = new ArrayList<Message>(List.of(new User("The task: " + "t".repeat(500))));
        for (int i = 0; i < pairs; i++) {
            var call = new ToolCall(
                    "c" + i,
                    "write_file",
                    "{\"path\":\"src/%d.py\",\"content\":\"%s\"}".formatted(i, "a".repeat(argument)));
            messages.add(new Assistant(
                    "I write.", List.of(call), Optional.of(new Verbatim("anthropic", "m", "signed " + i))));
            messages.add(new ToolResults(List.of(new ToolResult("c" + i, "r".repeat(result), i % 2 == 0))));
        }
        return messages;
    }

    static void pairs_are_whole(List<Message> messages) {
        for (int i = 1; i < messages.size(); i++)
            if (messages.get(i) instanceof Assistant it && !it.calls().isEmpty())
                assertThat(((ToolResults) messages.get(i + 1)).results())
                        .extracting(ToolResult::callId)
                        .containsExactlyElementsOf(
                                it.calls().stream().map(ToolCall::id).toList());
    }

    @Test
    void what_fits_is_not_touched() {
        var messages = conversation(10, 10, 1_000);
        assertThat(Compaction.fit(messages, 100, 10_000)).isSameAs(messages);
    }

    @Test
    void old_results_give_way_to_a_note_and_everything_else_stays() {
        var messages = conversation(20, 10, 3_000);
        var shorter = Compaction.fit(messages, 1_000, 20_000);
        assertThat(shorter).hasSameSizeAs(messages);
        assertThat(shorter.getFirst()).isEqualTo(messages.getFirst());
        assertThat(shorter.subList(shorter.size() - 6, shorter.size()))
                .filteredOn(ToolResults.class::isInstance)
                .allSatisfy(it -> assertThat(messages).contains(it));
        var first = ((ToolResults) shorter.get(2)).results().getFirst();
        assertThat(first.content())
                .isEqualTo("[Left out to save room: what write_file {\"path\":\"src/0.py\",\"content\":\"aaaaaaaaaa\"}"
                        + " said, 3000 characters, an error. Call it again if you need it.]");
        assertThat(first.error()).isTrue();
        assertThat(((Assistant) shorter.get(1)).calls()).isEqualTo(((Assistant) messages.get(1)).calls());
        pairs_are_whole(shorter);
        assertThat(1_000 + Compaction.tokens(shorter)).isLessThan(10_500);
    }

    @Test
    void no_more_is_left_out_than_half_the_window_asks_for() {
        var shorter = Compaction.fit(conversation(20, 10, 3_000), 1_000, 20_000);
        long whole = shorter.stream()
                .filter(it -> it instanceof ToolResults results
                        && results.results().getFirst().content().startsWith("rrr"))
                .count();
        assertThat(whole).isBetween(5L, 9L);
    }

    @Test
    void long_arguments_of_old_calls_go_when_results_are_not_enough_and_stay_json() {
        var messages = conversation(20, 3_000, 10);
        var shorter = Compaction.fit(messages, 1_000, 15_000);
        var call = ((Assistant) shorter.get(1)).calls().getFirst();
        var arguments = JSON.readTree(call.arguments());
        assertThat(arguments.path("path").asString()).isEqualTo("src/0.py");
        assertThat(arguments.path("content").asString()).isEqualTo("[left out to save room: 3000 characters]");
        pairs_are_whole(shorter);
        assertThat(1_000 + Compaction.tokens(shorter)).isLessThanOrEqualTo(15_000);
    }

    @Test
    void arguments_that_are_no_json_become_an_empty_object() {
        var messages = new ArrayList<Message>(conversation(8, 10, 3_000));
        messages.set(
                1,
                new Assistant("", List.of(new ToolCall("c0", "write_file", "{\"content\": \"" + "x".repeat(9_000)))));
        var shorter = Compaction.fit(messages, 0, 4_000);
        assertThat(((Assistant) shorter.get(1)).calls().getFirst().arguments()).isEqualTo("{}");
    }

    @Test
    void the_same_conversation_is_always_made_shorter_in_the_same_way() {
        assertThat(Compaction.fit(conversation(30, 2_000, 2_000), 500, 12_000))
                .isEqualTo(Compaction.fit(conversation(30, 2_000, 2_000), 500, 12_000));
    }

    @Test
    void what_a_provider_signed_is_left_out_from_the_first_change_on_and_kept_before() {
        var shorter = Compaction.fit(conversation(20, 10, 3_000), 1_000, 20_000);
        assertThat(((Assistant) shorter.get(1)).verbatim()).isPresent(); // nothing before it has changed
        assertThat(shorter.subList(3, shorter.size()))
                .filteredOn(Assistant.class::isInstance)
                .allSatisfy(it -> assertThat(((Assistant) it).verbatim()).isEmpty());
    }

    @Test
    void letters_beyond_ascii_count_for_more() {
        assertThat(Compaction.tokens("漢".repeat(300))).isGreaterThan(300);
        assertThat(Compaction.tokens("a".repeat(300))).isBetween(100L, 120L);
    }

    @Test
    void a_loop_on_a_small_model_goes_on_past_its_window_and_asks_the_same_when_it_is_replayed() {
        assertThat(requests()).isEqualTo(requests()).hasSizeGreaterThan(30);
    }

    private static List<List<Message>> requests() {
        record Look(int at) {}
        record Finish() {}
        var look = Tool.looks("look", "Looks.", Look.class, it -> new Tool.Outcome.Ok("x".repeat(2_000) + it.at()));
        var finish = Tool.looks("finish", "Ends.", Finish.class, _ -> new Tool.Outcome.Finished("done"));
        var model = new ScriptedSession();
        for (int i = 0; i < 40; i++) model.calls("look", "{\"at\":%d}".formatted(i));
        model.calls("finish", "{}");
        var bounds = new Bounds(60, Duration.ofMinutes(1), 16_000, 1_000_000, Usd.dollars(1), 150_000).within(16_000);
        assertThat(bounds.window()).isLessThan(8_000);
        assertThat(bounds.outputTokens()).isEqualTo(4_000);
        var ended = new ToolLoop(List.of(look, finish), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), bounds)
                .run(model, new Opening(List.of(), "begin", "hash"));
        assertThat(ended).isEqualTo(new ToolLoop.Ended.Finished("done"));
        var asked = model.asked().stream().map(it -> it.messages()).toList();
        assertThat(asked)
                .allSatisfy(it -> assertThat(Compaction.tokens(it)).isLessThanOrEqualTo(bounds.window()))
                .allSatisfy(CompactionTest::pairs_are_whole);
        return asked;
    }
}
