package dev.companyos.web.duckduckgo;

import dev.companyos.web.WebSearch.Hit;
import dev.companyos.web.WebSearch.Results;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What a page of results says. Advertisements are no results. */
final class ResultPage {
    private static final int MAX_TITLE = 200;
    private static final int MAX_SNIPPET = 400;
    private static final int MAX_URL = 2_000;

    /** Results are linked through {@code /l/?uddg=<address>}. */
    private static final Pattern TARGET = Pattern.compile("[?&]uddg=([^&]+)");

    private ResultPage() {}

    static Results read(String html, int limit) {
        Document page = Jsoup.parse(html);
        var hits = new ArrayList<Hit>();
        for (Element result : page.select(".result")) {
            if (hits.size() == limit) break;
            if (!result.hasClass("result--ad")) hit(result).ifPresent(hits::add);
        }
        if (!hits.isEmpty() || page.selectFirst(".no-results") != null) return new Results.Found(hits);
        return page.selectFirst(".anomaly-modal__title, .anomaly-modal, #challenge-form") != null
                ? DuckDuckGoSearch.unavailable("it wants to know whether we are human")
                : DuckDuckGoSearch.unavailable("its page cannot be read");
    }

    private static Optional<Hit> hit(Element result) {
        Element link = result.selectFirst("a.result__a");
        if (link == null) return Optional.empty();
        Element snippet = result.selectFirst(".result__snippet");
        String title = Plain.text(link.text(), MAX_TITLE);
        return address(link.attr("href"))
                .filter(_ -> !title.isEmpty())
                .map(url -> new Hit(title, url, snippet == null ? "" : Plain.text(snippet.text(), MAX_SNIPPET)));
    }

    /** An address of the web, or none. */
    private static Optional<String> address(String href) {
        try {
            Matcher wrapped = TARGET.matcher(href);
            String url = wrapped.find() ? URLDecoder.decode(wrapped.group(1), StandardCharsets.UTF_8) : href;
            if (url.startsWith("//")) url = "https:" + url;
            if (url.length() > MAX_URL) return Optional.empty();
            URI uri = URI.create(url);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null && uri.getUserInfo() == null
                    ? Optional.of(uri.toASCIIString())
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
