package dev.companyos.llm.rehearsal.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The word lists beside the code: lines of {@code key = value}, {@code #} begins a comment. */
final class Tables {
    private Tables() {}

    static List<String> lines(String file) {
        try (InputStream in = Objects.requireNonNull(
                Tables.class.getResourceAsStream("/rehearsal/" + file), () -> file + " is missing from the jar")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The two sides of the first {@code =}. */
    static List<String> sides(String line) {
        int at = line.indexOf('=');
        return List.of(line.substring(0, at).strip(), line.substring(at + 1).strip());
    }

    static List<String> items(String text, String separator) {
        return Arrays.stream(text.split(separator))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
