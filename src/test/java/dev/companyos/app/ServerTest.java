package dev.companyos.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.companyos.app.embedded.HomeLock;
import dev.companyos.kernel.CompanyException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole server, asked over HTTP as anybody on this machine could ask it. */
class ServerTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String COMPANIES = "/api/v1/companies";
    private static final List<String> OPEN = List.of("/healthz", "/readyz");

    @TempDir
    static Path home;

    @TempDir
    Path elsewhere;

    static Server server;

    @BeforeAll
    static void start() throws Exception {
        server = Server.start(Settings.of(Optional.of(home), Map.of()), OptionalInt.of(freePort()));
    }

    @AfterAll
    static void stop() {
        if (server != null) server.close();
    }

    static Stream<String> guarded_routes() {
        return Stream.of(
                "/api/v1/server",
                "/api/v1/roles",
                "/api/v1/roles/{role}",
                "/api/v1/companies",
                "/api/v1/companies/{company}",
                "/api/v1/companies/{company}/status",
                "/api/v1/companies/{company}/events",
                "/api/v1/companies/{company}/budget",
                "/api/v1/companies/{company}/costs",
                "/api/v1/companies/{company}/calls",
                "/api/v1/companies/{company}/releases",
                "/api/v1/companies/{company}/releases/{release}",
                "/api/v1/companies/{company}/milestones",
                "/api/v1/companies/{company}/inbox",
                "/api/v1/companies/{company}/knowledge",
                "/api/v1/companies/{company}/dead-letters",
                "/api/v1/companies/{company}/agents",
                "/api/v1/companies/{company}/agents/{agent}",
                "/api/v1/companies/{company}/tasks",
                "/api/v1/companies/{company}/tasks/{task}",
                "/api/v1/companies/{company}/directives",
                "/api/v1/companies/{company}/directives/{directive}");
    }

    static Stream<String> routes_of_a_company() {
        return guarded_routes().filter(it -> it.contains("{company}"));
    }

    @Test
    void no_route_is_missing_from_the_list() throws Exception {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        var found = new TreeSet<String>();
        for (var bean : scan.findCandidateComponents("dev.companyos.api")) {
            var type = Class.forName(bean.getBeanClassName());
            var above = AnnotatedElementUtils.findMergedAnnotation(type, RequestMapping.class);
            String base = above == null ? "" : above.path()[0];
            for (var method : type.getDeclaredMethods()) {
                var route = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
                if (route == null || !List.of(route.method()).contains(RequestMethod.GET)) continue;
                found.add(base + (route.path().length == 0 ? "" : route.path()[0]));
            }
        }
        found.removeAll(OPEN);
        assertThat(found).containsExactlyInAnyOrderElementsOf(guarded_routes().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/readyz"})
    void whether_it_lives_may_be_asked_by_everybody(String path) throws Exception {
        var answer = send(HttpRequest.newBuilder(URI.create(server.url() + path)));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @ParameterizedTest
    @MethodSource("guarded_routes")
    void nothing_else_is_answered_without_the_token(String route) throws Exception {
        String path = filled(route);
        for (String shown : new String[] {
            "", "Bearer ", "Bearer wrong", "Basic " + server.token(), server.token(), "Bearer " + server.token() + "0"
        }) {
            var request = HttpRequest.newBuilder(URI.create(server.url() + path));
            if (!shown.isEmpty()) request.header("Authorization", shown);
            var answer = send(request);
            problem(answer, 401, "unauthorized");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(answer.body()).doesNotContain(server.token());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/healthz/", "//healthz", "/healthz/../api/v1/server", "/healthz;x/../api/v1/server", "/nothing"
            })
    void no_way_of_writing_a_path_leads_around_the_token(String path) throws Exception {
        assertThat(raw("GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".formatted(path)))
                .matches(it -> it.startsWith("HTTP/1.1 401") || it.startsWith("HTTP/1.1 400"), "is 401 or 400");
    }

    @ParameterizedTest
    @MethodSource("routes_of_a_company")
    void a_company_that_is_not_there_is_not_found(String route) throws Exception {
        problem(send(authorized(filled(route))), 404, "not-found.company");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:7070", "127.0.0.1.evil.example", "127.0.0.1@evil", "[::2]", ""})
    void another_host_is_not_let_in(String host) throws Exception {
        String answer = raw("GET /healthz HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host));
        assertThat(answer).matches(it -> it.startsWith("HTTP/1.1 403") || it.startsWith("HTTP/1.1 400"), "is refused");
        if (host.startsWith("evil"))
            assertThat(answer).startsWith("HTTP/1.1 403").contains("forbidden.origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "null", "http://127.0.0.1.evil.example", "file://", "not an origin"})
    void a_foreign_page_is_not_let_in_even_with_the_token(String origin) throws Exception {
        problem(send(authorized("/api/v1/server").header("Origin", origin)), 403, "forbidden.origin");
    }

    @Test
    void this_machines_own_pages_are_let_in() throws Exception {
        assertThat(send(authorized("/api/v1/server").header("Origin", server.url()))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    void a_body_that_a_web_form_can_send_is_not_taken(String type) throws Exception {
        var answer = send(authorized(COMPANIES)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{\"mission\":\"A waitlist\"}")));
        problem(answer, 415, "invalid.type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"text\"", "{\"mission\":{}}", "null", ""})
    void a_body_that_is_no_such_json_is_refused(String body) throws Exception {
        var it = problem(post(COMPANIES, body), 400, null);
        assertThat(it.path("code").asString()).startsWith("invalid.");
    }

    @Test
    void a_body_above_its_size_is_refused() throws Exception {
        byte[] large = ("{\"mission\":\"" + "x".repeat(2 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
        var told = authorized(COMPANIES).header("Content-Type", "application/json");
        assertThat(send(told.POST(BodyPublishers.ofByteArray(large))).statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"mission\":null}", "{\"mission\":\"\"}", "{\"mission\":\" \\n \"}"})
    void a_blank_mission_is_refused(String body) throws Exception {
        problem(post(COMPANIES, body), 400, "invalid.mission");
    }

    @Test
    void a_mission_that_is_too_long_is_refused() throws Exception {
        var it = problem(post(COMPANIES, "{\"mission\":\"" + "x".repeat(4_001) + "\"}"), 400, "invalid.mission");
        assertThat(it.path("why").asString()).contains("4001");
    }

    @Test
    void a_stack_that_is_not_there_is_refused_with_those_that_are_and_nothing_is_founded() throws Exception {
        var answer = post(COMPANIES, "{\"mission\":\"A waitlist\",\"stack\":\"cobol\"}");
        var it = problem(answer, 400, null);
        assertThat(it.path("code").asString()).startsWith("invalid.");
        for (var stack : dev.companyos.stacks.StackFiles.ofThisMachine().all())
            assertThat(answer.body()).contains(stack.name());
        assertThat(send(authorized(COMPANIES)).body()).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource({"GET,/api/v1/nothing,404", "DELETE,/api/v1/companies,405", "GET,/,404"})
    void what_there_is_not_is_a_problem_too(String method, String path, int status) throws Exception {
        var answer = send(authorized(path).method(method, BodyPublishers.noBody()));
        problem(answer, status, "http." + status);
    }

    @Test
    void one_home_has_one_server() {
        var refused = catchThrowableOfType(CompanyException.class, () -> begin(home, freePort()));
        assertThat(refused.code()).isEqualTo("conflict.home");
        assertThat(refused.why())
                .contains(server.url())
                .contains(String.valueOf(ProcessHandle.current().pid()));
        assertThat(home.resolve("server.url")).content().isEqualTo(server.url());
    }

    @Test
    void a_port_in_use_is_refused_and_leaves_no_lock_behind() {
        int taken = URI.create(server.url()).getPort();
        var refused = catchThrowableOfType(CompanyException.class, () -> begin(elsewhere, taken));
        assertThat(refused.code()).isEqualTo("unavailable.port");
        assertThat(refused.what()).contains(String.valueOf(taken));
        assertThat(elsewhere.resolve("server.pid")).doesNotExist();
        HomeLock.take(elsewhere).close();
    }

    @Test
    void a_home_that_is_a_file_is_refused() throws Exception {
        var file = Files.writeString(elsewhere.resolve("file"), "mine");
        for (Path wrong : List.of(file, file.resolve("below"))) {
            var refused = catchThrowableOfType(CompanyException.class, () -> begin(wrong, freePort()));
            assertThat(refused.code()).isEqualTo("unavailable.home");
        }
        assertThat(file).content().isEqualTo("mine");
    }

    @Test
    void a_service_that_cannot_be_reached_is_named_and_leaves_no_lock_behind() {
        var settings = Settings.of(
                Optional.of(elsewhere),
                Map.of(
                        "DATABASE_URL",
                        "postgres://u:p@127.0.0.1:1/x?connectTimeout=1",
                        "REDIS_URL",
                        "redis://127.0.0.1:1"));
        var refused =
                catchThrowableOfType(CompanyException.class, () -> Server.start(settings, OptionalInt.of(freePort()))
                        .close());
        assertThat(refused.code()).startsWith("unavailable.");
        HomeLock.take(elsewhere).close();
    }

    @Test
    void the_token_is_the_owners_only() throws Exception {
        assertThat(Files.getPosixFilePermissions(home.resolve("token"))).hasSize(2);
        assertThat(server.token()).matches("[0-9a-f]{64}");
    }

    private static void begin(Path home, int port) {
        Server.start(Settings.of(Optional.of(home), Map.of()), OptionalInt.of(port))
                .close();
    }

    private static JsonNode problem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        var body = JSON.readTree(answer.body());
        assertThat(body.path("status").asInt()).isEqualTo(status);
        for (String field : List.of("title", "detail", "code", "why", "doThis"))
            assertThat(body.path(field).asString("")).as(field).isNotBlank();
        if (code != null) assertThat(body.path("code").asString()).isEqualTo(code);
        return body;
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        return send(authorized(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder authorized(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Authorization", "Bearer " + server.token());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", URI.create(server.url()).getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String filled(String route) {
        return route.replaceAll("\\{\\w+}", "none-such");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
