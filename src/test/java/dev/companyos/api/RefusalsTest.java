package dev.companyos.api;

import static dev.companyos.testing.AskedServer.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.testing.AskedServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a request's path, method, parameters or headers: it is told what, why and what to do, and never blamed on the server. */
@ExtendWith(AskedServer.Extension.class)
class RefusalsTest {
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private final AskedServer server;

    RefusalsTest(AskedServer server) {
        this.server = server;
    }

    static Stream<Routes.Route> routes_of_a_company() {
        return Routes.guarded().filter(Routes.Route::ofACompany);
    }

    static Stream<Routes.Route> routes_with_a_name() {
        return Routes.guarded()
                .filter(it -> it.template().replace("{company}", "").contains("{"));
    }

    @ParameterizedTest
    @MethodSource("routes_of_a_company")
    void a_company_that_is_not_there_is_not_found(Routes.Route route) {
        String body = "{\"mission\":\"m\",\"text\":\"t\",\"title\":\"t\",\"answer\":\"a\",\"question\":\"q\","
                + "\"cap_usd\":1,\"role\":\"backend\",\"headcount\":1}";
        for (String name : List.of("none-such", NOBODY, "%C3%A9", "x".repeat(3_000))) {
            String path = route.path("/api/v1/companies/" + name) + "?consumer=x";
            var answer = route.takesABody() ? server.with(route.method(), path, body) : bare(route.method(), path);
            problem(answer, 404, "not-found.company");
            assertThat(answer.body()).hasSizeLessThan(1_000);
        }
    }

    @ParameterizedTest
    @MethodSource("routes_with_a_name")
    void a_name_that_is_none_is_not_found_or_refused(Routes.Route route) {
        for (String name : List.of(
                "0",
                "-1",
                "99999999999999999999",
                NOBODY,
                NOBODY + "0",
                "-".repeat(36),
                "0".repeat(36),
                "1-1-1-1-1",
                "%27%20or%201=1",
                "$%7B1%7D",
                "%F0%9F%8E%89",
                "%E2%80%AE",
                "%20",
                "%0d%0aX:y",
                "x".repeat(5_000))) {
            String path = route.template()
                            .replace("/api/v1/companies/{company}", server.company())
                            .replaceAll("\\{\\w+}", Matcher.quoteReplacement(name))
                    + "?consumer=x";
            var answer = route.takesABody()
                    ? server.with(route.method(), path, "{\"answer\":\"a\"}")
                    : bare(route.method(), path);
            assertThat(problem(answer).path("code").asString()).as(name).matches("(not-found|invalid|http)\\..*");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%00", "a%00b", "%", "%zz", "%2F", "%5c", "%C0%AF", "%FF", "{x}", "a b", "\\", "#", "\u00e9"})
    void a_path_that_cannot_be_decoded_is_a_problem_too(String name) {
        problem(server.rawAuthorized("GET", server.company() + "/tasks/" + name));
    }

    @ParameterizedTest
    @CsvSource({
        "tasks,limit",
        "directives,limit",
        "releases,limit",
        "inbox,limit",
        "inbox,open",
        "knowledge,limit",
        "dead-letters,limit"
    })
    void a_parameter_that_is_none_is_refused(String list, String parameter) {
        for (String value : List.of("x", "-1", "1.5", "99999999999", "NaN", "%00", "%25", "%F0%9F%8E%89", "1e3"))
            problem(server.get("%s/%s?%s=%s".formatted(server.company(), list, parameter, value)));
        for (String value : List.of("%", "%zz", "%C3"))
            problem(server.rawAuthorized("GET", "%s/%s?%s=%s".formatted(server.company(), list, parameter, value)));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/v1/nothing,404",
        "DELETE,/api/v1/companies,405",
        "GET,/,404",
        "GET,/error,404",
        "POST,/error,404"
    })
    void what_there_is_not_is_a_problem_too(String method, String path, int status) {
        problem(bare(method, path), status, "http." + status);
    }

    @Test
    void a_method_that_a_path_does_not_take_is_told_which_it_takes() {
        var answer = bare("DELETE", "/api/v1/companies");
        assertThat(answer.headers().firstValue("Allow").orElse(""))
                .contains("GET")
                .contains("POST");
        assertThat(problem(answer).path("why").asString()).contains("GET or POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "FOO", "get", "G\u0000T"})
    void a_method_that_nobody_takes_is_a_problem_too(String method) {
        problem(server.rawAuthorized(method, "/api/v1/companies"));
    }

    static Stream<String> headers_that_no_client_sends() {
        return Stream.of(
                "X: " + "y".repeat(20_000),
                "Cookie: " + "a=b;".repeat(500),
                "Cookie: \u0001=\u0000",
                "Content-Length: -1",
                "Content-Length: 99999999999999999999",
                "Content-Length: 5\r\nContent-Length: 6",
                "Transfer-Encoding: foo",
                "Expect: nope",
                "Accept: text/html",
                "Accept: nonsense",
                "no colon",
                ": no name");
    }

    @ParameterizedTest
    @MethodSource("headers_that_no_client_sends")
    void a_header_that_makes_no_sense_is_a_problem_too(String header) {
        problem(server.rawAuthorized("GET", "/api/v1/server", header));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET\r\n\r\n", "GET / HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n", "\u0016\u0003\u0001\u0002\r\n\r\n"})
    void what_is_no_http_is_a_problem_too(String bytes) {
        problem(server.raw(bytes));
    }

    private HttpResponse<String> bare(String method, String path) {
        return server.send(server.authorized(path).method(method, BodyPublishers.noBody()));
    }
}
