package dev.companyos.stacks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks this machine's own tools. Only our own commands run here, never a product's. */
final class Processes implements StackFiles.Probe {
    private static final int PATIENCE_SECONDS = 30;
    private static final int MAKING_SECONDS = 600;
    private static final int LONGEST_OUTPUT = 16 << 10;

    @Override
    public Answer run(List<String> command) {
        return run(command, PATIENCE_SECONDS);
    }

    @Override
    public Answer make(List<String> command) {
        return run(command, MAKING_SECONDS);
    }

    private static Answer run(List<String> command, int seconds) {
        @Nullable Path output = null;
        try {
            output = Files.createTempFile("stack-probe", ".txt");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            return new Answer(ended && process.exitValue() == 0, beginning(output));
        } catch (IOException e) {
            return new Answer(false, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(false, "interrupted");
        } finally {
            delete(output);
        }
    }

    /** The full path of a command, where the PATH has it; sandboxes search no PATH of ours. */
    static String onPath(String command) {
        if (command.isEmpty() || command.contains("/")) {
            return command;
        }
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, command))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElse(command);
    }

    /** A folder, and where it really is when that is elsewhere. */
    static Stream<Path> withRealPath(Path folder) {
        try {
            return Stream.of(folder, folder.toRealPath());
        } catch (IOException e) {
            return Stream.of(folder);
        }
    }

    private static String beginning(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST_OUTPUT), StandardCharsets.UTF_8);
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
