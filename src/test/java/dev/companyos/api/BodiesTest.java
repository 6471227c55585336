package dev.companyos.api;

import static dev.companyos.testing.AskedServer.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.testing.AskedServer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What a request's body may be. */
@ExtendWith(AskedServer.Extension.class)
class BodiesTest {
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private final AskedServer server;

    BodiesTest(AskedServer server) {
        this.server = server;
    }

    static Stream<Routes.Route> routes_with_a_body() {
        return Routes.guarded().filter(Routes.Route::takesABody);
    }

    @ParameterizedTest
    @MethodSource("routes_with_a_body")
    void a_body_that_is_no_such_json_is_refused(Routes.Route route) {
        for (String body : List.of(
                "",
                "{",
                "[]",
                "\"text\"",
                "null",
                "1",
                "{}",
                "{} {}",
                "{\"a\":1,\"a\":2}",
                "[".repeat(5_000),
                "{\"a\":".repeat(3_000),
                "{'mission':'x'}",
                "{\"text\":NaN}",
                "\u0000")) problem(server.with(route.method(), route.path(server.company()), body));
    }

    @ParameterizedTest
    @MethodSource("routes_with_a_body")
    void a_value_of_the_wrong_kind_is_refused_and_named(Routes.Route route) {
        for (String value : List.of(
                "null",
                "1e999",
                "-1",
                "1.5",
                "99999999999999999999999",
                "true",
                "[]",
                "{}",
                "[\"x\"]",
                "9".repeat(1_200)))
            for (String field : List.of("mission", "text", "title", "question", "answer"))
                problem(server.with(
                        route.method(), route.path(server.company()), "{\"%s\":%s}".formatted(field, value)));
    }

    @Test
    void the_field_that_is_wrong_is_named() {
        var it = problem(server.post("/api/v1/companies", "{\"mission\":1e999}"), 400, "invalid.body");
        assertThat(it.path("title").asString()).contains("`mission`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "a\\u0000b", "\\ud800", "x\\udc00y"})
    void a_text_that_cannot_be_stored_is_refused(String text) {
        String company = server.company();
        for (var each : List.of(
                List.of("POST", "/api/v1/companies", "{\"mission\":\"%s\"}"),
                List.of("POST", "/api/v1/companies", "{\"mission\":\"m\",\"stack\":\"%s\"}"),
                List.of("PUT", company + "/mission", "{\"mission\":\"%s\"}"),
                List.of("POST", company + "/feedback", "{\"text\":\"%s\"}"),
                List.of("POST", company + "/feedback", "{\"text\":\"t\",\"from\":\"%s\"}"),
                List.of("POST", company + "/knowledge", "{\"title\":\"%s\",\"text\":\"t\"}"),
                List.of("POST", company + "/knowledge", "{\"title\":\"t\",\"text\":\"%s\"}"),
                List.of("POST", company + "/knowledge", "{\"title\":\"t\",\"text\":\"t\",\"category\":\"%s\"}"),
                List.of("POST", company + "/knowledge/ask", "{\"question\":\"%s\"}"),
                List.of("POST", company + "/inbox/" + NOBODY + "/answer", "{\"answer\":\"%s\"}"),
                List.of("PUT", company + "/agents", "{\"headcount\":1,\"role\":\"%s\"}")))
            problem(server.with(each.get(0), each.get(1), each.get(2).formatted(text)));
        problem(
                server.post(company + "/dead-letters/" + NOBODY + "/replay?consumer=a%00b", "{}"),
                400,
                "invalid.consumer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"mission\":null}", "{\"mission\":\"\"}", "{\"mission\":\" \\n \"}"})
    void a_blank_mission_is_refused(String body) {
        problem(server.post("/api/v1/companies", body), 400, "invalid.mission");
    }

    @Test
    void a_mission_that_is_too_long_is_refused() {
        var it = problem(
                server.post("/api/v1/companies", "{\"mission\":\"" + "x".repeat(4_001) + "\"}"),
                400,
                "invalid.mission");
        assertThat(it.path("why").asString()).contains("4001");
    }

    @Test
    void a_stack_that_is_not_there_is_refused_with_those_that_are_and_nothing_is_founded() {
        String before = server.get("/api/v1/companies").body();
        var answer = server.post("/api/v1/companies", "{\"mission\":\"A library\",\"stack\":\"cobol\"}");
        assertThat(problem(answer, 400, "").path("code").asString()).startsWith("invalid.");
        for (var stack : dev.companyos.stacks.StackFiles.ofThisMachine(java.nio.file.Path.of("target", "stacks"))
                .all()) assertThat(answer.body()).contains(stack.name());
        assertThat(server.get("/api/v1/companies").body()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "-0.001",
                "1000001",
                "1e300",
                "1e999",
                "\"1\"",
                "null",
                "true",
                "[1]",
                "99999999999999999999999"
            })
    void money_that_is_none_is_refused(String cap) {
        String before = server.get(server.company() + "/budget").body();
        problem(server.with("PUT", server.company() + "/budget", "{\"cap_usd\":%s}".formatted(cap)));
        assertThat(server.get(server.company() + "/budget").body()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "backend,-1",
        "backend,51",
        "backend,1.5",
        "backend,\"2\"",
        "backend,null",
        "nobody,1",
        "NO BODY,1",
        "'',1"
    })
    void a_headcount_that_is_none_is_refused(String role, String headcount) {
        problem(server.with(
                "PUT", server.company() + "/agents", "{\"role\":\"%s\",\"headcount\":%s}".formatted(role, headcount)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "nonsense",
                "application/jsonx"
            })
    void a_body_that_a_web_form_can_send_is_not_taken(String type) {
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE", "GET"))
            problem(
                    server.send(server.authorized("/api/v1/companies")
                            .header("Content-Type", type)
                            .method(method, BodyPublishers.ofString("{\"mission\":\"A waitlist\"}"))),
                    415,
                    "invalid.type");
    }

    @Test
    void a_body_above_its_size_is_refused_whether_its_length_is_told_or_not() {
        byte[] large = ("{\"mission\":\"" + "x".repeat(2 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
        var told = server.authorized("/api/v1/companies").header("Content-Type", "application/json");
        problem(server.send(told.POST(BodyPublishers.ofByteArray(large))), 413, "invalid.size");
        for (var route : routes_with_a_body().toList()) {
            var chunked = server.authorized(route.path(server.company()))
                    .header("Content-Type", "application/json")
                    .method(route.method(), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));
            problem(server.send(chunked), 413, "invalid.size");
        }
    }

    @Test
    void any_text_comes_through_intact() {
        String text = "\uD83C\uDF89 e\u0301 \u202eturned\u202c \\\"'`<script>${x}%s \\u001b[31m \u200d\ufeff\t\n end";
        String sent = JsonMapper.shared().writeValueAsString(Map.of("mission", text));
        var answer = server.with("PUT", server.company() + "/mission", sent);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JsonMapper.shared()
                        .readTree(server.get(server.company()).body())
                        .path("mission")
                        .asString())
                .isEqualTo(text.strip());
    }
}
