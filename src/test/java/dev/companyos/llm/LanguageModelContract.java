package dev.companyos.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.companyos.llm.ModelFailed.Kind;
import dev.companyos.llm.WireFormat.Call;
import dev.companyos.llm.WireFormat.Stop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every adapter of a provider over HTTP does with what comes over the wire. */
@Timeout(30)
public abstract class LanguageModelContract extends ModelFailuresContract {
    // ---- replies

    @Test
    void a_text_comes_whole_with_its_tokens_each_in_one_class() {
        server.streams(wire().text("hello 🚀 wörld"));
        assertThat(ask()).isEqualTo(new Reply.Text(wire().modelName(), wire().usage(), "hello 🚀 wörld"));
    }

    @Test
    void it_is_told_how_the_reply_grows() {
        server.streams(wire().stream(
                Stop.DONE, "I look. ".repeat(50), List.of(new Call("c1", "read_file", "{\"path\":\"a\"}"))));
        var told = new ArrayList<Integer>();
        model().reply(request(), told::add);
        assertThat(told).hasSizeGreaterThan(2).isSorted();
        assertThat(told.getLast()).isEqualTo("I look. ".repeat(50).length() + "{\"path\":\"a\"}".length());
    }

    @Test
    void tool_calls_come_whole_and_in_order() {
        server.streams(wire().stream(
                Stop.DONE,
                "Reading.",
                List.of(
                        new Call("c1", "read_file", "{\"path\":\"ä\",\"deep\":{\"n\":[1,null]}}"),
                        new Call("c2", "no_such_tool", "{}"))));
        assertThat(ask()).isInstanceOfSatisfying(Reply.ToolCalls.class, it -> {
            assertThat(it.text()).isEqualTo("Reading.");
            assertThat(it.calls())
                    .containsExactly(
                            new Message.ToolCall("c1", "read_file", "{\"path\":\"ä\",\"deep\":{\"n\":[1,null]}}"),
                            new Message.ToolCall("c2", "no_such_tool", "{}"));
            assertThat(it.usage()).isEqualTo(wire().usage());
        });
    }

    @Test
    void arguments_that_are_no_JSON_are_handed_on_as_they_were_written() {
        server.streams(wire().stream(Stop.DONE, "", List.of(new Call("c1", "write_file", "{\"path\": \"a\", oops"))));
        assertThat(ask()).isInstanceOfSatisfying(Reply.ToolCalls.class, it -> assertThat(it.calls())
                .containsExactly(new Message.ToolCall("c1", "write_file", "{\"path\": \"a\", oops")));
    }

    @Test
    void a_call_without_arguments_has_none() {
        server.streams(wire().stream(Stop.DONE, "", List.of(new Call("c1", "list_files", ""))));
        assertThat(ask()).isInstanceOfSatisfying(Reply.ToolCalls.class, it -> assertThat(it.calls())
                .containsExactly(new Message.ToolCall("c1", "list_files", "{}")));
    }

    @Test
    void a_reply_cut_off_at_its_bound_says_so_and_has_no_half_call() {
        server.streams(wire().stream(
                Stop.BOUND, "I write it.", List.of(new Call("c1", "write_file", "{\"path\":\"a\",\"te"))));
        assertThat(ask()).isEqualTo(new Reply.Truncated(wire().modelName(), wire().usage(), "I write it."));
    }

    @Test
    void a_refusal_is_a_reply() {
        server.streams(wire().stream(Stop.REFUSED, "I will not.", List.of()));
        assertThat(ask()).isEqualTo(new Reply.Refused(wire().modelName(), wire().usage(), "I will not."));
    }

    @Test
    void a_reply_without_a_word_is_an_empty_text() {
        server.streams(wire().stream(Stop.DONE, "", List.of()));
        assertThat(ask()).isEqualTo(new Reply.Text(wire().modelName(), wire().usage(), ""));
    }

    @Test
    void what_next_year_brings_does_no_harm() {
        server.streams(wire().streamOfNextYear("hello"));
        assertThat(ask()).isEqualTo(new Reply.Text(wire().modelName(), wire().usage(), "hello"));
    }

    @Test
    void a_long_text_comes_whole() {
        String text = "0123456789 äöü \n".repeat(200_000 / 16);
        server.streams(wire().text(text));
        assertThat(ask()).isInstanceOfSatisfying(Reply.Text.class, it -> assertThat(it.text())
                .isEqualTo(text));
    }

    @Test
    void tokens_that_nobody_counted_are_not_free() {
        server.streams(wire().streamWithoutUsage("hello"));
        assertThat(ask()).isInstanceOfSatisfying(Reply.Text.class, it -> {
            assertThat(it.text()).isEqualTo("hello");
            assertThat(it.usage().input()).isEqualTo(TokenBound.of(request()));
            assertThat(it.usage().output()).isPositive();
        });
    }

    @Test
    void a_server_that_does_not_stream_is_understood() {
        server.answers(200, "application/json; charset=utf-8", wire().inOnePiece("hello"));
        assertThat(ask()).isEqualTo(new Reply.Text(wire().modelName(), wire().usage(), "hello"));
    }

    // ---- cancelling

    @ParameterizedTest
    @CsvSource({"true,writing", "false,writing", "true,silent", "false,silent", "false,unanswered"})
    void interrupting_its_thread_cancels_a_call_at_once(boolean virtual, String provider) throws Exception {
        switch (provider) {
            case "writing" -> server.trickles(wire().beginning("hello"), wire().piece("x"));
            case "silent" -> server.keepsSilentAfter(wire().beginning("hello"));
            default -> server.keepsSilentAfter("");
        }
        var model = wire().model(server.url());
        var growing = new CompletableFuture<Void>();
        var failed = new CompletableFuture<ModelFailed>();
        var flag = new CompletableFuture<Boolean>();
        Runnable call = () -> {
            failed.complete(
                    catchThrowableOfType(ModelFailed.class, () -> model.reply(request(), _ -> growing.complete(null))));
            flag.complete(Thread.currentThread().isInterrupted());
        };
        var thread =
                virtual ? Thread.ofVirtual().start(call) : Thread.ofPlatform().start(call);
        server.awaitPlaying();
        if (!provider.equals("unanswered")) growing.get(5, TimeUnit.SECONDS);

        long start = System.nanoTime();
        thread.interrupt();
        var failure = failed.get(5, TimeUnit.SECONDS);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(700));
        assertThat(failure.kind()).isEqualTo(Kind.CANCELLED);
        assertThat(flag.get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(server.clientHungUpWithin(5)).isTrue();
        if (!provider.equals("unanswered")) assertThat(failure.spent().input()).isPositive();
    }

    @Test
    void an_interrupted_thread_calls_nobody() {
        Thread.currentThread().interrupt();
        var failure = failure();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.kind()).isEqualTo(Kind.CANCELLED);
        assertThat(server.heard()).isEmpty();
    }
}
