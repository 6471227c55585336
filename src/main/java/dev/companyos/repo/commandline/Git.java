package dev.companyos.repo.commandline;

import dev.companyos.kernel.CompanyException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs git with nothing but what is said here: no system or user configuration, no hook, no filter, no helper, no
 * pager, no network. What a product's own files ask for is void (see {@link GitDirectory}).
 */
final class Git {
    private static final long SECONDS = 300;
    private static final long LOOK_NANOS = 500_000_000;

    private static final List<String> SETTINGS = List.of(
            "core.hooksPath=/dev/null",
            "core.fsmonitor=false",
            "core.attributesFile=/dev/null",
            "core.excludesFile=/dev/null",
            "core.sshCommand=false",
            "core.askPass=",
            "core.pager=cat",
            "core.editor=false",
            "core.autocrlf=false",
            "core.safecrlf=false",
            "core.protectHFS=true",
            "core.protectNTFS=true",
            "core.quotePath=false",
            "core.untrackedCache=false",
            "credential.helper=",
            "diff.external=",
            "protocol.allow=never",
            "protocol.ext.allow=never",
            "submodule.recurse=false",
            "commit.gpgSign=false",
            "tag.gpgSign=false",
            "log.showSignature=false",
            "gc.auto=0",
            "maintenance.auto=false",
            "feature.manyFiles=false");

    private final String executable;
    private final Path gitDirectory;

    Git(String executable, Path gitDirectory) {
        this.executable = executable;
        this.gitDirectory = gitDirectory;
    }

    record Result(int code, byte[] bytes, String errors) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        String line() {
            return text().strip();
        }

        /** Items of output that ends each with a NUL. */
        List<String> items() {
            var items = new ArrayList<>(List.of(text().split("\0", -1)));
            if (items.getLast().isEmpty()) items.removeLast();
            return items;
        }
    }

    Call call(String... arguments) {
        return new Call(List.of(arguments));
    }

    /** One invocation in the making. Without {@link #workTree} git sees a bare repository and reads no files. */
    final class Call {
        private final List<String> arguments;
        private final Map<String, String> environment = new LinkedHashMap<>();
        private @Nullable Path workTree;
        private byte[] input = {};
        private Duration limit = Duration.ofSeconds(SECONDS);
        private BooleanSupplier tooMuch = () -> false;

        private Call(List<String> arguments) {
            this.arguments = arguments;
        }

        Call workTree(Path folder) {
            this.workTree = folder;
            return this;
        }

        Call index(Path file) {
            environment.put("GIT_INDEX_FILE", file.toString());
            return this;
        }

        Call with(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        Call input(String text) {
            this.input = text.getBytes(StandardCharsets.UTF_8);
            return this;
        }

        /** Killed, with all that it started, after {@code time} or when a look now and then says that it is too much. */
        Call within(Duration time, BooleanSupplier isTooMuch) {
            this.limit = time;
            this.tooMuch = isTooMuch;
            return this;
        }

        /** @throws CompanyException {@code git.failed} when it exits with anything but 0 */
        Result run() {
            var result = attempt();
            if (result.code() != 0) throw failed(result.errors(), null);
            return result;
        }

        /** @throws CompanyException {@code git.failed} when it exits with anything but 0 and 1; 1 is an answer */
        Result answer() {
            var result = attempt();
            if (result.code() > 1) throw failed(result.errors(), null);
            return result;
        }

        /** For commands whose failure the caller understands. */
        Result attempt() {
            var command = new ArrayList<String>();
            command.add(executable);
            for (var setting : SETTINGS) command.addAll(List.of("-c", setting));
            if (workTree == null) command.addAll(List.of("-c", "core.bare=true"));
            command.addAll(arguments);
            var builder =
                    new ProcessBuilder(command).directory(workTree == null ? gitDirectory.toFile() : workTree.toFile());
            fill(builder.environment());
            try {
                return finish(builder.start());
            } catch (IOException e) {
                throw failed(String.valueOf(e.getMessage()), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw failed("It was interrupted.", e);
            }
        }

        private void fill(Map<String, String> variables) {
            variables.clear();
            variables.put("PATH", "/usr/local/bin:/usr/bin:/bin");
            variables.put("LC_ALL", "C.UTF-8");
            variables.put("GIT_DIR", gitDirectory.toString());
            if (workTree != null) variables.put("GIT_WORK_TREE", workTree.toString());
            variables.put("GIT_CONFIG_NOSYSTEM", "1");
            variables.put("GIT_CONFIG_GLOBAL", "/dev/null");
            variables.put("GIT_ATTR_NOSYSTEM", "1");
            variables.put("GIT_TERMINAL_PROMPT", "0");
            variables.put("GIT_OPTIONAL_LOCKS", "0");
            variables.put("GIT_NO_REPLACE_OBJECTS", "1");
            variables.put("GIT_ALLOW_PROTOCOL", "");
            variables.putAll(environment);
        }

        private Result finish(Process process) throws IOException, InterruptedException {
            var errors = new StringBuilder();
            var reader = Thread.ofVirtual().start(() -> errors.append(tail(process)));
            var writer = Thread.ofVirtual().start(() -> feed(process.getOutputStream(), input));
            var watch = Thread.ofVirtual().start(() -> killLate(process, limit, tooMuch));
            var output = process.getInputStream().readAllBytes();
            int code = process.waitFor();
            reader.join();
            writer.join();
            watch.interrupt();
            return new Result(code, output, errors.toString());
        }

        private CompanyException failed(String why, @Nullable Exception cause) {
            var failure = new CompanyException(
                    "git.failed",
                    "`git %s` failed in %s.".formatted(String.join(" ", arguments), gitDirectory.getParent()),
                    why.isBlank() ? "It gave no reason." : why.strip(),
                    "Run `git fsck` in that folder, and see that the disk has room.");
            if (cause != null) failure.initCause(cause);
            return failure;
        }
    }

    private static void killLate(Process process, Duration limit, BooleanSupplier tooMuch) {
        long ends = System.nanoTime() + limit.toNanos();
        try {
            while (!process.waitFor(Math.clamp(ends - System.nanoTime(), 1, LOOK_NANOS), TimeUnit.NANOSECONDS))
                if (System.nanoTime() >= ends || tooMuch.getAsBoolean()) {
                    var started = process.descendants().toList();
                    process.destroyForcibly();
                    started.forEach(ProcessHandle::destroyForcibly);
                }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String tail(Process process) {
        try (var stream = process.getErrorStream()) {
            var bytes = stream.readNBytes(8192);
            stream.transferTo(OutputStream.nullOutputStream());
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** A command that ends before it has read everything closes the pipe; its exit code says what happened. */
    private static void feed(OutputStream stream, byte[] input) {
        try (stream) {
            stream.write(input);
        } catch (IOException e) {
            Thread.currentThread(); // nothing to add to the exit code
        }
    }
}
