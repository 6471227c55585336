package app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A running product: the features that were found, over one store, behind one HTTP server. */
public final class App implements AutoCloseable {
    private static final Path STYLE = Path.of("web/style.css");

    private final Store store;
    private final Routes routes = new Routes();
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    private App(Config config) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        store = new Store(config.dataDir());
        Features.find(store).forEach(feature -> feature.register(routes));
        registerDefaults();
        server = HttpServer.create(new InetSocketAddress(config.host(), config.port()), 128);
        server.createContext("/", this::answer);
        server.setExecutor(executor);
        server.start();
    }

    public static App start(Config config) {
        try {
            return new App(config);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not listen on port " + config.port(), e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.close();
        store.close();
    }

    private void registerDefaults() {
        routes.api("GET", "/health", "Whether the product works", _ -> Response.json(200, Map.of("status", "ok")));
        routes.page("GET", "/openapi.json", _ -> Response.json(200, OpenApi.describe(routes)));
        routes.page("GET", "/static/style.css", _ -> Response.file(STYLE, "text/css; charset=utf-8"));
        routes.page("GET", "/", App::welcome);
    }

    /** The home page until a feature brings its own. */
    private static Response welcome(Request request) {
        String cards = request.menu().stream()
                .map(link -> "<a class=\"card\" href=\"%s\"><h2>%s</h2></a>"
                        .formatted(Html.escape(link.path()), Html.escape(link.label())))
                .collect(Collectors.joining());
        String hero = "<section class=\"hero\"><h1>%s</h1><p>Welcome.</p></section>"
                .formatted(Html.escape(Config.PRODUCT));
        String empty =
                """
                <div class="card empty"><strong>Nothing here yet</strong>The first feature is on its way.</div>""";
        return Response.page(
                request, "Home", hero + (cards.isEmpty() ? empty : "<div class=\"cards\">" + cards + "</div>"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = new Request(exchange, routes.menu());
            send(exchange, respond(request));
        }
    }

    private Response respond(Request request) {
        try {
            return routes.answer(request);
        } catch (Problem problem) {
            return Response.problem(request, problem);
        } catch (RuntimeException e) {
            e.printStackTrace();
            return Response.problem(request, new Problem(500, "Something went wrong"));
        }
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Security-Policy", "default-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "same-origin");
        response.headers().forEach(headers::set);
        boolean bodiless = response.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(response.status(), bodiless ? -1 : response.body().length);
        if (!bodiless) {
            exchange.getResponseBody().write(response.body());
        }
    }
}
