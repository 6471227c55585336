package app;

import app.testing.Client;
import app.testing.Expect;
import app.testing.Test;
import java.util.Map;

final class HealthTest {
    @Test
    void the_product_is_healthy(Client client) {
        var answer = client.get("/health");
        Expect.equal(200, answer.status());
        Expect.equal(Map.of("status", "ok"), answer.object());
    }

    @Test
    void the_home_page_is_there(Client client) {
        var answer = client.get("/");
        Expect.equal(200, answer.status());
        Expect.equal("text/html; charset=utf-8", answer.header("content-type"));
    }

    @Test
    void what_is_not_there_is_not_found(Client client) {
        Expect.equal(Map.of("detail", "There is nothing at this address"), client.get("/api/nothing").object());
        var page = client.get("/nothing");
        Expect.equal(404, page.status());
        Expect.contains(page.body(), "There is nothing at this address");
    }

    @Test
    void another_method_is_refused(Client client) {
        Expect.equal(405, client.delete("/health").status());
    }

    @Test
    void the_api_describes_itself(Client client) {
        var paths = (Map<?, ?>) client.get("/openapi.json").object().get("paths");
        Expect.isTrue(paths.containsKey("/health"), "the health check among " + paths.keySet());
    }

    @Test
    void pages_load_nothing_from_elsewhere(Client client) {
        Expect.contains(client.get("/").header("content-security-policy"), "default-src 'self'");
        Expect.equal(200, client.get("/static/style.css").status());
    }
}
