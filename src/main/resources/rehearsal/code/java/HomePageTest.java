package app.features.home;

import static app.testing.Expect.contains;
import static app.testing.Expect.equal;

import app.Html;
import app.testing.Client;
import app.testing.Test;
import java.util.List;
import java.util.Map;

/** Features that are not built yet are left out of the counts. */
final class HomePageTest {
    private static final String NAME = {{name}};
    private static final String TAGLINE = {{tagline}};
    private static final List<Sample> SAMPLES = List.of(
            {{samples}}

    private record Sample(String label, String table, String path, Map<String, Object> values) {}

    @Test
    void the_home_page_speaks_the_product_s_words(Client client) {
        var page = client.get("/");
        equal(200, page.status());
        contains(page.body(), "<h1>" + Html.escape(NAME) + "</h1>");
        contains(page.body(), Html.escape(TAGLINE));
    }

    @Test
    void the_summary_names_the_product(Client client) {
        equal(NAME, client.get("/api/summary").object().get("product"));
    }

    @Test
    void a_card_counts_what_is_kept(Client client) {
        for (Sample sample : SAMPLES) {
            boolean built = client.json("POST", "/api" + sample.path(), sample.values()).status() != 404;
            var counts = (Map<?, ?>) client.get("/api/summary").object().get("counts");
            equal(built ? 1L : null, counts.get(sample.table()));
            String page = client.get("/").body();
            contains(page, "<span class=\"figure\">" + (built ? "1" : "–") + "</span><h2>" + sample.label() + "</h2>");
        }
    }
}
