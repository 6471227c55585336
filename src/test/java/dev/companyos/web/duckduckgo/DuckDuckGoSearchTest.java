package dev.companyos.web.duckduckgo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.testing.LocalServer;
import dev.companyos.web.WebSearch.Hit;
import dev.companyos.web.WebSearch.Results;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDuckGoSearchTest {
    static final Duration SHORT = Duration.ofMillis(500);

    final LocalServer server = new LocalServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void results_come_back_as_plain_text_without_advertisements() {
        server.answers(200, page("""
                        <div class="result results_links result--ad"><a class="result__a" href="https://ad.example">Buy</a></div>
                        <div class="result results_links">
                          <h2><a class="result__a" href="//duckduckgo.com/l/?uddg=https%3A%2F%2Fcoffee.example%2Fa%3Fb%3D1&amp;rut=x">
                            Coffee <b>subscriptions</b> &amp; more</a></h2>
                          <a class="result__snippet">The <b>best</b>
                            beans.<script>alert(1)</script></a>
                        </div>
                        <div class="result"><a class="result__a" href="https://plain.example/">Plain</a></div>
                        """));
        assertThat(search("coffee & \"milk\"", 5))
                .isEqualTo(new Results.Found(java.util.List.of(
                        new Hit("Coffee subscriptions & more", "https://coffee.example/a?b=1", "The best beans."),
                        new Hit("Plain", "https://plain.example/", ""))));
        assertThat(server.heard().getFirst().target().getRawQuery()).isEqualTo("q=coffee+%26+%22milk%22");
    }

    @Test
    void what_nobody_can_see_is_taken_out_and_everything_is_bounded() {
        server.answers(
                200, page(result("https://a.example", "ti\u202Etle\u200B\u0007", "s".repeat(5_000) + "\uDB40\uDC41")));
        var hit = found(search("x", 5)).getFirst();
        assertThat(hit.title()).isEqualTo("title");
        assertThat(hit.snippet()).hasSize(401).endsWith("…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "file:///etc/passwd",
                "https://user:pass@evil.example/",
                "//duckduckgo.com/l/?uddg=%zz",
                "not an address",
                ""
            })
    void a_result_that_leads_nowhere_on_the_web_is_left_out(String href) {
        server.answers(200, page(result(href, "bad", "") + result("https://good.example", "good", "")));
        assertThat(found(search("x", 5))).extracting(Hit::title).containsExactly("good");
    }

    @Test
    void no_more_results_than_asked_for_and_never_more_than_twenty() {
        var many = IntStream.range(0, 60)
                .mapToObj(it -> result("https://a.example/" + it, "t", "s"))
                .collect(Collectors.joining());
        server.answers(200, page(many)).answers(200, page(many));
        assertThat(found(search("x", 3))).hasSize(3);
        assertThat(found(search("x", 1_000))).hasSize(20);
    }

    @Test
    void a_page_that_says_there_is_nothing_is_an_answer() {
        server.answers(200, page("<div class='no-results'>No results.</div>"));
        assertThat(search("qwertyuiop", 5)).isEqualTo(new Results.Found(java.util.List.of()));
    }

    @Test
    void a_query_without_a_word_asks_nobody() {
        assertThat(search(" \u0000 ", 5)).isEqualTo(new Results.Found(java.util.List.of()));
        assertThat(server.heard()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {202, 403, 429, 500, 503})
    void another_status_says_so(int status) {
        server.answers(status, "no");
        assertThat(why(search("x", 5))).contains("HTTP " + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"json\":true}", "<html><body>hello", "\u0000\u0001\u0002", "<div class='result'>"})
    void a_page_that_cannot_be_read_says_so(String garbage) {
        server.answers(200, garbage);
        assertThat(why(search("x", 5))).contains("cannot be read");
    }

    @Test
    void a_page_that_asks_for_a_human_says_so() {
        server.answers(200, page("<div class='anomaly-modal__title'>Select all ducks</div>"));
        assertThat(why(search("x", 5))).contains("human");
    }

    @Test
    void a_server_that_keeps_silent_is_left_in_time() {
        server.keepsSilent();
        assertThat(why(search("x", 5))).contains("within 500 ms");
    }

    @Test
    void a_server_that_trickles_is_left_in_time_too() {
        server.trickles("<p>");
        assertThat(why(search("x", 5))).contains("within 500 ms");
    }

    @Test
    void a_page_without_end_is_not_read_to_it() {
        server.answers(200, "x".repeat(2_000_000));
        assertThat(search("x", 5)).isInstanceOf(Results.Unavailable.class);
    }

    @Test
    void a_connection_that_drops_says_so() {
        server.hangsUpAfter("<html>");
        assertThat(why(search("x", 5))).contains("connection failed");
    }

    @Test
    void without_a_network_the_answer_is_quick() throws Exception {
        URI nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        assertThat(why(new DuckDuckGoSearch(nobody, SHORT).search("x", 5))).contains("127.0.0.1 cannot be reached");
        assertThat(why(new DuckDuckGoSearch(URI.create("http://no-such-host.invalid/"), Duration.ofSeconds(4))
                        .search("x", 5)))
                .contains("no-such-host.invalid");
    }

    private Results search(String query, int limit) {
        return new DuckDuckGoSearch(server.url(), SHORT).search(query, limit);
    }

    private static java.util.List<Hit> found(Results results) {
        return ((Results.Found) results).hits();
    }

    private static String why(Results results) {
        return ((Results.Unavailable) results).why();
    }

    private static String page(String results) {
        return "<!DOCTYPE html><html><body><div id=\"links\">%s</div></body></html>".formatted(results);
    }

    private static String result(String href, String title, String snippet) {
        return "<div class=\"result\"><a class=\"result__a\" href=\"%s\">%s</a><a class=\"result__snippet\">%s</a></div>"
                .formatted(href, title, snippet);
    }
}
