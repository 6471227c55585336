package dev.companyos.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.checks.treesitter.TreeSitterSyntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileChecksTest {
    @TempDir
    Path temp;

    private final Checks checks = new FileChecks(new TreeSitterSyntax());
    private Path workspace;

    @BeforeEach
    void make() throws IOException {
        workspace = Files.createDirectory(temp.resolve("workspace"));
    }

    static Stream<String> hostile() {
        return Stream.of(
                "",
                " ",
                ".",
                "..",
                "../x",
                "a/../../x",
                "a/../b",
                "a/./b",
                "./a",
                "/etc/passwd",
                "//etc/passwd",
                "a//b",
                "a/",
                "~/x",
                "~root/x",
                "C:\\x",
                "c:/x",
                "\\\\server\\share",
                "a\\..\\b",
                "a.txt:stream",
                "a\u0000b",
                "a\nb",
                "a\rb",
                "a\tb",
                "a\u001bb",
                "a\u007fb",
                "a\u0085b",
                "a\u2028b",
                "\u202Egnp.exe",
                ".git/config",
                ".git",
                "a/.git/hooks/pre-commit",
                ".GIT/config",
                ".Git/x",
                ".g\u200Dit/config",
                ".\uFEFFgit/x",
                ".git\u200C/x",
                ".git./x",
                ".git /x",
                "git~1/config",
                "GIT~1",
                ".gi\uFF54/x",
                "\uFF0Egit/config",
                ".gitmodules",
                ".agent_backups/x",
                ".Agent_Backups/x",
                "a.",
                "a ",
                " a",
                "a./b",
                "a /b",
                "con",
                "NUL.txt",
                "a/com1.log",
                "x".repeat(201),
                "a/".repeat(30) + "b",
                "\uD83D",
                "a\uDC00",
                "é".repeat(300));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void a_path_that_could_lead_elsewhere_is_refused(String path) {
        assertThat(checks.place(workspace, path)).isInstanceOfSatisfying(Checks.Place.Refused.class, it -> {
            assertThat(it.finding().problem()).isNotBlank();
            assertThat(it.finding().repair()).contains("src/app.py");
            assertThat(it.finding().file()).doesNotContainPattern("[\\p{Cntrl}\\p{Cf}]");
        });
        assertThat(checks.write(workspace, path, "x")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app.py",
                "src/app/main.py",
                ".gitignore",
                ".github/workflows/ci.yml",
                ".env.example",
                "a b.txt",
                "é/ü.md",
                "[slug]/page.js",
                "a..b/c",
                "...x",
                "日本.md",
                "gitx/.gitkeep",
                "-rf",
                "a@b+c,d.txt",
                "console.js"
            })
    void an_ordinary_path_is_inside(String path) {
        assertThat(checks.place(workspace, path)).isEqualTo(new Checks.Place.Inside(workspace.resolve(path)));
        assertThat(checks.write(workspace, path, "")).isEmpty();
    }

    @Test
    void no_link_is_followed() throws IOException {
        var outside = Files.createDirectory(temp.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "x");
        Files.createSymbolicLink(workspace.resolve("folder"), outside);
        Files.createSymbolicLink(workspace.resolve("file"), outside.resolve("secret"));
        Files.createSymbolicLink(workspace.resolve("dangling"), outside.resolve("new"));
        Files.createSymbolicLink(workspace.resolve("self"), workspace);
        for (var path : new String[] {"folder/new", "folder/secret", "file", "dangling", "self/app.py", "folder"})
            assertThat(checks.place(workspace, path)).isInstanceOf(Checks.Place.Refused.class);
    }

    @Test
    void a_second_name_of_an_outside_file_is_refused() throws IOException {
        var outside = Files.writeString(temp.resolve("secret"), "x");
        Files.createLink(workspace.resolve("hard"), outside);
        assertThat(checks.place(workspace, "hard")).isInstanceOf(Checks.Place.Refused.class);
    }

    @Test
    void folders_and_files_are_not_mistaken_for_each_other() throws IOException {
        Files.createDirectories(workspace.resolve("src"));
        Files.writeString(workspace.resolve("app.py"), "");
        assertThat(checks.place(workspace, "src")).isInstanceOf(Checks.Place.Refused.class);
        assertThat(checks.place(workspace, "app.py/x")).isInstanceOf(Checks.Place.Refused.class);
        assertThat(checks.place(workspace, "app.py")).isInstanceOf(Checks.Place.Inside.class);
    }

    @Test
    void a_workspace_behind_a_link_still_works() throws IOException {
        var link = Files.createSymbolicLink(temp.resolve("link"), workspace);
        Files.writeString(workspace.resolve("a.txt"), "");
        assertThat(checks.place(link, "a.txt")).isEqualTo(new Checks.Place.Inside(link.resolve("a.txt")));
    }

    @Test
    void content_is_bounded_text() {
        assertThat(checks.write(workspace, "a.txt", "x".repeat(1 << 20))).isEmpty();
        assertThat(checks.write(workspace, "a.txt", "x".repeat((1 << 20) + 1))
                        .getFirst()
                        .problem())
                .contains("1 MB");
        assertThat(checks.write(workspace, "a.txt", "a\nb\0").getFirst().line()).isEqualTo(2);
        assertThat(checks.write(workspace, "a.txt", "a\n\n\uD83D").getFirst().line())
                .isEqualTo(3);
        assertThat(checks.write(workspace, "a.txt", "\uD83D\uDE80 naïve")).isEmpty();
    }

    @Test
    void broken_syntax_is_found_before_it_is_written() {
        assertThat(checks.write(workspace, "app.py", "def f(:\n")).isNotEmpty();
        assertThat(checks.write(workspace, "app.py", "def f(): pass\n")).isEmpty();
        assertThat(workspace).isEmptyDirectory();
    }

    @Test
    void the_whole_workspace_is_looked_through() throws IOException {
        Files.writeString(workspace.resolve("good.py"), "x = 1\n");
        Files.writeString(workspace.resolve("bad.py"), "x = (\n");
        Files.write(workspace.resolve("latin.txt"), new byte[] {(byte) 0xE9, 'a'});
        Files.write(workspace.resolve("picture.png"), new byte[] {(byte) 0x89, 'P', 0, 1});
        Files.createDirectories(workspace.resolve("node_modules/x"));
        Files.writeString(workspace.resolve("node_modules/x/broken.js"), "function (");
        Files.createSymbolicLink(workspace.resolve("out"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(workspace.resolve("in"), Path.of("good.py"));

        assertThat(checks.workspace(workspace))
                .extracting(Finding::file)
                .containsExactlyInAnyOrder("bad.py", "latin.txt", "out");
    }

    @Test
    void a_workspace_of_too_many_files_is_one_finding() throws IOException {
        var folder = Files.createDirectory(workspace.resolve("many"));
        for (int i = 0; i < 5_001; i++) Files.createFile(folder.resolve("f" + i));
        assertThat(checks.workspace(workspace)).hasSize(1);
    }
}
