package dev.companyos.sandbox.e2b;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that a hostile machine sends back. */
class LuggageTest {
    @TempDir
    Path folder;

    private Path workspace;
    private final Luggage luggage = new Luggage(1 << 20, 10);

    @BeforeEach
    void make() throws IOException {
        workspace = Files.createDirectory(folder.resolve("workspace"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../out", "a/../../out", "/out", "./../out", "..", ".", "./", "a/.."})
    void a_path_that_leads_out_is_refused(String name) {
        assertThatThrownBy(() -> unpack(file(name, "x"))).isInstanceOf(IOException.class);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void nothing_is_written_through_a_link_that_came_along() throws IOException {
        var outside = Files.createDirectory(folder.resolve("outside"));
        unpack(link("door", outside.toString()), file("door/evil", "x"));
        assertThat(outside).isEmptyDirectory();
        unpack(link("door", outside.toString()));
        unpack(file("door/evil", "x"), link("file", outside.resolve("y").toString()), file("file", "z"));
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void nothing_is_written_or_deleted_through_a_link_that_was_there() throws IOException {
        var outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("precious"), "p");
        Files.createSymbolicLink(workspace.resolve("door"), outside);
        unpack(file("door/evil", "x"));
        assertThat(outside.resolve("precious")).hasContent("p");
        assertThat(outside.resolve("evil")).doesNotExist();
    }

    @Test
    void bombs_are_defused() {
        assertThatThrownBy(() -> unpack(file("zeros", "0".repeat(2 << 20)))).isInstanceOf(Luggage.TooMuch.class);
        var many = new Part[11];
        for (int i = 0; i < 11; i++) many[i] = file("f" + i, "");
        assertThatThrownBy(() -> unpack(many)).isInstanceOf(Luggage.TooMuch.class);
        assertThatThrownBy(() -> unpack(out -> {
                    var entry = new Tar.Entry(Tar.Kind.FILE, "short", "", 1000, false);
                    Tar.header(out, entry);
                    out.write(1);
                }))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> unpack(out -> out.write(new byte[] {'x', 1, 2})))
                .isInstanceOf(IOException.class);
    }

    @Test
    void devices_and_the_like_are_left_out() throws IOException {
        unpack(out -> Tar.header(out, new Tar.Entry(Tar.Kind.OTHER, "dev", "", 0, false)));
        assertThat(workspace).isEmptyDirectory();
    }

    private interface Part {
        void write(GZIPOutputStream out) throws IOException;
    }

    private static Part file(String name, String content) {
        return out -> {
            var bytes = content.getBytes(StandardCharsets.UTF_8);
            Tar.header(out, new Tar.Entry(Tar.Kind.FILE, name, "", bytes.length, false));
            out.write(bytes);
            Tar.pad(out, bytes.length);
        };
    }

    private static Part link(String name, String target) {
        return out -> Tar.header(out, new Tar.Entry(Tar.Kind.LINK, name, target, 0, false));
    }

    private void unpack(Part... parts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            for (var part : parts) part.write(out);
            Tar.end(out);
        }
        luggage.unpack(
                new ByteArrayInputStream(bytes.toByteArray()),
                Set.of("door", "door/precious"),
                workspace,
                List.of(),
                10 << 20);
    }
}
