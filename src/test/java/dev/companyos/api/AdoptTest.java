package dev.companyos.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.testing.AskedServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(AskedServer.Extension.class)
class AdoptTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final AskedServer server;

    @TempDir
    Path temp;

    AdoptTest(AskedServer server) {
        this.server = server;
    }

    @Test
    void a_repository_that_is_there_becomes_the_companys_product() throws Exception {
        var theirs = repository("tools/Build.java", "class Build {}");
        var body = body("Go on with the tea shop", theirs.toString());

        var founded = server.post("/api/v1/companies", body);

        assertThat(founded.statusCode()).as(founded.body()).isEqualTo(201);
        var answer = read(founded.body());
        assertThat(answer.path("stack").asString()).isEqualTo("java");
        assertThat(answer.path("stack_reason").asString()).contains("tools/Build.java");
        var slug = answer.at("/company/slug").asString();
        var product =
                read(server.get("/api/v1/companies/" + slug + "/status").body()).path("product");
        assertThat(Path.of(product.path("dir").asString()).resolve("tools/Build.java"))
                .hasContent("class Build {}");

        var again = server.post("/api/v1/companies", body);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(read(again.body()).at("/company/slug").asString()).isEqualTo(slug);

        var other = repository("tools/Build.java", "class Build {}");
        var conflict = server.post("/api/v1/companies", body("Go on with the tea shop", other.toString()));
        assertThat(conflict.statusCode()).isEqualTo(409);
    }

    @Test
    void what_cannot_be_adopted_founds_nothing() throws Exception {
        var before = read(server.get("/api/v1/companies").body()).size();
        var php = repository("index.php", "<?php");
        for (var place : List.of(
                php.toString(), temp.toString(), "relative", "ssh://x@y/z", "https://u:p@example.invalid/a/b")) {
            var refused = server.post("/api/v1/companies", body("Adopt something odd", place));
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            assertThat(read(refused.body()).path("code").asString()).isEqualTo("invalid.adopt");
        }
        var unknown = server.post("/api/v1/companies", body("Adopt something odd", php.toString()));
        assertThat(unknown.body()).contains("not supported", "requirements.txt", "pom.xml");
        assertThat(read(server.get("/api/v1/companies").body()).size()).isEqualTo(before);
    }

    private Path repository(String file, String text) throws Exception {
        var folder = Files.createTempDirectory(temp, "shop");
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
        git(folder, "init", "-q");
        git(folder, "add", "-A");
        git(folder, "-c", "user.name=x", "-c", "user.email=x@y", "commit", "-qm", "First");
        return folder;
    }

    private static String body(String mission, String place) {
        var body = JSON.createObjectNode();
        body.put("mission", mission);
        body.put("adopt", place);
        return body.toString();
    }

    private static JsonNode read(String text) {
        return JSON.readTree(text);
    }

    private static void git(Path folder, String... arguments) throws Exception {
        var command = new java.util.ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
