package dev.companyos.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.app.Server;
import dev.companyos.app.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A whole server, asked over HTTP as anybody on this machine could ask it; one for all tests that take it. Its companies
 * have no budget, so nothing happens in them but what a test does.
 */
public final class AskedServer implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path home;
    private final Server server;
    private final String company;

    /** Hands it to constructors and methods of tests. */
    public static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == AskedServer.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(AskedServer.class))
                    .computeIfAbsent(AskedServer.class, _ -> new AskedServer(), AskedServer.class);
        }
    }

    private AskedServer() {
        try {
            home = Files.createTempDirectory("asked-server");
            server = Server.start(
                    Settings.of(Optional.of(home), Map.of("COMPANY_BUDGET_USD", "0")), OptionalInt.of(freePort()));
            var founded = post("/api/v1/companies", "{\"mission\":\"A waitlist\"}");
            company = JSON.readTree(founded.body()).at("/company/slug").asString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return server.url();
    }

    public int port() {
        return URI.create(server.url()).getPort();
    }

    public String token() {
        return server.token();
    }

    /** The path of the company that is there. */
    public String company() {
        return "/api/v1/companies/" + company;
    }

    public HttpRequest.Builder stranger(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path));
    }

    public HttpRequest.Builder authorized(String path) {
        return stranger(path).header("Authorization", "Bearer " + server.token());
    }

    public HttpResponse<String> get(String path) {
        return send(authorized(path));
    }

    public HttpResponse<String> post(String path, String body) {
        return with("POST", path, body);
    }

    public HttpResponse<String> with(String method, String path, String body) {
        return send(authorized(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** {@code request} as it is, and everything that comes until the connection is closed. */
    public String raw(String request) {
        try (var socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A whole request with the token; its path and further header lines go out as they are. */
    public String rawAuthorized(String method, String path, String... headers) {
        return raw("%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\nConnection: close\r\n%s\r\n"
                .formatted(
                        method,
                        path,
                        port(),
                        token(),
                        List.of(headers).stream().map(it -> it + "\r\n").reduce("", String::concat)));
    }

    /** Asserts that it is this problem, whole, and returns it. */
    public static JsonNode problem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        var body = problem(answer);
        if (!code.isEmpty()) assertThat(body.path("code").asString()).isEqualTo(code);
        return body;
    }

    /** Asserts that a request's mistake is called one, and that it is said what, why and what to do. */
    public static JsonNode problem(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        var body = JSON.readTree(answer.body());
        assertThat(body.path("status").asInt()).isEqualTo(answer.statusCode());
        for (String field : List.of("title", "detail", "code", "why", "doThis"))
            assertThat(body.path(field).asString("")).as(field).isNotBlank();
        return body;
    }

    /** The same of an answer that was read as it came. */
    public static void problem(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 4").contains("\r\nContent-Type: application/problem+json");
        assertThat(answer)
                .contains("\"title\":\"")
                .contains("\"why\":\"")
                .contains("\"doThis\":\"")
                .doesNotContain("<html")
                .doesNotContain("Exception");
    }

    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        try (var files = Files.walk(home)) {
            for (var it : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(it);
        }
    }
}
