package dev.companyos.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Starts and ends processes. Each is started by one platform thread that lives as long as this server: a child that is
 * told to die with its parent dies with the thread that started it.
 */
public final class Processes {
    private final ExecutorService starter = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("process-starter").daemon().factory());

    /** @param environment all that the process sees */
    public Process start(
            List<String> command, Path directory, Map<String, String> environment, ProcessBuilder.Redirect output) {
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.redirectOutput(output);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            var process = starter.submit(builder::start).get();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ExecutionException e) {
            throw new UncheckedIOException(new IOException(String.valueOf(e.getCause()), e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Waits for it within the job's bounds; past one, kills it with all that it started. */
    public Sandbox.Run await(Process process, Sandbox.Limits limits) {
        long began = System.nanoTime();
        var output = new BoundedOutput(limits.outputBytes());
        var reader = Thread.ofVirtual().start(() -> output.drain(process.getInputStream()));
        try {
            if (!process.waitFor(limits.time().toMillis(), TimeUnit.MILLISECONDS)) {
                kill(process);
                reader.join(Duration.ofSeconds(2));
                return new Sandbox.Run.Killed(
                        "time (%d s)".formatted(limits.time().toSeconds()), output.text());
            }
            // a descendant may hold the pipe open: what it says after the end is not waited for
            if (!reader.join(Duration.ofSeconds(2))) kill(process);
            return new Sandbox.Run.Exited(
                    process.exitValue(), output.text(), Duration.ofNanos(System.nanoTime() - began));
        } catch (InterruptedException e) {
            kill(process);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a command ran", e);
        }
    }

    /** Kills it and everything that descends from it. */
    public static void kill(Process process) {
        var descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
    }

    public static Sandbox.Service service(Process process) {
        return new Sandbox.Service() {
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
                kill(process);
                try {
                    process.waitFor(5, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void onExit(Runnable action) {
                process.onExit().thenRun(action);
            }
        };
    }

    /** Keeps the first quarter and the last three of what is said, however much it is. */
    private static final class BoundedOutput {
        private final byte[] head;
        private final byte[] tail;
        private long read;

        BoundedOutput(int bytes) {
            head = new byte[Math.max(1, bytes / 4)];
            tail = new byte[Math.max(1, bytes - head.length)];
        }

        void drain(InputStream in) {
            var buffer = new byte[8192];
            try {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) add(buffer, n);
            } catch (IOException e) {
                add(new byte[0], 0); // the pipe ended with the process
            }
        }

        private synchronized void add(byte[] bytes, int count) {
            for (int i = 0; i < count; i++, read++) {
                if (read < head.length) head[(int) read] = bytes[i];
                else tail[(int) ((read - head.length) % tail.length)] = bytes[i];
            }
        }

        synchronized String text() {
            int first = (int) Math.min(read, head.length);
            String start = new String(head, 0, first, StandardCharsets.UTF_8);
            long rest = read - first;
            if (rest == 0) return start;
            if (rest <= tail.length) return start + new String(tail, 0, (int) rest, StandardCharsets.UTF_8);
            int from = (int) (rest % tail.length);
            return "%s%n[%d bytes cut out]%n%s%s"
                    .formatted(
                            start,
                            rest - tail.length,
                            new String(tail, from, tail.length - from, StandardCharsets.UTF_8),
                            new String(tail, 0, from, StandardCharsets.UTF_8));
        }
    }
}
