package dev.companyos.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.companyos.app.embedded.HomeLock;
import dev.companyos.kernel.CompanyException;
import dev.companyos.testing.AskedServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a server begins and ends; what it answers is in {@code api}. */
class ServerTest {
    @TempDir
    static Path home;

    @TempDir
    Path elsewhere;

    static Server server;

    @BeforeAll
    static void start() {
        server = Server.start(Settings.of(Optional.of(home), Map.of()), OptionalInt.of(AskedServer.freePort()));
    }

    @AfterAll
    static void stop() {
        if (server != null) server.close();
    }

    @Test
    void one_home_has_one_server() {
        var refused = catchThrowableOfType(CompanyException.class, () -> begin(home, AskedServer.freePort()));
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
            var refused = catchThrowableOfType(CompanyException.class, () -> begin(wrong, AskedServer.freePort()));
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
        var refused = catchThrowableOfType(
                CompanyException.class, () -> Server.start(settings, OptionalInt.of(AskedServer.freePort()))
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
}
