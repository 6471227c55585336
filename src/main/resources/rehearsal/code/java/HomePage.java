package app.features.home;

import static app.Html.escape;

import app.Feature;
import app.Request;
import app.Response;
import app.Routes;
import app.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The home page in the product's own words, and the figures behind it. */
public final class HomePage implements Feature {
    private static final String NAME = {{name}};
    private static final String TAGLINE = {{tagline}};
    private static final List<Card> CARDS = List.of(
            {{cards}}

    private final Store store;

    private record Card(String label, String table, String path) {
        boolean hasPage(Request request) {
            return request.menu().stream().anyMatch(link -> link.path().equals(path));
        }
    }

    public HomePage(Store store) {
        this.store = store;
    }

    @Override
    public void register(Routes routes) {
        routes.page("GET", "/", this::home);
        routes.api("GET", "/api/summary", "How many there are of everything that is kept", _ -> summary());
    }

    private Response home(Request request) {
        var counts = counts();
        String cards = CARDS.stream()
                .map(card -> html(card, counts.get(card.table()), card.hasPage(request)))
                .collect(Collectors.joining());
        String action = CARDS.stream()
                .filter(card -> card.hasPage(request))
                .findFirst()
                .map(card -> "<a class=\"button\" href=\"%s\">Open %s</a>"
                        .formatted(card.path(), escape(card.label().toLowerCase(Locale.ROOT))))
                .orElse("");
        return Response.page(
                request,
                "Home",
                """
                <section class="hero"><h1>%s</h1><p>%s</p>%s</section>
                <div class="cards">%s</div>"""
                        .formatted(escape(NAME), escape(TAGLINE), action, cards));
    }

    private Response summary() {
        return Response.json(200, Map.of("product", NAME, "counts", counts()));
    }

    private Map<String, Integer> counts() {
        var kept = store.counts();
        var counts = new LinkedHashMap<String, Integer>();
        for (Card card : CARDS) {
            if (kept.containsKey(card.table())) {
                counts.put(card.table(), kept.get(card.table()));
            }
        }
        return counts;
    }

    private static String html(Card card, Integer count, boolean hasPage) {
        String content = "<span class=\"figure\">%s</span><h2>%s</h2><span class=\"muted\">%s</span>"
                .formatted(count == null ? "–" : count, escape(card.label()), hasPage ? "Open" : "Coming soon");
        return hasPage
                ? "<a class=\"card\" href=\"%s\">%s</a>".formatted(card.path(), content)
                : "<div class=\"card\">%s</div>".formatted(content);
    }
}
