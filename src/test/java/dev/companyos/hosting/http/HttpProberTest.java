package dev.companyos.hosting.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.companyos.hosting.Prober;
import dev.companyos.hosting.ProberContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpProberTest extends ProberContract {
    private final HttpProber prober = new HttpProber();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    @Override
    protected Prober prober() {
        return prober;
    }

    @Override
    protected void answers(String path, int status) {
        answer(path, status, "");
    }

    @Override
    protected String nobody() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
    }

    @Override
    protected String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(String path, int status, String body, String... headers) {
        server.createContext(path, exchange -> {
            for (int i = 0; i < headers.length; i += 2)
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @Test
    void a_page_is_fetched_from_the_products_own_address_only() {
        answer("/page", 200, "<h1>Hello</h1>" + "x".repeat(100_000), "Content-Type", "text/html");
        answer("/away", 302, "", "Location", "http://example.invalid/secret");
        var page = prober.fetch(url(), "/page?a=%20b");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.contentType()).isEqualTo("text/html");
        assertThat(page.body()).startsWith("<h1>Hello").hasSize(64 << 10);
        assertThat(prober.fetch(url(), "/away").body()).contains("example.invalid");
        for (var odd :
                List.of("@example.invalid/", "http://example.invalid/", ":80@example.invalid", "/\\..", "/ ", ""))
            assertThat(prober.fetch(url(), odd).status()).as(odd).isIn(0, 404);
        assertThat(prober.fetch(url(), "//example.invalid/").status()).isEqualTo(404); // a path of our own server
    }

    @Test
    void each_path_gets_its_own_answer() {
        answer("/good", 200, "fine");
        answer("/bad", 500, "x".repeat(1000));
        var probes = prober.probe(url(), List.of("/good", "/bad", "/nothing"));
        assertThat(probes).extracting(it -> it.status()).containsExactly(200, 500, 404);
        assertThat(probes.get(0).passed()).isTrue();
        assertThat(probes.get(1).passed()).isFalse();
        assertThat(probes.get(1).detail()).startsWith("xxx").hasSizeLessThan(400);
    }

    @Test
    void a_redirect_is_followed_at_home_only() {
        answer("/home", 302, "", "Location", "/there");
        answer("/there", 200, "fine");
        answer("/away", 302, "", "Location", "http://localhost:1/secrets");
        answer("/round", 302, "", "Location", "/round");
        var probes = prober.probe(url(), List.of("/home", "/away", "/round"));
        assertThat(probes).extracting(it -> it.status()).containsExactly(200, 302, 302);
        assertThat(probes.get(1).detail()).contains("localhost:1");
    }

    @Test
    void no_answer_is_a_zero_and_a_reason() {
        server.stop(0);
        var probe = prober.probe(url(), List.of("/x")).getFirst();
        assertThat(probe.status()).isZero();
        assertThat(probe.detail()).isNotBlank();
        assertThat(prober.probe("no url at all", List.of("/x")).getFirst().status())
                .isZero();
        assertThat(prober.probe("http://127.0.0.1", List.of("@evil.invalid/x"))
                        .getFirst()
                        .status())
                .isZero();
    }

    @Test
    void an_answer_that_drips_for_ever_is_given_up() {
        server.createContext("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        var probe = prober.probe(url(), List.of("/drip")).getFirst();
        assertThat(probe.status()).isZero();
        assertThat(probe.millis()).isBetween(2_500L, 10_000L);
    }
}
