package dev.companyos.web.duckduckgo;

import dev.companyos.web.WebSearch;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** No key, no account. One request a search, and never longer than the time given for all of it. */
public final class DuckDuckGoSearch implements WebSearch {
    public static final URI PAGE = URI.create("https://html.duckduckgo.com/html/");

    private static final int MAX_QUERY = 300;
    private static final int MAX_HITS = 20;
    private static final int MAX_PAGE = 1_000_000;

    private final URI page;
    private final Duration whole;
    private final HttpClient http;

    /** @param whole from the first packet to the last, four seconds for instance */
    public DuckDuckGoSearch(URI page, Duration whole) {
        this.page = page;
        this.whole = whole;
        this.http = HttpClient.newBuilder()
                .connectTimeout(whole)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    @Override
    public Results search(String query, int limit) {
        String asked = Plain.text(query, MAX_QUERY);
        if (asked.isEmpty() || limit < 1) return new Results.Found(java.util.List.of());
        var request = HttpRequest.newBuilder(
                        URI.create(page + "?q=" + URLEncoder.encode(asked, StandardCharsets.UTF_8)))
                .header("User-Agent", "Mozilla/5.0 (compatible; CompanyOS)")
                .header("Accept", "text/html")
                .header("Accept-Language", "en")
                .build();
        // The client's own timeout ends when the first byte has come.
        var answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MAX_PAGE));
        try {
            return read(answer.get(whole.toMillis(), TimeUnit.MILLISECONDS), Math.min(limit, MAX_HITS));
        } catch (TimeoutException _) {
            answer.cancel(true);
            return unavailable("it did not answer within %d ms".formatted(whole.toMillis()));
        } catch (ExecutionException e) {
            return unavailable(reason(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException _) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return unavailable("the search was interrupted");
        }
    }

    private Results read(HttpResponse<String> answer, int limit) {
        return answer.statusCode() == 200
                ? ResultPage.read(answer.body(), limit)
                : unavailable("it answered with HTTP " + answer.statusCode());
    }

    static Results unavailable(String why) {
        return new Results.Unavailable("The web search is not available: " + why + ".");
    }

    private String reason(Throwable cause) {
        return switch (cause) {
            case java.net.ConnectException _ -> "%s cannot be reached".formatted(page.getHost());
            case java.net.http.HttpTimeoutException _ -> "%s cannot be reached in time".formatted(page.getHost());
            case IOException it ->
                "the connection failed (%s)".formatted(Plain.text(String.valueOf(it.getMessage()), 100));
            default -> "the connection failed (%s)".formatted(cause.getClass().getSimpleName());
        };
    }
}
