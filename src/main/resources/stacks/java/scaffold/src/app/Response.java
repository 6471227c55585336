package app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a client gets. */
public record Response(int status, Map<String, String> headers, byte[] body) {
    private static final String JSON = "application/json";

    public static Response json(int status, Object value) {
        return text(status, JSON, Json.write(value));
    }

    /** @param content HTML; @param title text */
    public static Response page(Request request, String title, String content) {
        return page(200, request, title, content);
    }

    public static Response page(int status, Request request, String title, String content) {
        return text(status, "text/html; charset=utf-8", Html.layout(request, title, content));
    }

    /** To another page, which is then read with GET. */
    public static Response redirect(String path) {
        return new Response(303, Map.of("Location", path), new byte[0]);
    }

    public static Response empty() {
        return new Response(204, Map.of(), new byte[0]);
    }

    public Response with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Response(status, all, body);
    }

    static Response file(Path path, String type) {
        try {
            return new Response(
                    200, Map.of("Content-Type", type, "Cache-Control", "max-age=300"), Files.readAllBytes(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON under /api, a page elsewhere. */
    static Response problem(Request request, Problem problem) {
        if (!request.path().startsWith("/api/")) {
            String content = "<div class=\"card empty\"><strong>%d</strong>%s.</div>"
                    .formatted(problem.status(), Html.escape(problem.getMessage()));
            return page(problem.status(), request, problem.status() == 404 ? "Not found" : "Error", content);
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("detail", problem.getMessage());
        if (!problem.fields().isEmpty()) {
            body.put("fields", problem.fields());
        }
        return json(problem.status(), body);
    }

    private static Response text(int status, String type, String text) {
        return new Response(status, Map.of("Content-Type", type), text.getBytes(StandardCharsets.UTF_8));
    }
}
