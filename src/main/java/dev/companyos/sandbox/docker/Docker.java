package dev.companyos.sandbox.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Docker's own command line. Not the engine's API: only the command line knows which context is in use, where Docker
 * Desktop, Colima or Podman put their socket, and how to reach an engine over TLS or SSH; its words are the ones that a
 * founder can try by hand. It costs some 50 ms a call.
 *
 * @param environment what the command line needs to find its engine; nothing else of ours
 */
record Docker(String program, Map<String, String> environment) {
    private static final List<String> FOLDERS = List.of(
            "/usr/bin",
            "/usr/local/bin",
            "/opt/homebrew/bin",
            "/snap/bin",
            "/Applications/Docker.app/Contents/Resources/bin");
    private static final List<String> PASSED_ON = List.of(
            "PATH",
            "HOME",
            "XDG_RUNTIME_DIR",
            "DOCKER_HOST",
            "DOCKER_CONTEXT",
            "DOCKER_CONFIG",
            "DOCKER_API_VERSION",
            "DOCKER_TLS_VERIFY",
            "DOCKER_CERT_PATH",
            "SSH_AUTH_SOCK");
    private static final int LONGEST_ANSWER = 1 << 20;

    /** @param code -1 when it did not come to an end in time, or could not be started */
    record Answer(int code, String output) {
        boolean well() {
            return code == 0;
        }

        /** The last thing that it said, which is where an error stands. */
        String said() {
            return output.strip().lines().reduce((_, last) -> last).orElse("it said nothing");
        }
    }

    /** @param environment of this process */
    static Optional<Docker> find(Map<String, String> environment) {
        var passed = new HashMap<String, String>();
        for (var name : PASSED_ON) {
            var value = environment.get(name);
            if (value != null) passed.put(name, value);
        }
        return Stream.concat(
                        Stream.of(environment.getOrDefault("PATH", "").split(":"))
                                .filter(it -> it.startsWith("/")),
                        FOLDERS.stream())
                .map(it -> Path.of(it, "docker"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(it -> new Docker(it.toString(), Map.copyOf(passed)));
    }

    List<String> words(List<String> words) {
        var all = new ArrayList<String>();
        all.add(program);
        all.addAll(words);
        return all;
    }

    Process start(List<String> words) throws IOException {
        var builder = new ProcessBuilder(words(words));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    Answer call(Duration patience, String... words) {
        return call(patience, List.of(words));
    }

    /** Errors and output together. */
    Answer call(Duration patience, List<String> words) {
        Path output = null;
        try {
            output = Files.createTempFile("docker", ".txt");
            var builder =
                    new ProcessBuilder(words(words)).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            var process = builder.start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) process.destroyForcibly();
            try (var in = Files.newInputStream(output)) {
                String said = new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
                return ended
                        ? new Answer(process.exitValue(), said)
                        : new Answer(-1, said + "\nno answer within %d s".formatted(patience.toSeconds()));
            }
        } catch (IOException e) {
            return new Answer(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(-1, "interrupted");
        } finally {
            if (output != null) output.toFile().delete();
        }
    }
}
