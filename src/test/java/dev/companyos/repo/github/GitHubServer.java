package dev.companyos.repo.github;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** GitHub on this machine: its API for pull requests, and its repositories over git's own HTTP back end. */
final class GitHubServer implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    static final String TOKEN = "ghp_secret";

    private final HttpServer server;
    private final Path root;
    final List<String> heard = new CopyOnWriteArrayList<>();
    final Map<String, Integer> pulls = new ConcurrentHashMap<>();
    /** Answers instead of the server, where it returns something: status and body. */
    volatile Function<HttpExchange, Optional<Answer>> instead = _ -> Optional.empty();

    record Answer(int status, String body, Map<String, String> headers) {
        static Optional<Answer> of(int status, String body) {
            return Optional.of(new Answer(status, body, Map.of()));
        }
    }

    GitHubServer(Path root) {
        this.root = root;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    long asked(String what) {
        return heard.stream().filter(it -> it.startsWith(what)).count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            heard.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            var other = instead.apply(exchange);
            if (other.isPresent()) answer(exchange, other.get());
            else if (exchange.getRequestURI().getPath().startsWith("/repos/")) api(exchange);
            else git(exchange);
        }
    }

    private void api(HttpExchange exchange) throws IOException {
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, new Answer(401, "{\"message\":\"Bad credentials\"}", Map.of()));
        } else if (!exchange.getRequestURI().getPath().endsWith("/pulls")) {
            answer(exchange, new Answer(200, "{\"default_branch\":\"trunk\"}", Map.of()));
        } else if (exchange.getRequestMethod().equals("GET")) {
            var head = exchange.getRequestURI().getQuery().replaceAll(".*head=[^:]*:", "");
            var number = pulls.get(head);
            answer(exchange, new Answer(200, number == null ? "[]" : "[" + pull(number) + "]", Map.of()));
        } else {
            var head = JSON.readTree(exchange.getRequestBody().readAllBytes())
                    .path("head")
                    .asString();
            boolean fresh = pulls.putIfAbsent(head, pulls.size() + 1) == null;
            answer(
                    exchange,
                    fresh
                            ? new Answer(201, pull(pulls.size()), Map.of())
                            : new Answer(422, "{\"message\":\"A pull request already exists\"}", Map.of()));
        }
    }

    private String pull(int number) {
        return "{\"number\":%d,\"html_url\":\"%s/pull/%d\"}".formatted(number, url(), number);
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void git(HttpExchange exchange) throws IOException {
        var expected = "Basic "
                + Base64.getEncoder().encodeToString(("x-access-token:" + TOKEN).getBytes(StandardCharsets.UTF_8));
        if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"GitHub\"");
            answer(exchange, new Answer(401, "", Map.of()));
            return;
        }
        var builder = new ProcessBuilder("git", "http-backend");
        var uri = exchange.getRequestURI();
        builder.environment()
                .putAll(Map.of(
                        "GIT_PROJECT_ROOT", root.toString(),
                        "GIT_HTTP_EXPORT_ALL", "1",
                        "PATH_INFO", uri.getPath(),
                        "QUERY_STRING", uri.getQuery() == null ? "" : uri.getQuery(),
                        "REQUEST_METHOD", exchange.getRequestMethod(),
                        "REMOTE_USER", "somebody",
                        "CONTENT_TYPE", header(exchange, "Content-Type"),
                        "HTTP_CONTENT_ENCODING", header(exchange, "Content-Encoding"),
                        "GIT_PROTOCOL", header(exchange, "Git-Protocol")));
        var process = builder.start();
        try (var input = process.getOutputStream()) {
            exchange.getRequestBody().transferTo(input);
        }
        var output = process.getInputStream();
        int status = 200;
        for (var line = line(output); !line.isEmpty(); line = line(output)) {
            var parts = line.split(": ", 2);
            if (parts[0].equals("Status")) status = Integer.parseInt(parts[1].substring(0, 3));
            else exchange.getResponseHeaders().set(parts[0], parts[1]);
        }
        exchange.sendResponseHeaders(status, 0);
        output.transferTo(exchange.getResponseBody());
    }

    private static String header(HttpExchange exchange, String name) {
        var value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static String line(InputStream input) throws IOException {
        var line = new StringBuilder();
        for (int c = input.read(); c >= 0 && c != '\n'; c = input.read()) if (c != '\r') line.append((char) c);
        return line.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
