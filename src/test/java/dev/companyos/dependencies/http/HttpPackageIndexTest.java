package dev.companyos.dependencies.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.companyos.checks.PackageIndex;
import dev.companyos.checks.PackageIndex.Ecosystem;
import dev.companyos.checks.PackageIndex.Presence;
import dev.companyos.dependencies.PackageIndexContract;
import dev.companyos.dependencies.Registries;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpPackageIndexTest extends PackageIndexContract {
    private static final Set<String> THERE = Set.of(
            "/npm/react",
            "/npm/@types%2fnode",
            "/pypi/simple/fastapi/",
            "/maven/org/slf4j/slf4j-api/maven-metadata.xml");

    @TempDir
    Path home;

    private final Set<String> away = ConcurrentHashMap.newKeySet();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private HttpPackageIndex index;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().toString();
            asked.add(path);
            int status = away.stream().anyMatch(path::startsWith) ? 503 : THERE.contains(path) ? 200 : 404;
            byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        Files.createDirectories(home.resolve(".m2"));
        Files.writeString(
                home.resolve(".m2/settings.xml"),
                "<settings><mirrors><mirror><id>all</id><mirrorOf>*</mirrorOf><url>%s/maven</url></mirror></mirrors></settings>"
                        .formatted(address));
        index = new HttpPackageIndex(Registries.of(
                Map.of("npm_config_registry", address + "/npm/", "PIP_INDEX_URL", address + "/pypi/simple"), home));
    }

    @AfterEach
    void stop() {
        index.close();
        server.stop(0);
    }

    @Override
    protected PackageIndex index() {
        return index;
    }

    @Override
    protected void away(Ecosystem ecosystem) {
        away.add("/" + ecosystem.name().toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void python_has_one_spelling_of_a_name() {
        assertThat(index.of(Ecosystem.PYPI, "FastAPI")).isEqualTo(Presence.PRESENT);
    }

    @Test
    void asks_once_for_what_is_there() {
        index.of(Ecosystem.NPM, "react");
        index.of(Ecosystem.NPM, "react");
        assertThat(asked).containsExactly("/npm/react");
    }

    @Test
    void nobody_there_is_not_absent() {
        server.stop(0);
        assertThat(index.of(Ecosystem.PYPI, "fastapi")).isEqualTo(Presence.UNKNOWN);
    }
}
