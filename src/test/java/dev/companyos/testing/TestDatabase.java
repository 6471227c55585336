package dev.companyos.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.companyos.app.JdbcTransactions;
import dev.companyos.kernel.Transactions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A real PostgreSQL, started once for all tests of a JVM; {@link #fresh} is an empty, migrated database of one's own. */
public record TestDatabase(DataSource dataSource, JdbcClient sql, Transactions transactions, String url) {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                var server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .start();
                try (var connection = server.getPostgresDatabase().getConnection();
                        var statement = connection.createStatement()) {
                    statement.execute("create database template_company");
                }
                Flyway.configure()
                        .dataSource(server.getJdbcUrl("postgres", "template_company"), "postgres", "")
                        .load()
                        .migrate();
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static TestDatabase fresh() {
        String name = "test_" + COUNT.incrementAndGet();
        JdbcClient.create(Server.RUNNING.getPostgresDatabase())
                .sql("create database " + name + " template template_company")
                .update();
        var config = new HikariConfig();
        config.setJdbcUrl(Server.RUNNING.getJdbcUrl("postgres", name));
        config.setUsername("postgres");
        config.setMinimumIdle(1);
        config.setMaximumPoolSize(20);
        var source = new HikariDataSource(config);
        return new TestDatabase(
                source,
                JdbcClient.create(source),
                new JdbcTransactions(new JdbcTransactionManager(source)),
                Server.RUNNING.getJdbcUrl("postgres", name));
    }
}
