package dev.companyos.sandbox.process;

import dev.companyos.kernel.CompanyException;
import dev.companyos.sandbox.Sandbox.Limits;
import dev.companyos.sandbox.Sandbox.Run;
import dev.companyos.sandbox.Sandbox.Service;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Starts every process from one platform thread that never ends: "die with your parent" means, on Linux, the thread that
 * started you, and a pooled or virtual thread's carrier may end long before the server does.
 */
public final class Launcher {
    private final ExecutorService thread = Executors.newFixedThreadPool(
            1, Thread.ofPlatform().daemon().name("sandbox-launcher").factory());

    /**
     * @param mark see {@link ProcessTree#kill}
     * @param environment all of it
     * @param held whether its input stays open for as long as this server lives, so that it sees our end; else it has none
     */
    public record Command(List<String> words, Path folder, Map<String, String> environment, String mark, boolean held) {
        public Command(List<String> words, Path folder, Map<String, String> environment, String mark) {
            this(words, folder, environment, mark, false);
        }
    }

    /**
     * Runs it to its end and kills whatever it left behind.
     *
     * @param broken asked after a failure: which limit the system enforced, if one
     */
    public Run run(Command command, Limits limits, Supplier<Optional<String>> broken) {
        long began = System.nanoTime();
        var process = start(command);
        var output = new BoundedOutput(limits.outputBytes());
        var flooded = new AtomicBoolean();
        var reader = Thread.ofVirtual()
                .start(() -> read(process, (bytes, length) -> {
                    output.add(bytes, length);
                    if (output.total() > BoundedOutput.FLOOD && flooded.compareAndSet(false, true))
                        ProcessTree.kill(process.toHandle(), command.mark());
                }));
        try {
            boolean ended = process.waitFor(limits.time().toMillis(), TimeUnit.MILLISECONDS);
            ProcessTree.kill(process.toHandle(), command.mark());
            reader.join(Duration.ofSeconds(5));
            if (flooded.get())
                return new Run.Killed("output (%d MB)".formatted(BoundedOutput.FLOOD >> 20), output.text());
            if (!ended)
                return new Run.Killed("time (%d s)".formatted(limits.time().toSeconds()), output.text());
            var limit = process.exitValue() == 0 ? Optional.<String>empty() : broken.get();
            if (limit.isPresent()) return new Run.Killed(limit.get(), output.text());
            return new Run.Exited(process.exitValue(), output.text(), Duration.ofNanos(System.nanoTime() - began));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("The run was interrupted.", e);
        } finally {
            ProcessTree.kill(process.toHandle(), command.mark());
        }
    }

    /** Starts it and copies its output to {@code log} for as long as it lives; {@code ended} runs after its end. */
    public Service service(Command command, Path log, Runnable ended) {
        RollingLog file;
        try {
            file = new RollingLog(log);
        } catch (IOException e) {
            throw unavailable("Its log %s cannot be written.".formatted(log), e);
        }
        var process = start(command);
        Thread.ofVirtual().start(() -> {
            try (file) {
                read(process, file::add);
            } catch (IOException e) {
                process.destroyForcibly(); // a service that cannot log would block on a full pipe for ever
            }
        });
        process.onExit()
                .thenRunAsync(
                        () -> {
                            ProcessTree.kill(process.toHandle(), command.mark());
                            ended.run();
                        },
                        Thread::startVirtualThread);
        return new ProcessService(process, command.mark());
    }

    private record ProcessService(Process process, String mark) implements Service {
        @Override
        public boolean alive() {
            return process.isAlive();
        }

        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public void stop() {
            ProcessTree.kill(process.toHandle(), mark);
        }

        @Override
        public void onExit(Runnable action) {
            process.onExit().thenRunAsync(action, Thread::startVirtualThread);
        }
    }

    private Process start(Command command) {
        var builder = new ProcessBuilder(command.words())
                .directory(command.folder().toFile())
                .redirectInput(
                        command.held()
                                ? ProcessBuilder.Redirect.PIPE
                                : ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        if (!command.mark().isEmpty()) builder.environment().put(ProcessTree.MARK, command.mark());
        try {
            return thread.submit(builder::start).get();
        } catch (ExecutionException e) {
            throw unavailable(
                    String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("The start was interrupted.", e);
        }
    }

    private interface Sink {
        void add(byte[] bytes, int length) throws IOException;
    }

    private static void read(Process process, Sink sink) {
        var buffer = new byte[1 << 16];
        try (var stream = process.getInputStream()) {
            for (int length; (length = stream.read(buffer)) >= 0; ) sink.add(buffer, length);
        } catch (IOException e) {
            process.destroyForcibly(); // its output has nowhere to go
        }
    }

    public static CompanyException unavailable(String why, Throwable cause) {
        var failure = CompanyException.unavailable(
                "sandbox", "The command could not be started.", why, "Run `company doctor` to see what is missing.");
        failure.initCause(cause);
        return failure;
    }
}
