package dev.companyos.sandbox.e2b;

import dev.companyos.sandbox.e2b.Cloud.Machine;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The program inside a sandbox that takes files and starts processes, over HTTP and Connect's JSON (e2b-dev/E2B, spec/envd).
 * Whatever it says may come from the code that runs there.
 */
final class Envd {
    static final int PORT = 49983;

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LONGEST_MESSAGE = 8 << 20;
    private static final int LAST = 2;

    private final Account account;
    private final Machine machine;
    private final HttpClient client;

    Envd(Account account, Machine machine, HttpClient client) {
        this.account = account;
        this.machine = machine;
        this.client = client;
    }

    /** Hears what a process prints. */
    interface Ear {
        void hears(byte[] bytes) throws IOException;
    }

    /** Where a port of the sandbox answers from outside. */
    URI at(int port) {
        return account.envd()
                .orElseGet(() -> URI.create("https://%d-%s.%s".formatted(port, machine.id(), machine.domain())));
    }

    HttpRequest.Builder request(int port, String path) {
        var request = HttpRequest.newBuilder(URI.create(at(port).toString().replaceAll("/+$", "") + path))
                .header("E2b-Sandbox-Id", machine.id())
                .header("E2b-Sandbox-Port", String.valueOf(port));
        if (!machine.traffic().isEmpty()) request.header("e2b-traffic-access-token", machine.traffic());
        return request;
    }

    private HttpRequest.Builder ours(String path, String user) {
        var request = request(PORT, path)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString((user + ":").getBytes(StandardCharsets.UTF_8)));
        if (!machine.token().isEmpty()) request.header("X-Access-Token", machine.token());
        return request;
    }

    void upload(Path file, String to) throws IOException, InterruptedException {
        String boundary = UUID.randomUUID().toString();
        var before =
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                        .formatted(boundary, Path.of(to).getFileName());
        var body = BodyPublishers.concat(
                BodyPublishers.ofString(before),
                BodyPublishers.ofFile(file),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        var request = ours("/files?username=root&path=" + URLEncoder.encode(to, StandardCharsets.UTF_8), "root")
                .timeout(PATIENCE)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body)
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) throw new IOException(shown("upload", answer.statusCode(), answer.body()));
    }

    /** Its bytes; the caller closes them, and reads no more than it wants. */
    InputStream download(String from) throws IOException, InterruptedException {
        var request = ours("/files?username=root&path=" + URLEncoder.encode(from, StandardCharsets.UTF_8), "root")
                .timeout(PATIENCE)
                .GET()
                .build();
        var answer = client.send(request, BodyHandlers.ofInputStream());
        if (answer.statusCode() < 300) return answer.body();
        try (var body = answer.body()) {
            throw new IOException(
                    shown("download", answer.statusCode(), new String(body.readNBytes(1000), StandardCharsets.UTF_8)));
        }
    }

    /** Starts a process; its output is in what comes back, to be read with {@link #follow}. */
    InputStream start(List<String> words, String folder, String user) throws IOException, InterruptedException {
        var message = Cloud.JSON.createObjectNode().put("stdin", false);
        var process = message.putObject("process").put("cmd", words.getFirst()).put("cwd", folder);
        var arguments = process.putArray("args");
        words.stream().skip(1).forEach(arguments::add);
        var json = message.toString().getBytes(StandardCharsets.UTF_8);
        var framed = ByteBuffer.allocate(5 + json.length)
                .put((byte) 0)
                .putInt(json.length)
                .put(json)
                .array();
        var request = ours("/process.Process/Start", user)
                .header("Content-Type", "application/connect+json")
                .header("Connect-Protocol-Version", "1")
                .header("Keepalive-Ping-Interval", "50")
                .POST(BodyPublishers.ofByteArray(framed))
                .build();
        var answer = client.send(request, BodyHandlers.ofInputStream());
        if (answer.statusCode() < 300) return answer.body();
        try (var body = answer.body()) {
            throw new IOException(
                    shown("start", answer.statusCode(), new String(body.readNBytes(1000), StandardCharsets.UTF_8)));
        }
    }

    /**
     * Listens until the process has ended.
     *
     * @return its exit code; empty when it was never said, because the sandbox was lost
     * @throws IOException with what it says, when it could not be started
     */
    static OptionalInt follow(InputStream stream, Ear ear) throws IOException {
        var code = OptionalInt.empty();
        try (var in = new DataInputStream(stream)) {
            while (true) {
                int flags;
                try {
                    flags = in.readUnsignedByte();
                } catch (EOFException e) {
                    return code;
                }
                int length = in.readInt();
                if (length < 0 || length > LONGEST_MESSAGE)
                    throw new IOException("a message of %d bytes".formatted(length));
                var message = read(in.readNBytes(length));
                if ((flags & LAST) != 0) {
                    var error = message.path("error");
                    if (code.isEmpty() && error.isObject())
                        throw new IOException("%s: %s"
                                .formatted(
                                        error.path("code").asString(""),
                                        error.path("message").asString("")));
                    return code;
                }
                var event = message.path("event");
                for (var name : List.of("stdout", "stderr", "pty")) {
                    var data = event.path("data").path(name);
                    if (data.isString()) ear.hears(decoded(data.asString()));
                }
                if (event.has("end")) code = OptionalInt.of(code(event.path("end")));
            }
        }
    }

    /** A process that a signal ended has no exit code of its own; shells say 128 and its number. */
    private static int code(JsonNode end) {
        int code = end.path("exitCode").asInt(0);
        if (code >= 0 && end.path("exited").asBoolean(true)) return code;
        return end.path("status").asString("").contains("kill") ? 137 : 129;
    }

    private static byte[] decoded(String text) throws IOException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IOException("output that is not base64", e);
        }
    }

    private static JsonNode read(byte[] json) throws IOException {
        try {
            return Cloud.JSON.readTree(json);
        } catch (JacksonException e) {
            throw new IOException("a message that is not JSON", e);
        }
    }

    private static String shown(String what, int status, String body) {
        return "%s answered with status %d: %s"
                .formatted(what, status, body.length() > 300 ? body.substring(0, 300) : body);
    }
}
