package dev.companyos.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.Slug;
import dev.companyos.stacks.StackFiles.Probe.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackFilesTest {
    private static final Path JAVA = Path.of("/opt/jdk");

    private static StackFiles where(String working) {
        return new StackFiles(
                List.of("/usr/bin/python3", "/opt/python"),
                JAVA,
                command -> new Answer(!working.isEmpty() && command.getFirst().matches(working), ""),
                Path.of("target", "no-such-place"));
    }

    @Test
    void the_best_stack_that_works_is_chosen_with_a_reason() {
        var choice = where(".*").choose("");
        assertThat(choice.stack().name()).isEqualTo("fastapi");
        assertThat(choice.reason()).contains("/usr/bin/python3");
    }

    @Test
    void the_next_python_is_tried_when_the_first_lacks_something() {
        var stack = where("/opt/python").choose("fastapi").stack();
        assertThat(stack.tests().command()).startsWith("/opt/python", "-c");
    }

    @Test
    void without_python_the_choice_falls_on_java_and_says_what_was_missing() {
        var choice = where("/opt/jdk/bin/.*").choose("");
        assertThat(choice.stack().name()).isEqualTo("java");
        assertThat(choice.reason()).contains("apt-get install python3-fastapi");
        assertThat(choice.stack().run()).contains("/opt/jdk/bin/java", "{{port}}");
        assertThat(choice.stack().readable()).contains(JAVA);
    }

    @Test
    void each_stack_says_whether_it_works_and_how_to_get_it() {
        var all = where("/opt/jdk/bin/.*").all();
        assertThat(all)
                .extracting(Stacks.Availability::name)
                .containsExactly("fastapi", "fastapi-next", "java", "spring", "static");
        assertThat(all).extracting(Stacks.Availability::works).containsExactly(false, false, true, false, false);
        assertThat(all.getFirst().detail()).contains("apt-get install");
    }

    @Test
    void an_unknown_stack_is_refused_naming_those_that_work() {
        assertThatThrownBy(() -> where("/opt/jdk/bin/.*").choose("cobol"))
                .isInstanceOfSatisfying(CompanyException.class, e -> {
                    assertThat(e.code()).isEqualTo("invalid.stack");
                    assertThat(e).hasMessageContaining("cobol").hasMessageContaining("(java)");
                });
    }

    @Test
    void a_stack_that_does_not_work_here_is_refused_with_what_is_missing() {
        assertThatThrownBy(() -> where("/opt/jdk/bin/.*").choose("fastapi"))
                .isInstanceOfSatisfying(CompanyException.class, e -> {
                    assertThat(e.code()).isEqualTo("unavailable.stack");
                    assertThat(e).hasMessageContaining("apt-get install").hasMessageContaining("java");
                });
    }

    @Test
    void where_nothing_works_choosing_fails_with_everything_that_is_missing() {
        assertThatThrownBy(() -> where("").choose(""))
                .isInstanceOfSatisfying(
                        CompanyException.class, e -> assertThat(e.code()).isEqualTo("unavailable.stack"))
                .hasMessageContaining("apt-get install")
                .hasMessageContaining("JDK 25");
    }

    @Test
    void a_machine_is_examined_once() {
        var asked = new AtomicInteger();
        var stacks = new StackFiles(
                List.of("/usr/bin/python3"),
                JAVA,
                _ -> {
                    asked.incrementAndGet();
                    return new Answer(true, "");
                },
                Path.of("target", "no-such-place"));
        stacks.all();
        int once = asked.get();
        stacks.choose("");
        assertThat(stacks.all()).hasSize(5);
        assertThat(asked).hasValue(once);
    }

    @Test
    void folders_that_a_tool_says_it_reads_become_readable_with_their_real_places(@TempDir Path folder)
            throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        var stacks = new StackFiles(
                List.of("/usr/bin/python3"),
                JAVA,
                _ -> new Answer(true, link + "\nwords\n/not/there\n"),
                folder.resolve("places"));
        assertThat(stacks.choose("fastapi").stack().readable()).containsExactly(link, real.toRealPath());
    }

    /** A machine whose Python has nothing, but can make a virtual environment, and a registry that has what is wanted. */
    private static StackFiles bare(Path places, List<List<String>> asked, boolean registry) {
        return new StackFiles(
                List.of("/usr/bin/python3"),
                JAVA,
                command -> {
                    asked.add(command);
                    boolean own = command.getFirst().startsWith(places.toString());
                    if (command.contains("venv")) {
                        try {
                            Path python = places.resolve("fastapi/bin/python");
                            Files.createDirectories(python.getParent());
                            Files.writeString(python, "");
                            return new Answer(python.toFile().setExecutable(true), "");
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }
                    if (command.contains("pip")) return new Answer(registry, "no matching distribution");
                    return new Answer(command.getFirst().contains("jdk") || own && registry, "");
                },
                places);
    }

    @Test
    void asked_for_by_name_a_stack_gets_a_virtual_environment_where_the_system_s_python_lacks_something(
            @TempDir Path places) {
        var asked = new ArrayList<List<String>>();
        var stacks = bare(places, asked, true);
        String own = places.resolve("fastapi/bin/python").toString();
        assertThat(stacks.choose("").stack().name())
                .as("of itself nothing is made")
                .isEqualTo("java");
        assertThat(asked).noneMatch(it -> it.contains("venv"));

        assertThat(stacks.choose("fastapi").stack().tests().command()).startsWith(own, "-c");
        assertThat(asked)
                .contains(List.of(
                        "/usr/bin/python3",
                        "-m",
                        "venv",
                        "--clear",
                        places.resolve("fastapi").toString()));
        stacks.choose("fastapi");
        assertThat(asked).filteredOn(it -> it.contains("venv")).hasSize(1);

        var tomorrow = new ArrayList<List<String>>();
        assertThat(bare(places, tomorrow, true).choose("").stack().name()).isEqualTo("fastapi");
        assertThat(tomorrow).noneMatch(it -> it.contains("venv"));
    }

    @Test
    void a_virtual_environment_that_cannot_be_made_says_why_and_is_tried_once(@TempDir Path places) {
        var asked = new ArrayList<List<String>>();
        var stacks = bare(places, asked, false);
        for (int i = 0; i < 2; i++)
            assertThatThrownBy(() -> stacks.choose("fastapi"))
                    .isInstanceOfSatisfying(
                            CompanyException.class, it -> assertThat(it.why()).contains("no matching distribution"));
        assertThat(asked).filteredOn(it -> it.contains("venv")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fastapi", "fastapi-next", "java", "spring", "static"})
    void the_list_of_files_is_the_folder(String name) throws IOException {
        Path scaffold = Path.of("src/main/resources/stacks", name, "scaffold");
        try (Stream<Path> files = Files.walk(scaffold)) {
            var there = files.filter(Files::isRegularFile)
                    .map(file -> scaffold.relativize(file).toString().replaceAll("(^|/)dot-", "$1."))
                    .toList();
            var listed = where(".*").choose(name).stack().scaffold().keySet();
            var shared = listed.stream()
                    .filter(path -> Files.isRegularFile(Path.of("src/main/resources/stacks/shared", path)))
                    .toList();
            assertThat(shared).contains("web/style.css").doesNotContainAnyElementsOf(there);
            assertThat(listed).containsAll(there).hasSize(there.size() + shared.size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fastapi", "fastapi-next", "java", "spring", "static"})
    void a_scaffold_is_filled_with_any_name(String name) {
        var stack = where(".*").choose(name).stack();
        var files = StackFiles.scaffold(stack, "Bean \"Box\" \\u0022\n{{slug}} $1", new Slug("bean-box"));
        assertThat(files.get("README.md")).startsWith("# Bean \"Box\" \\u0022 {{slug}} $1\n");
        assertThat(files.values())
                .noneMatch(text -> text.contains("{{product"))
                .anyMatch(text -> text.contains("\"Bean \\\"Box\\\" \\\\u0022 {{slug}} $1\""));
        assertThat(files).allSatisfy((path, text) -> assertThat(text).endsWith("\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                fastapi | 5 passed in 0.13s | 5 | 0
                fastapi | 1 failed, 4 passed, 2 warnings, 1 error in 1.20s | 4 | 2
                fastapi | == 2 errors in 0.31s == | 0 | 2
                fastapi | 118 passed in 61.44s (0:01:01) | 118 | 0
                fastapi | I said that 7 passed | 0 | 0
                fastapi-next | 5 passed in 0.13s | 5 | 0
                fastapi-next | 1 failed, 4 passed, 1 error in 1.20s | 4 | 2
                fastapi-next | '      Tests  1 failed | 9 passed (10)' | 9 | 1
                fastapi-next | '      Tests  12 passed (12)' | 12 | 0
                fastapi-next | ' Test Files  1 failed | 3 passed (4)' | 0 | 0
                java    | 11 passed, 0 failed | 11 | 0
                java    | 9 passed, 2 failed | 9 | 2
                java    | printed: 9 passed, 2 failed | 0 | 0
                spring  | [ERROR] Tests run: 12, Failures: 2, Errors: 1, Skipped: 1 | 8 | 3
                spring  | [INFO] Tests run: 7, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1 s -- in app.ATest | 0 | 0
                static  | # pass 26 | 26 | 0
                static  | # fail 2 | 0 | 2
                """)
    void results_are_counted_from_the_output(String name, String output, int passed, int failed) {
        var stack = where(".*").choose(name).stack();
        assertThat(stack.tests().passed("...\n" + output + "\n")).isEqualTo(passed);
        assertThat(stack.tests().failed("...\n" + output + "\n")).isEqualTo(failed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                fastapi      | TOTAL                      412     12    97% | 97
                fastapi-next | TOTAL          10      0   100% | 100
                static       | `# all files           |  94.07 |    84.05 |   86.96 |` | 94.07
                """, quoteCharacter = '`')
    void coverage_is_read_from_the_output(String name, String output, double percent) {
        var stack = where(".*").choose(name).stack();
        assertThat(stack.tests().coverage("...\n" + output + "\n")).contains(percent);
        assertThat(stack.tests().coverage("5 passed in 0.13s\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                fastapi      | app/main.py:3:1: F401 `os` imported but unused | 1
                fastapi      | ***   File "app/main.py", line 3 | 1
                fastapi-next | app/page.tsx(3,1): error TS2322: Type 'string' is not assignable. | 1
                fastapi-next | All checks passed! | 0
                java         | src/app/Main.java:12: warning: [unused] x | 1
                java         | 2 warnings | 0
                spring       | [WARNING] /srv/src/main/java/app/Application.java:[3,1] x is deprecated | 1
                spring       | [INFO] BUILD SUCCESS | 0
                static       | SyntaxError: Unexpected token | 1
                """, quoteCharacter = '~')
    void findings_are_counted_from_the_output(String name, String output, int findings) {
        var lint = where(".*").choose(name).stack().lint().orElseThrow();
        assertThat(lint.findings("...\n" + output + "\n")).isEqualTo(findings);
    }

    @Test
    void this_machine_has_a_stack() {
        assertThat(StackFiles.ofThisMachine(java.nio.file.Path.of("target", "stacks"))
                        .choose("java")
                        .stack()
                        .environment())
                .isEqualTo(Map.of("LANG", "C.UTF-8", "MALLOC_ARENA_MAX", "2", "PATH", "/usr/local/bin:/usr/bin:/bin"));
    }
}
