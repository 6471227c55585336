package dev.companyos.codingagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.codingagent.CodingAgent.Bounds;
import dev.companyos.kernel.Usd;
import dev.companyos.llm.ModelFailed;
import dev.companyos.llm.ModelFailed.Kind;
import dev.companyos.llm.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts stand in for the programs: they are called as these are, and answer in their words. */
@Timeout(60)
class CommandLineAgentTest {
    static final Bounds BOUNDS = new Bounds(Duration.ofSeconds(20), Usd.dollars(1.5));

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @Test
    void claude_works_in_its_folder_and_says_what_it_cost() throws Exception {
        var work = agent("claude", """
                        cat > prompt.txt
                        echo "$@" > %s/arguments
                        echo three > made.txt
                        echo '{"type":"system","subtype":"init","session_id":"s-1"}'
                        echo 'not json at all'
                        echo '{"type":"assistant","message":{"content":[]}}'
                        echo '{"type":"result","subtype":"success","is_error":false,"result":"I made it.","session_id":"s-1",\
                        "total_cost_usd":0.25,"num_turns":3,"usage":{"input_tokens":10,"output_tokens":20,\
                        "cache_creation_input_tokens":30,"cache_read_input_tokens":40}}'
                        """.formatted(elsewhere)).work(folder, "Make it. Привет", Optional.empty(), BOUNDS);
        assertThat(work)
                .isEqualTo(new CodingAgent.Work(
                        "s-1", "I made it.", new Reply.Usage(10, 20, 30, 40), Optional.of(Usd.dollars(0.25))));
        assertThat(folder.resolve("prompt.txt")).hasContent("Make it. Привет");
        assertThat(folder.resolve("made.txt")).hasContent("three");
        assertThat(Files.readString(elsewhere.resolve("arguments")))
                .contains("-p --output-format stream-json")
                .contains("--max-budget-usd 1.50")
                .contains("--disallowedTools Bash")
                .doesNotContain("--resume");
    }

    @Test
    void codex_is_asked_in_its_own_way_and_counts_tokens() throws Exception {
        var work = agent("codex", """
                        cat > /dev/null
                        echo "$@" > %s/arguments
                        echo '{"type":"thread.started","thread_id":"t-1"}'
                        echo '{"type":"turn.started"}'
                        echo '{"type":"item.completed","item":{"type":"reasoning","text":"hm"}}'
                        echo '{"type":"item.completed","item":{"type":"agent_message","text":"Done."}}'
                        echo '{"type":"turn.completed","usage":{"input_tokens":100,"cached_input_tokens":60,"output_tokens":7}}'
                        """.formatted(elsewhere)).work(folder, "Go on.", Optional.of("t-1"), BOUNDS);
        assertThat(work)
                .isEqualTo(new CodingAgent.Work("t-1", "Done.", new Reply.Usage(40, 7, 0, 60), Optional.empty()));
        assertThat(Files.readString(elsewhere.resolve("arguments")))
                .startsWith("exec resume t-1 --json --sandbox workspace-write --skip-git-repo-check -");
    }

    @Test
    void it_sees_the_environment_that_it_was_given_and_no_more() throws Exception {
        agent("claude", "cat > /dev/null; env > seen\n" + SUCCESS).work(folder, "x", Optional.empty(), BOUNDS);
        assertThat(Files.readAllLines(folder.resolve("seen")))
                .contains("GIVEN=yes")
                .noneMatch(it -> it.startsWith("JAVA_HOME=") || it.startsWith("HOSTNAME="));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exit 1|TRANSIENT|without a result",
                "echo 'Something broke' >&2; exit 3|TRANSIENT|Something broke",
                "echo '{\"type\":\"result\",\"subtype\":\"error_max_turns\",\"is_error\":true}'|TRANSIENT|error_max_turns",
                "echo '{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":true,\"result\":\"Invalid API key · Please run /login\"}'|PERMANENT|/login",
                "echo '{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":true,\"result\":\"Claude usage limit reached\"}'|RATE_LIMITED|usage limit"
            })
    void what_it_does_not_finish_has_a_reason(String script, Kind kind, String why) throws Exception {
        assertThatThrownBy(() -> agent("claude", script).work(folder, "x", Optional.empty(), BOUNDS))
                .isInstanceOfSatisfying(ModelFailed.class, it -> {
                    assertThat(it.kind()).isEqualTo(kind);
                    assertThat(it.why()).contains(why);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo '{\"type\":\"turn.failed\",\"error\":{\"message\":\"too hard\"}}'",
                "echo '{\"type\":\"error\",\"message\":\"too hard\"}'"
            })
    void a_turn_of_codex_that_failed_is_no_work(String script) {
        assertThatThrownBy(() -> agent("codex", script).work(folder, "x", Optional.empty(), BOUNDS))
                .isInstanceOf(ModelFailed.class)
                .hasMessageContaining("too hard");
    }

    @Test
    void a_program_that_is_not_there_says_what_to_do() {
        var agent = new CommandLineAgent("claude", folder.resolve("none").toString(), Map.of());
        assertThatThrownBy(() -> agent.work(folder, "x", Optional.empty(), BOUNDS))
                .isInstanceOfSatisfying(ModelFailed.class, it -> {
                    assertThat(it.passes()).isFalse();
                    assertThat(it.doThis()).contains("CODING_AGENT_COMMAND");
                });
    }

    @Test
    void one_that_hangs_is_ended_with_all_that_it_started() throws Exception {
        var quick = new Bounds(Duration.ofSeconds(2), Usd.dollars(1));
        var agent = agent("claude", "sleep 300 & echo $! > child; sleep 300 & echo $! > other; wait");
        assertThatThrownBy(() -> agent.work(folder, "x", Optional.empty(), quick))
                .isInstanceOfSatisfying(
                        ModelFailed.class, it -> assertThat(it.why()).contains("longer than PT2S"));
        assertThat(gone("child")).isTrue();
        assertThat(gone("other")).isTrue();
    }

    @Test
    void one_that_is_done_is_not_waited_for_because_of_what_it_left_running() throws Exception {
        var agent = agent("claude", "cat > /dev/null; sleep 300 & echo $! > child\n" + SUCCESS + "\nwait");
        assertThat(agent.work(folder, "x", Optional.empty(), BOUNDS).said()).isEqualTo("ok");
        assertThat(gone("child")).isTrue();
    }

    @Test
    void an_interrupted_turn_ends_it() throws Exception {
        var agent = agent("claude", "echo $$ > me; sleep 300");
        var failed = new ModelFailed[1];
        var done = new CountDownLatch(1);
        var thread = Thread.ofVirtual().start(() -> {
            try {
                agent.work(folder, "x", Optional.empty(), BOUNDS);
            } catch (ModelFailed e) {
                failed[0] = e;
            }
            done.countDown();
        });
        while (!Files.exists(folder.resolve("me")) || Files.size(folder.resolve("me")) == 0)
            assertThat(done.await(20, TimeUnit.MILLISECONDS)).isFalse();
        thread.interrupt();
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(failed[0].kind()).isEqualTo(Kind.CANCELLED);
        assertThat(gone("me")).isTrue();
    }

    @Test
    void a_flood_of_words_is_not_kept() throws Exception {
        var work = agent("claude", "cat > /dev/null; head -c 20000000 /dev/zero | tr '\\0' x; echo\n" + SUCCESS)
                .work(folder, "x", Optional.empty(), BOUNDS);
        assertThat(work.said()).isEqualTo("ok");
    }

    private static final String SUCCESS =
            "echo '{\"type\":\"result\",\"subtype\":\"success\",\"result\":\"ok\",\"session_id\":\"s\"}'";

    private boolean gone(String file) throws IOException {
        long pid = Long.parseLong(Files.readString(folder.resolve(file)).strip());
        return ProcessHandle.of(pid)
                .map(it ->
                        it.onExit().completeOnTimeout(it, 5, TimeUnit.SECONDS).join())
                .map(it -> !it.isAlive())
                .orElse(true);
    }

    private CommandLineAgent agent(String kind, String script) throws IOException {
        Path program = elsewhere.resolve("stand-in");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new CommandLineAgent(kind, program.toString(), Map.of("PATH", System.getenv("PATH"), "GIVEN", "yes"));
    }
}
