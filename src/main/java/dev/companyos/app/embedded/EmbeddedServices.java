package dev.companyos.app.embedded;

import dev.companyos.kernel.CompanyException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.embedded.core.ExecutableProvider;

/**
 * PostgreSQL and Redis, each embedded unless its URL names an external one. One
 * after the other: a process forked while a program is being unpacked makes that program "text file busy".
 */
public final class EmbeddedServices implements AutoCloseable {
    private static final int STARTS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServices.class);

    private final @Nullable EmbeddedPostgres postgres;
    private final @Nullable RedisProcess redis;
    private final Database database;
    private final URI redisUri;

    /** @param url a JDBC URL */
    public record Database(String url, String user, String password) {}

    private EmbeddedServices(
            @Nullable EmbeddedPostgres postgres, @Nullable RedisProcess redis, Database database, URI redisUri) {
        this.postgres = postgres;
        this.redis = redis;
        this.database = database;
        this.redisUri = redisUri;
    }

    /** @throws CompanyException {@code unavailable.postgres} or {@code unavailable.redis} if one does not start */
    public static EmbeddedServices start(Path home, Optional<String> databaseUrl, Optional<String> redisUrl) {
        // a program cannot be started while another thread's fork still holds it open for writing, so Redis's is laid
        // down before anything is started; what is busy all the same is started again
        var program = await(inBackground(() -> redisUrl.isPresent() ? null : program(home.resolve("redis"))), "redis");
        var postgresStart = inBackground(
                () -> databaseUrl.isPresent() ? null : unlessBusy(() -> postgres(home.resolve("postgres"))));
        var redisStart =
                inBackground(() -> program == null ? null : unlessBusy(() -> redis(home.resolve("redis"), program)));
        RedisProcess cache = null;
        EmbeddedPostgres running;
        try {
            cache = await(redisStart, "redis");
        } finally {
            if (cache == null && redisUrl.isEmpty()) stop(quietly(postgresStart), null);
        }
        try {
            running = await(postgresStart, "postgres");
        } catch (RuntimeException e) {
            stop(null, cache);
            throw e;
        }
        var database = databaseUrl.map(EmbeddedServices::database).orElseGet(() -> {
            if (running == null) throw new IllegalStateException("PostgreSQL did not start");
            return new Database(running.getJdbcUrl("postgres", "postgres"), "postgres", "");
        });
        var started = cache;
        URI uri = redisUrl.map(URI::create).orElseGet(() -> {
            if (started == null) throw new IllegalStateException("Redis did not start");
            return started.uri();
        });
        return new EmbeddedServices(running, cache, database, uri);
    }

    public Database database() {
        return database;
    }

    public URI redis() {
        return redisUri;
    }

    public boolean databaseEmbedded() {
        return postgres != null;
    }

    public boolean redisEmbedded() {
        return redis != null;
    }

    private static EmbeddedPostgres postgres(Path folder) throws IOException {
        Path data = folder.resolve("data");
        Files.createDirectories(folder);
        Orphans.endPostgres(data, folder.resolve("program"));
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(folder.resolve("program").toFile())
                .setPGStartupWait(Duration.ofSeconds(60))
                .setRegisterShutdownHook(false)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_buffers", "64MB")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
    }

    private static File program(Path folder) throws IOException {
        Path program = Files.createDirectories(folder.resolve("program"));
        return ExecutableProvider.newJarResourceProvider(program.toFile()).get();
    }

    private static <T> T unlessBusy(Callable<T> start) throws Exception {
        for (int i = 1; ; i++) {
            try {
                return start.call();
            } catch (IOException | RuntimeException e) {
                if (i == STARTS || !String.valueOf(e).contains("Text file busy")) throw e;
            }
        }
    }

    private static <T> @Nullable T quietly(FutureTask<@Nullable T> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static RedisProcess redis(Path folder, File program) throws IOException {
        Files.createDirectories(folder);
        Orphans.endRedis(folder.resolve("redis.pid"), folder.resolve("program"));
        return RedisProcess.start(program.toPath().toAbsolutePath(), folder.toAbsolutePath());
    }

    /** {@code postgres://user:password@host:port/database?sslmode=require} or a JDBC URL. */
    static Database database(String url) {
        if (url.startsWith("jdbc:")) return new Database(url, "", "");
        var uri = URI.create(url);
        String info = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        int colon = info.indexOf(':');
        String user = decode(colon < 0 ? info : info.substring(0, colon));
        String password = colon < 0 ? "" : decode(info.substring(colon + 1));
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        int port = uri.getPort() < 0 ? 5432 : uri.getPort();
        return new Database(
                "jdbc:postgresql://%s:%d%s%s".formatted(uri.getHost(), port, uri.getRawPath(), query), user, password);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static <T> FutureTask<@Nullable T> inBackground(Callable<@Nullable T> start) {
        var task = new FutureTask<@Nullable T>(start);
        Thread.ofPlatform().daemon().name("service-start").start(task);
        return task;
    }

    private static <T> @Nullable T await(FutureTask<@Nullable T> task, String name) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CompanyException known) throw known;
            throw new CompanyException(
                    "unavailable." + name,
                    "The embedded %s did not start.".formatted(name),
                    String.valueOf(e.getCause()),
                    "See `company doctor`; an external one can be named with %s."
                            .formatted(name.equals("redis") ? "REDIS_URL" : "DATABASE_URL"),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while services start", e);
        }
    }

    @Override
    public void close() {
        stop(postgres, redis);
    }

    /** Each, whatever becomes of the other. */
    private static void stop(@Nullable EmbeddedPostgres postgres, @Nullable RedisProcess redis) {
        try (postgres) {
            if (redis != null) redis.close();
        } catch (IOException | RuntimeException e) {
            LOG.warn("A service did not stop cleanly; it recovers at the next start.", e);
        }
    }
}
