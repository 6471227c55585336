package dev.companyos.duties;

import dev.companyos.stacks.Stack;
import dev.companyos.stacks.Stacks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The java stack with its real guide, whose commands nobody runs. */
final class OneStack implements Stacks {
    private static final String SUMMARY = "Java 25 and nothing else; the JDK's own HTTP server";

    @Override
    public List<Availability> all() {
        return List.of(new Availability("java", SUMMARY, true, "JDK 25"));
    }

    @Override
    public Choice choose(String name) {
        try {
            String guide = Files.readString(Path.of("src/main/resources/stacks/java/guide.md"));
            return new Choice(
                    new Stack(
                            "java",
                            SUMMARY,
                            guide,
                            Map.of(),
                            List.of(),
                            List.of(),
                            new Stack.Tests(List.of("test"), "(\\d+) passed", "(\\d+) failed"),
                            java.util.Optional.empty(),
                            List.of("run"),
                            List.of("/health", "/"),
                            List.of(),
                            Map.of()),
                    "it is the only one");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
