package dev.companyos.mission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.testing.Tools;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged jar, run as a founder runs it; then the product, looked at from outside. */
class MissionIT {
    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path home;

    final List<Process> started = new ArrayList<>();
    final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void end_what_still_runs() throws Exception {
        company("stop").waitFor(60, TimeUnit.SECONDS);
        for (var process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    Process company(String... args) throws IOException {
        var command = new ArrayList<>(List.of(
                JAVA,
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                System.getProperty("company.jar")));
        command.addAll(List.of(args));
        var builder = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        home.resolve("stderr.txt").toFile()))
                .redirectOutput(home.resolve("stdout-%s.txt".formatted(args[0])).toFile());
        builder.environment().put("COMPANY_HOME", home.resolve("home").toString());
        builder.environment().remove("ANTHROPIC_API_KEY");
        var process = builder.start();
        started.add(process);
        return process;
    }

    JsonNode run(String mission, String stack) throws Exception {
        var process = company("run", mission, "--stack", stack, "--until", "shipped", "--timeout", "4m", "--json");
        assertThat(process.waitFor(6, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said()).isZero();
        return JSON.readTree(Files.readString(home.resolve("stdout-run.txt")));
    }

    String said() throws IOException {
        String text = Files.readString(home.resolve("stderr.txt"));
        return text.length() > 6_000 ? text.substring(text.length() - 6_000) : text;
    }

    /** Starts the server on the same home; the product comes up with it. */
    JsonNode serve() throws Exception {
        company("start");
        JsonNode status = null;
        for (int i = 0;
                i < 120 && (status == null || !answers(status.at("/product/url").asString()));
                i++) {
            var asked = company("status", "--json");
            boolean fine = asked.waitFor(60, TimeUnit.SECONDS) && asked.exitValue() == 0;
            status = fine ? JSON.readTree(Files.readString(home.resolve("stdout-status.txt"))) : null;
        }
        assertThat(status).as(said()).isNotNull();
        return status;
    }

    boolean answers(String url) throws InterruptedException {
        try {
            return !url.isBlank() && get(url + "/health").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    String in(Path directory, Map<String, String> environment, String... command) throws Exception {
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    void check_shape(JsonNode result, String mission) {
        assertThat(result.path("outcome").asString()).isEqualTo("shipped");
        assertThat(result.path("mission").asString()).isEqualTo(mission);
        assertThat(result.at("/tasks/planned").asInt()).isBetween(5, 10);
        assertThat(result.at("/tasks/finished").asInt())
                .isEqualTo(result.at("/tasks/planned").asInt());
        assertThat(result.at("/tasks/escalated").asInt()).isZero();
        assertThat(result.path("score").asDouble()).isBetween(90.0, 100.0);
        assertThat(result.path("cost_usd").asDouble()).isBetween(0.0, 20.0);
    }

    void create_and_read(String url, String path, Map<String, ?> entity) throws Exception {
        var created = http.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(entity)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        String id = JSON.readTree(created.body()).path("id").asString();
        var read = get(url + path + "/" + id);
        assertThat(read.statusCode()).isEqualTo(200);
        entity.forEach((key, value) ->
                assertThat(JSON.readTree(read.body()).path(key).asString()).isEqualTo(value));
    }

    @Test
    void a_mission_becomes_a_running_fastapi_product() throws Exception {
        Tools.require(
                "FastAPI for /usr/bin/python3",
                () -> Files.isDirectory(Path.of("/usr/lib/python3/dist-packages/fastapi")));
        String mission = "A waitlist for a coffee subscription";
        var result = run(mission, "fastapi");
        check_shape(result, mission);
        Path product = Path.of(result.at("/product/dir").asString());

        assertThat(in(product, Map.of(), "git", "log", "--first-parent", "--format=%B"))
                .contains("Task: ", "Directive: ", "Cost: $");
        assertThat(in(product, Map.of(), "git", "status", "--porcelain")).isBlank();
        in(product, Map.of(), "git", "fsck", "--strict");
        assertThat(in(
                        product,
                        Map.of("PYTHONDONTWRITEBYTECODE", "1"),
                        "/usr/bin/python3",
                        "-m",
                        "pytest",
                        "-q",
                        "-p",
                        "no:cacheprovider"))
                .containsPattern("\\d+ passed")
                .doesNotContain("failed");

        String url = serve().at("/product/url").asString();
        assertThat(get(url + "/").body()).containsIgnoringCase("coffee").containsIgnoringCase("waitlist");
        create_and_read(url, "/api/waitlist-entries", Map.of("name", "Ada", "email", "ada@example.org"));
    }

    @Test
    void a_server_that_is_killed_in_the_middle_goes_on_and_does_nothing_twice() throws Exception {
        company("run", "A booking system for a yoga studio", "--stack", "java");
        Path products = home.resolve("home").resolve("products");
        Path log = home.resolve("stdout-run.txt");
        for (int i = 0; i < 1_200 && !Files.readString(log).contains("merged tree"); i++)
            assertThat(started.getFirst().waitFor(100, TimeUnit.MILLISECONDS)).isFalse();
        started.getFirst().destroyForcibly().waitFor();

        company("start");
        JsonNode status = JSON.createObjectNode();
        for (int i = 0; i < 120 && !status.at("/directive/status").asString("").equals("closed"); i++) {
            var asked = company("status", "--json");
            if (asked.waitFor(60, TimeUnit.SECONDS) && asked.exitValue() == 0)
                status = JSON.readTree(Files.readString(home.resolve("stdout-status.txt")));
        }
        assertThat(status.path("outcome").asString()).as(said()).isEqualTo("shipped");
        assertThat(status.at("/tasks/completed").asInt())
                .isEqualTo(status.path("planned").asInt());

        Path product;
        try (var folders = Files.list(products)) {
            product = folders.findFirst().orElseThrow();
        }
        var merged = in(product, Map.of(), "git", "log", "--first-parent", "--format=%(trailers:key=Task,valueonly)")
                .lines()
                .filter(it -> !it.isBlank())
                .toList();
        assertThat(merged).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(5);
        in(product, Map.of(), "git", "fsck", "--strict");
        in(product, Map.of(), JAVA, "tools/Build.java", "test");
    }
}
