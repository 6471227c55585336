package dev.companyos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandsTest {
    @TempDir
    Path folder;

    private record Ended(int code, String out, String err) {}

    static Stream<CommandLine> every_command() {
        return tree(Main.commandLine());
    }

    /** Commands with a verb, each with as many words as it takes. */
    static Stream<List<String>> every_verb_that_needs_a_server() {
        var own = List.of("run", "start", "doctor", "logs", "models", "build");
        return every_command()
                .filter(it -> it.getSubcommands().isEmpty() && !own.contains(it.getCommandName()))
                .map(CommandsTest::words);
    }

    @ParameterizedTest
    @MethodSource("every_command")
    void every_command_says_what_it_is_and_takes_the_common_options(CommandLine command) {
        var spec = command.getCommandSpec();
        assertThat(spec.usageMessage().description()).isNotEmpty().allSatisfy(it -> assertThat(it)
                .isNotBlank());
        assertThat(spec.optionsMap()).containsKeys("--help", "--json", "--home");
        assertThat(spec.options())
                .allSatisfy(
                        it -> assertThat(it.description()).as(it.longestName()).isNotEmpty());
        assertThat(spec.positionalParameters())
                .allSatisfy(
                        it -> assertThat(it.description()).as(it.paramLabel()).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("every_command")
    void help_ends_well_for_every_command(CommandLine command) {
        var path = path(command);
        path.add("--help");
        var ended = company(path);
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("Usage: ").contains("--home");
    }

    @ParameterizedTest
    @MethodSource("every_command")
    void an_option_that_nobody_knows_is_wrong_usage(CommandLine command) {
        var path = words(command);
        path.add("--no-such-option");
        var ended = company(path);
        assertThat(ended.code()).isEqualTo(64);
        assertThat(ended.err()).contains("error: ").contains("--no-such-option").contains("do: ");
    }

    @ParameterizedTest
    @MethodSource("every_verb_that_needs_a_server")
    void without_a_server_a_command_says_what_why_and_what_to_do(List<String> words) {
        var command = new ArrayList<>(words);
        command.addAll(List.of("--home", folder.resolve("none").toString()));
        var ended = company(command);
        assertThat(ended.code()).isEqualTo(69);
        assertThat(ended.err())
                .startsWith("error: ")
                .contains("\n  why: ")
                .contains("\n  do:  ")
                .contains("company start");
        assertThat(ended.out()).isEmpty();
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void a_server_that_died_is_no_server() throws Exception {
        Files.writeString(folder.resolve("server.url"), "http://127.0.0.1:9");
        Files.writeString(folder.resolve("token"), "t");
        for (String pid : List.of(
                "999999999",
                "no number",
                "",
                String.valueOf(ProcessHandle.current().pid()))) {
            Files.writeString(folder.resolve("server.pid"), pid);
            assertThat(company(List.of("company", "list", "--home", folder.toString()))
                            .code())
                    .as(pid)
                    .isEqualTo(69);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \t\n "})
    void an_empty_mission_is_refused_before_anything_is_made(String mission) {
        var ended = run(mission);
        assertThat(ended.code()).isEqualTo(64);
        assertThat(ended.err())
                .contains("error: The mission is empty.")
                .contains("why: ")
                .contains("do:  ");
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void a_mission_of_5000_characters_is_refused_before_anything_is_made() {
        var ended = run("x".repeat(5_000));
        assertThat(ended.code()).isEqualTo(64);
        assertThat(ended.err()).contains("too long").contains("5000").contains("4,000");
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--until=never",
                "--port=0",
                "--port=65536",
                "--port=x",
                "--timeout=soon",
                "--timeout=-5m",
                "--budget=x"
            })
    void a_wrong_option_of_run_is_refused_before_anything_is_made(String option) {
        var ended = run("A waitlist", option);
        assertThat(ended.code()).as(ended.err()).isEqualTo(64);
        assertThat(ended.err()).startsWith("error: ");
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "70000", "-1"})
    void a_port_that_is_none_is_wrong_usage_of_start(String port) {
        var home = folder.resolve("home");
        var ended = company(List.of("start", "--home", home.toString(), "--port=" + port));
        assertThat(ended.code()).as(ended.err()).isEqualTo(64);
        assertThat(home).doesNotExist();
    }

    @Test
    void a_noun_without_a_verb_shows_its_verbs() {
        var ended = company(List.of("task"));
        assertThat(ended.code()).isEqualTo(64);
        assertThat(ended.out())
                .contains("list")
                .contains("show")
                .contains("retry")
                .contains("cancel");
    }

    private Ended run(String mission, String... options) {
        var words = new ArrayList<>(
                List.of("run", mission, "--home", folder.resolve("home").toString()));
        words.addAll(List.of(options));
        return company(words);
    }

    private static Ended company(List<String> words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        try (var o = new PrintStream(out, true, StandardCharsets.UTF_8);
                var e = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            System.setOut(o);
            System.setErr(e);
            int code = Main.commandLine().execute(words.toArray(String[]::new));
            return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }

    private static Stream<CommandLine> tree(CommandLine root) {
        return Stream.concat(
                Stream.of(root), root.getSubcommands().values().stream().flatMap(CommandsTest::tree));
    }

    private static ArrayList<String> path(CommandLine command) {
        if (command.getParent() == null) return new ArrayList<>();
        var path = path(command.getParent());
        path.add(command.getCommandName());
        return path;
    }

    private static ArrayList<String> words(CommandLine command) {
        var words = path(command);
        var spec = command.getCommandSpec();
        for (var it : spec.positionalParameters())
            for (int i = 0; i < it.arity().min(); i++) words.add("1");
        for (var it : spec.options()) if (it.required()) words.add(it.longestName() + "=1");
        return words;
    }
}
