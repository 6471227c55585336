package dev.companyos.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.testing.AskedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole server without a sandbox, whose code somebody else would write. */
@Timeout(120)
class NoSandboxServerTest {
    private static final List<String> RUN_CODE = List.of("backend", "frontend", "qa", "devops");

    @TempDir
    Path home;

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void a_company_parks_says_what_to_install_once_and_has_burnt_nothing() throws Exception {
        var settings = Settings.of(
                Optional.of(home),
                Map.of("COMPANY_SANDBOX", "none", "CODING_AGENT", "claude", "CODING_AGENT_COMMAND", "/bin/false"));
        try (var server = Server.start(settings, OptionalInt.of(AskedServer.freePort()))) {
            String company = "/api/v1/companies/"
                    + ask(server, "POST", "/api/v1/companies", "{\"mission\":\"A waitlist\",\"stack\":\"java\"}")
                            .at("/company/slug")
                            .asString();
            var status = until(
                    server, company, it -> it.at("/company/status").asString().equals("paused"));
            assertThat(status.path("sandbox").asString()).isEqualTo("none: COMPANY_SANDBOX asks for none.");
            assertThat(status.path("remarks").toString()).contains("There is no sandbox here", "COMPANY_SANDBOX=auto");

            ask(server, "POST", company + "/resume", "");
            until(server, company, it -> it.at("/company/status").asString().equals("paused"));

            assertThat(ask(server, "GET", company + "/inbox", ""))
                    .singleElement()
                    .satisfies(it -> {
                        assertThat(it.path("kind").asString()).isEqualTo("sandbox");
                        assertThat(it.path("body").asString()).contains("Set COMPANY_SANDBOX=auto", "company resume");
                    });
            var tasks = ask(server, "GET", company + "/tasks", "");
            assertThat(tasks).isNotEmpty();
            for (var task : tasks)
                if (RUN_CODE.contains(task.path("role").asString()))
                    assertThat(task.path("error_log")).as("%s", task).isEmpty();
            for (var call : ask(server, "GET", company + "/calls", ""))
                assertThat(RUN_CODE)
                        .as("%s", call)
                        .noneMatch(role -> call.path("agent").asString().startsWith(role));
        }
    }

    private JsonNode until(Server server, String company, Predicate<JsonNode> wanted)
            throws IOException, InterruptedException {
        while (true) {
            var status = ask(server, "GET", company + "/status", "");
            if (wanted.test(status)) return status;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private JsonNode ask(Server server, String method, String path, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Authorization", "Bearer " + server.token())
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isLessThan(300);
        return answer.body().isBlank() ? json.createObjectNode() : json.readTree(answer.body());
    }
}
