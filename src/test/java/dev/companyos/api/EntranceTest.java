package dev.companyos.api;

import static dev.companyos.testing.AskedServer.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.testing.AskedServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in. */
@ExtendWith(AskedServer.Extension.class)
class EntranceTest {
    private final AskedServer server;

    EntranceTest(AskedServer server) {
        this.server = server;
    }

    /** What is declared, and what is not: an error is a route too. */
    static Stream<Routes.Route> everything() {
        return Stream.concat(
                Routes.guarded(),
                Stream.of(
                        new Routes.Route("GET", "/"),
                        new Routes.Route("GET", "/error"),
                        new Routes.Route("GET", "/api/v1/nothing"),
                        new Routes.Route("DELETE", "/api/v1/companies"),
                        new Routes.Route("OPTIONS", "/api/v1/companies"),
                        new Routes.Route("HEAD", "/api/v1/companies"),
                        new Routes.Route("PATCH", "/api/v1/companies/{company}")));
    }

    @Test
    void the_routes_are_found() {
        assertThat(Routes.all())
                .hasSizeGreaterThan(35)
                .contains(
                        new Routes.Route("GET", "/api/v1/companies/{company}/events"),
                        new Routes.Route("POST", "/api/v1/server/stop"),
                        new Routes.Route("GET", "/healthz"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/readyz"})
    void whether_it_lives_may_be_asked_by_everybody(String path) {
        var answer = server.send(server.stranger(path));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @ParameterizedTest
    @MethodSource("everything")
    void nothing_else_is_answered_without_the_token(Routes.Route route) {
        for (String shown : List.of(
                "",
                "Bearer ",
                "Bearer wrong",
                "Basic " + server.token(),
                server.token(),
                "Bearer " + server.token() + "0",
                "Bearer " + server.token().substring(1))) {
            var request = of(server.stranger(route.path(server.company())), route);
            if (!shown.isEmpty()) request.header("Authorization", shown);
            var answer = server.send(request);
            if (!route.method().equals("HEAD")) problem(answer, 401, "unauthorized");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(answer.body()).doesNotContain(server.token());
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void a_foreign_page_is_not_let_in_even_with_the_token(Routes.Route route) {
        for (String origin : List.of(
                "https://evil.example",
                "null",
                "http://127.0.0.1.evil.example",
                "file://",
                "not an origin",
                "http://127.0.0.1",
                "http://127.0.0.1:1",
                "http://localhost:" + server.port(),
                server.url().replace("http", "https"))) {
            var request =
                    of(server.authorized(route.path(server.company())), route).header("Origin", origin);
            assertThat(server.send(request).statusCode()).as(origin).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void a_name_that_was_bent_to_this_machine_is_not_let_in(Routes.Route route) {
        for (String host : List.of("evil.example", "evil.example:" + server.port(), "127.0.0.1.evil.example", "[::2]"))
            assertThat(server.raw("%s %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                            .formatted(route.method(), route.path(server.company()), host, server.token())))
                    .as(host)
                    .startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1@evil", "", "127.0.0.1:x"})
    void another_host_may_not_even_ask_whether_it_lives(String host) {
        problem(server.raw("GET /healthz HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host)));
    }

    @Test
    void a_request_that_names_two_hosts_is_refused() {
        problem(server.rawAuthorized("GET", "/api/v1/server", "Host: evil.example"));
        problem(server.raw("GET http://evil.example/healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"));
    }

    @Test
    void this_machines_own_pages_are_let_in() {
        assertThat(server.send(server.authorized("/api/v1/server").header("Origin", server.url()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.raw("GET /healthz HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n\r\n"
                        .formatted(server.port())))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/healthz/",
                "//healthz",
                "/healthz/../api/v1/server",
                "/healthz;x/../api/v1/server",
                "/healthz%2f..%2fapi/v1/server",
                "/healthz/%2e%2e/api/v1/server",
                "/HEALTHZ",
                "/nothing"
            })
    void no_way_of_writing_a_path_leads_around_the_token(String path) {
        String answer = server.raw("GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".formatted(path));
        problem(answer);
        assertThat(answer.substring(0, 12)).isIn("HTTP/1.1 401", "HTTP/1.1 400");
    }

    private static HttpRequest.Builder of(HttpRequest.Builder request, Routes.Route route) {
        if (!route.takesABody()) return request.method(route.method(), BodyPublishers.noBody());
        return request.header("Content-Type", "application/json")
                .method(route.method(), BodyPublishers.ofString("{\"mission\":\"Another\",\"text\":\"t\"}"));
    }
}
