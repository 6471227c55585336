package dev.companyos.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A model provider on a free port of this machine that plays what it was told to, in order, and keeps what it heard. It
 * writes to the socket itself, so that it can misbehave in ways that no HTTP server lets one.
 */
public final class ModelServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Queue<Act> acts = new ConcurrentLinkedQueue<>();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private final CountDownLatch playing = new CountDownLatch(1);

    /** @param headers by lower-case name */
    public record Heard(String method, String target, Map<String, String> headers, String body) {}

    @FunctionalInterface
    public interface Act {
        /** @throws IOException when the other side has hung up */
        void play(Socket socket, OutputStream out) throws IOException, InterruptedException;
    }

    public ModelServer() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    public List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** Whether the client has ended an act that does not end by itself. */
    public boolean clientHungUpWithin(long seconds) throws InterruptedException {
        return hungUp.await(seconds, TimeUnit.SECONDS);
    }

    /** Until the first act has begun. */
    public void awaitPlaying() throws InterruptedException {
        if (!playing.await(10, TimeUnit.SECONDS)) throw new AssertionError("Nobody called.");
    }

    public ModelServer plays(Act act) {
        acts.add(act);
        return this;
    }

    // ---- what it can play

    public ModelServer answers(int status, String contentType, String body, String... headers) {
        return plays((_, out) -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            var head = new StringBuilder("HTTP/1.1 %d X\r\nContent-Type: %s\r\nContent-Length: %d\r\n"
                    .formatted(status, contentType, bytes.length));
            for (int i = 0; i < headers.length; i += 2)
                head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
            write(out, head + "\r\n");
            out.write(bytes);
        });
    }

    public ModelServer streams(String events) {
        return plays((_, out) -> {
            begin(out);
            for (int i = 0; i < events.length(); i += 1_000)
                chunk(out, events.substring(i, Math.min(events.length(), i + 1_000)));
            write(out, "0\r\n\r\n");
        });
    }

    /** Ends the stream as if all had been said. */
    public ModelServer endsAfter(String events) {
        return streams(events);
    }

    /** Closes the connection in the middle of the stream. */
    public ModelServer hangsUpAfter(String events) {
        return plays((socket, out) -> {
            begin(out);
            chunk(out, events);
            socket.close();
        });
    }

    /** Resets the connection, after {@code events} or, with none, before any answer. */
    public ModelServer resetsAfter(String events) {
        return plays((socket, out) -> {
            if (!events.isEmpty()) {
                begin(out);
                chunk(out, events);
            }
            socket.setSoLinger(true, 0);
            socket.close();
        });
    }

    /** Goes on for ever with {@code drop}, every 20 ms, after {@code beginning}. */
    public ModelServer trickles(String beginning, String drop) {
        return plays((_, out) -> {
            begin(out);
            chunk(out, beginning);
            while (!closed.await(20, TimeUnit.MILLISECONDS)) chunk(out, drop);
        });
    }

    /** Says nothing more after {@code beginning}, which may be "". */
    public ModelServer keepsSilentAfter(String beginning) {
        return plays((socket, out) -> {
            if (!beginning.isEmpty()) {
                begin(out);
                chunk(out, beginning);
            }
            if (socket.getInputStream().read() < 0) throw new IOException("The client hung up.");
        });
    }

    public ModelServer sends(byte[] raw) {
        return plays((socket, out) -> {
            out.write(raw);
            out.flush();
            socket.close();
        });
    }

    private static void begin(OutputStream out) throws IOException {
        write(out, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
    }

    private static void chunk(OutputStream out, String text) throws IOException {
        if (text.isEmpty()) return;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(out, Integer.toHexString(bytes.length) + "\r\n");
        out.write(bytes);
        write(out, "\r\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    // ---- HTTP, as much of it as an SDK speaks

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            var out = socket.getOutputStream();
            while (!socket.isClosed()) {
                Heard request = read(in);
                if (request == null) return;
                heard.add(request);
                Act act = acts.poll();
                if (act == null) act = (_, it) -> write(it, "HTTP/1.1 599 X\r\nContent-Length: 0\r\n\r\n");
                playing.countDown();
                act.play(socket, out);
                out.flush();
            }
        } catch (IOException e) {
            hungUp.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Heard read(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) return null;
        var headers = new TreeMap<String, String>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        String[] parts = first.split(" ");
        return new Heard(parts[0], parts[1], headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) if (c != '\r') line.write(c);
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listener.close();
            for (Socket socket : open) socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
