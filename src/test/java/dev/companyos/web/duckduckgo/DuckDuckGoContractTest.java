package dev.companyos.web.duckduckgo;

import dev.companyos.testing.LocalServer;
import dev.companyos.web.WebSearch;
import dev.companyos.web.WebSearchContract;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;

class DuckDuckGoContractTest extends WebSearchContract {
    final List<LocalServer> servers = new ArrayList<>();

    @AfterEach
    void close() {
        servers.forEach(LocalServer::close);
    }

    @Override
    protected WebSearch finding(List<WebSearch.Hit> hits) {
        String results = hits.stream()
                .map(it -> """
                        <div class="result"><a class="result__a" href="%s">%s</a>
                        <a class="result__snippet">%s</a></div>""".formatted(it.url(), it.title(), it.snippet()))
                .collect(Collectors.joining());
        var server = new LocalServer();
        servers.add(server);
        server.answers(
                200,
                "<html><body><div class='results'>%s</div></body></html>"
                        .formatted(hits.isEmpty() ? "<div class='no-results'>No results.</div>" : results));
        return new DuckDuckGoSearch(server.url(), Duration.ofSeconds(10));
    }

    @Override
    protected WebSearch away() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return new DuckDuckGoSearch(
                    URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/"), Duration.ofSeconds(5));
        }
    }
}
