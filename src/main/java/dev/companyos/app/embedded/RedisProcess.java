package dev.companyos.app.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A Redis on a free port of this machine. It is ended by {@link #close} alone: neither by a hook at the process's end nor by
 * a Ctrl-C in the terminal, where a server that drains still needs it.
 */
final class RedisProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final int END_SECONDS = 10;

    private final Process process;
    private final int port;

    private RedisProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * @param folder holds its data; {@code redis.pid} and {@code redis.log} are written there
     * @throws IOException when it cannot be started or does not answer in time; then nothing of it is left
     */
    static RedisProcess start(Path program, Path folder) throws IOException {
        int port = freePort();
        Path log = folder.resolve("redis.log");
        var process = new ProcessBuilder(command(program, folder, port))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var redis = new RedisProcess(process, port);
        try {
            redis.awaitAnswer(log);
            Files.writeString(folder.resolve("redis.pid"), String.valueOf(process.pid()));
            return redis;
        } catch (IOException | RuntimeException e) {
            redis.close();
            throw e;
        }
    }

    URI uri() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    private static List<String> command(Path program, Path folder, int port) {
        var command = new ArrayList<String>();
        // a session of its own: what the terminal sends to its foreground processes is not meant for it
        Stream.of("/usr/bin/setsid", "/bin/setsid")
                .filter(it -> Files.isExecutable(Path.of(it)))
                .findFirst()
                .ifPresent(command::add);
        command.add(program.toString());
        command.addAll(List.of("--port", String.valueOf(port), "--bind", "127.0.0.1", "--dir", folder.toString()));
        command.addAll(List.of("--appendonly", "yes", "--appendfsync", "everysec"));
        command.addAll(List.of("--stream-node-max-entries", "100"));
        return command;
    }

    private void awaitAnswer(Path log) throws IOException {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS))
                    throw new IOException("it ended with %d: %s".formatted(process.exitValue(), Files.readString(log)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while Redis starts", e);
            }
            try (var client = new Jedis("127.0.0.1", port)) {
                client.ping();
                return;
            } catch (JedisException e) {
                continue; // it does not listen yet, or still reads its file
            }
        }
        throw new IOException("it does not answer after %d s: %s".formatted(START.toSeconds(), Files.readString(log)));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
