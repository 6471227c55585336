package app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The API's description, OpenAPI 3.1. */
final class OpenApi {
    private OpenApi() {}

    static Map<String, Object> describe(Routes routes) {
        var paths = new TreeMap<String, Map<String, Object>>();
        for (Routes.Route route : routes.documented()) {
            paths.computeIfAbsent(route.path(), _ -> new LinkedHashMap<>())
                    .put(route.method().toLowerCase(Locale.ROOT), operation(route));
        }
        return Map.of(
                "openapi", "3.1.0", "info", Map.of("title", Config.PRODUCT, "version", "0.1.0"), "paths", paths);
    }

    private static Map<String, Object> operation(Routes.Route route) {
        var operation = new LinkedHashMap<String, Object>();
        operation.put("summary", route.summary());
        if (route.path().contains("{id}")) {
            var id = Map.of("name", "id", "in", "path", "required", true, "schema", Map.of("type", "integer"));
            operation.put("parameters", List.of(id));
        }
        if (!route.schema().isEmpty()) {
            var content = Map.of("application/json", Map.of("schema", route.schema()));
            operation.put("requestBody", Map.of("required", true, "content", content));
        }
        operation.put("responses", Map.of("default", Map.of("description", "As the summary says, or a problem")));
        return operation;
    }
}
