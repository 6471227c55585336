package dev.companyos.app;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.companyos.app.embedded.EmbeddedServices;
import dev.companyos.kernel.Transactions;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The database and its schema. */
@Configuration(proxyBeanMethods = false)
class StorageWiring {
    private static final int CONNECTIONS = 40;

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(EmbeddedServices services) {
        var config = new HikariConfig();
        config.setJdbcUrl(services.database().url());
        if (!services.database().user().isEmpty())
            config.setUsername(services.database().user());
        config.setPassword(services.database().password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(4);
        config.setConnectionTimeout(10_000);
        config.setPoolName("company");
        var source = new HikariDataSource(config);
        Flyway.configure().dataSource(source).load().migrate();
        return source;
    }

    @Bean
    JdbcClient jdbcClient(HikariDataSource source) {
        return JdbcClient.create(source);
    }

    @Bean
    Transactions transactions(HikariDataSource source) {
        return new JdbcTransactions(new JdbcTransactionManager(source));
    }
}
