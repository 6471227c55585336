package app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Which handler answers what. Routes that were added first are asked first. */
public final class Routes {
    private final List<Route> routes = new ArrayList<>();
    private final List<Link> menu = new ArrayList<>();

    /** An entry of every page's menu. */
    public record Link(String label, String path) {}

    /** @param schema of the body that is sent, as JSON Schema; empty where there is none */
    record Route(
            String method, String path, String summary, Map<String, Object> schema, boolean documented, Handler handler) {
        boolean matches(String asked) {
            String[] pattern = path.split("/", -1);
            String[] segments = asked.split("/", -1);
            if (pattern.length != segments.length) {
                return false;
            }
            for (int i = 0; i < pattern.length; i++) {
                if (!pattern[i].equals("{id}") && !pattern[i].equals(segments[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    @FunctionalInterface
    public interface Handler {
        Response answer(Request request);
    }

    /** A part of the JSON API. {@code {id}} in the path is one segment, read with {@link Request#id}. */
    public void api(String method, String path, String summary, Handler handler) {
        routes.add(new Route(method, path, summary, Map.of(), true, handler));
    }

    public void api(String method, String path, String summary, Schema schema, Handler handler) {
        routes.add(new Route(method, path, summary, schema.toJson(), true, handler));
    }

    /** What people open in a browser; not part of the API's description. */
    public void page(String method, String path, Handler handler) {
        routes.add(new Route(method, path, "", Map.of(), false, handler));
    }

    public void menu(String label, String path) {
        menu.add(new Link(label, path));
    }

    List<Link> menu() {
        return List.copyOf(menu);
    }

    List<Route> documented() {
        return routes.stream().filter(Route::documented).toList();
    }

    /** @throws Problem 404 where there is nothing, 405 where there is something for other methods */
    Response answer(Request request) {
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        var others = new TreeSet<String>();
        for (Route route : routes) {
            if (route.matches(request.path())) {
                if (route.method().equals(method)) {
                    return route.handler().answer(request.on(route.path()));
                }
                others.add(route.method());
            }
        }
        throw others.isEmpty()
                ? new Problem(404, "There is nothing at this address")
                : new Problem(405, "Only " + String.join(", ", others) + " can be used here");
    }
}
