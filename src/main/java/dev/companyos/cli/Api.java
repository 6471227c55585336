package dev.companyos.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server's REST API, as a command uses it. */
final class Api {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String url;
    private final String token;

    Api(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** The server that runs on this home, if one does. */
    static Optional<Api> running(Path home) {
        try {
            Path at = home.resolve("server.url");
            Path pid = home.resolve("server.pid");
            if (!Files.isRegularFile(at) || !Files.isRegularFile(pid)) return Optional.empty();
            long process = Long.parseLong(Files.readString(pid).strip());
            if (ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty()) return Optional.empty();
            var api = new Api(
                    Files.readString(at).strip(),
                    Files.readString(home.resolve("token")).strip());
            return api.alive() ? Optional.of(api) : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    static Api of(Options options) {
        return running(options.folder())
                .orElseThrow(() -> new Failed(
                        Failed.UNAVAILABLE,
                        "No server runs on %s.".formatted(options.folder()),
                        "There is no server.url of a living process there.",
                        "Start one with `./company start`, or name another home with --home."));
    }

    private boolean alive() {
        try {
            return client.send(request("/healthz").GET().build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    String url() {
        return url;
    }

    JsonNode get(String path) {
        return send(request(path).GET().build());
    }

    JsonNode post(String path, Map<String, ?> body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    JsonNode put(String path, Map<String, ?> body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    /** The live event stream from {@code after} on; "" for the beginning. Ends when the server or the caller closes it. */
    InputStream events(String company, String after) throws IOException {
        try {
            var request = request("/api/v1/companies/%s/events?after=%s".formatted(company, encode(after)))
                    .header("Accept", "text/event-stream")
                    .GET()
                    .build();
            var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() == 200) return response.body();
            response.body().close();
            throw new IOException("the server answered %d".formatted(response.statusCode()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + token);
        // founding may have to make what a stack needs, such as a virtual environment
        var longest = path.equals("/api/v1/companies") ? Duration.ofMinutes(15) : Duration.ofSeconds(60);
        return path.contains("/events") ? request : request.timeout(longest);
    }

    private JsonNode send(HttpRequest request) {
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode body = response.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(response.body());
            if (response.statusCode() < 400) return body;
            int code = response.statusCode() == 400 || response.statusCode() == 404
                    ? Failed.USAGE
                    : response.statusCode() == 503 ? Failed.UNAVAILABLE : Failed.FAILED;
            throw new Failed(
                    code,
                    body.path("title").asString("The server answered %d.".formatted(response.statusCode())),
                    body.path("why").asString(body.path("detail").asString("")),
                    body.path("doThis").asString(""));
        } catch (IOException | JacksonException e) {
            throw new Failed(
                    Failed.UNAVAILABLE,
                    "The server at %s does not answer.".formatted(url),
                    String.valueOf(e.getMessage()),
                    "Look with `./company status`, or start it again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed(Failed.FAILED, "Interrupted.", "", "");
        }
    }
}
