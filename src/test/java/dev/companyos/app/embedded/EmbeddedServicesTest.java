package dev.companyos.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.companyos.kernel.CompanyException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** What a server leaves behind that was killed, and what the next one on the same home makes of it. */
class EmbeddedServicesTest {
    @TempDir
    Path home;

    @Test
    void orphans_of_a_killed_server_are_ended_and_their_data_is_still_there() throws Exception {
        var orphans = serverThatIsKilled();
        assertThat(orphans).hasSize(2).allMatch(ProcessHandle::isAlive);
        try (var services = start(home)) {
            assertThat(orphans).noneMatch(ProcessHandle::isAlive);
            assertThat(services.databaseEmbedded()).isTrue();
            assertThat(services.redisEmbedded()).isTrue();
            assertData(services);
        }
    }

    @Test
    void data_outlives_a_kill_of_both_services_and_a_proper_stop() throws Exception {
        for (var it : serverThatIsKilled()) {
            it.destroyForcibly();
            it.onExit().get(20, TimeUnit.SECONDS);
        }
        List<ProcessHandle> second;
        try (var services = start(home)) {
            assertData(services);
            second = children(home);
            assertThat(second).hasSize(2).allMatch(ProcessHandle::isAlive);
        }
        for (var it : second) it.onExit().get(20, TimeUnit.SECONDS);
        try (var services = start(home)) {
            assertData(services);
        }
    }

    @Test
    void a_process_that_has_the_id_of_a_service_by_chance_is_left_alone() throws Exception {
        var stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Path pid = Files.writeString(home.resolve("x.pid"), stranger.pid() + "\nmore\n");
            Orphans.endRedis(pid, home);
            assertThat(pid).doesNotExist();
            Path postmaster = Files.writeString(home.resolve("postmaster.pid"), stranger.pid() + "\nmore\n");
            Orphans.endPostgres(home, home);
            assertThat(postmaster)
                    .as("PostgreSQL would take the stranger for itself")
                    .doesNotExist();
            assertThat(stranger.isAlive()).isTrue();
            for (String nonsense : List.of("", "x", "-1", "99999999999999999999")) {
                Files.writeString(pid, nonsense);
                Orphans.endRedis(pid, home);
                assertThat(pid).doesNotExist();
            }
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void what_a_crashed_postgres_has_left_is_kept_for_its_own_recovery() throws Exception {
        var dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path postmaster = Files.writeString(home.resolve("postmaster.pid"), dead.pid() + "\n/data\n");
        Orphans.endPostgres(home, home);
        assertThat(postmaster).content().startsWith(dead.pid() + "\n");
    }

    @Test
    void a_living_postgres_is_ended_so_that_it_removes_its_own_file() throws Exception {
        var orphans = serverThatIsKilled();
        Path folder = home.resolve("postgres");
        Path file = folder.resolve("data/postmaster.pid");
        assertThat(file).exists();
        Orphans.endPostgres(folder.resolve("data"), folder.resolve("program"));
        assertThat(orphans.getFirst().isAlive()).isFalse();
        assertThat(file).as("removed by PostgreSQL when it shut down").doesNotExist();
        Orphans.endRedis(home.resolve("redis/redis.pid"), home.resolve("redis/program"));
        assertThat(orphans).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void when_one_service_does_not_start_the_other_is_stopped() throws Exception {
        Files.writeString(home.resolve("redis"), "a file where a folder should be");
        var refused =
                catchThrowableOfType(CompanyException.class, () -> start(home).close());
        assertThat(refused.code()).isEqualTo("unavailable.redis");
        assertThat(refused.doThis()).contains("REDIS_URL");
        assertThat(home.resolve("postgres/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void external_services_start_nothing_here() {
        try (var services = EmbeddedServices.start(
                home, Optional.of("postgres://u%40x:p%3A+w@db/c?sslmode=require"), Optional.of("redis://cache:1"))) {
            assertThat(services.database())
                    .isEqualTo(new EmbeddedServices.Database(
                            "jdbc:postgresql://db:5432/c?sslmode=require", "u@x", "p:+w"));
            assertThat(services.redis()).hasToString("redis://cache:1");
            assertThat(services.databaseEmbedded()).isFalse();
            assertThat(services.redisEmbedded()).isFalse();
        }
        assertThat(home).isEmptyDirectory();
    }

    /** A Java process that starts the services, writes to both, and dies without a word to them. */
    private List<ProcessHandle> serverThatIsKilled() throws Exception {
        File log = home.resolve("victim.log").toFile();
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Victim.class.getName(),
                        home.toString())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(() -> text(log.toPath())).isEqualTo(137);
        return children(home);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }

    static final class Victim {
        private Victim() {}

        public static void main(String[] args) throws Exception {
            var services = start(Path.of(args[0]));
            var it = services.database();
            try (var connection = DriverManager.getConnection(it.url(), it.user(), it.password());
                    var sql = connection.createStatement()) {
                sql.execute("create table kept (it text)");
                sql.execute("insert into kept values ('a row')");
            }
            try (var redis = new Jedis(services.redis())) {
                redis.set("kept", "a key");
            }
            Runtime.getRuntime().halt(137);
        }
    }

    private static EmbeddedServices start(Path home) {
        return EmbeddedServices.start(home, Optional.empty(), Optional.empty());
    }

    private static List<ProcessHandle> children(Path home) throws Exception {
        var postgres =
                Files.readAllLines(home.resolve("postgres/data/postmaster.pid")).getFirst();
        var redis = Files.readString(home.resolve("redis/redis.pid"));
        return List.of(postgres, redis).stream()
                .flatMap(it -> ProcessHandle.of(Long.parseLong(it.strip())).stream())
                .toList();
    }

    private static void assertData(EmbeddedServices services) throws SQLException {
        var it = services.database();
        try (var connection = DriverManager.getConnection(it.url(), it.user(), it.password());
                var sql = connection.createStatement();
                var rows = sql.executeQuery("select it from kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("a row");
        }
        try (var redis = new Jedis(services.redis())) {
            assertThat(redis.get("kept")).isEqualTo("a key");
        }
    }
}
