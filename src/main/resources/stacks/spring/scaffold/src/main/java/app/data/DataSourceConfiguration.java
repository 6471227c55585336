package app.data;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * PostgreSQL where {@code DATABASE_URL} names one ({@code postgres://user:password@host:port/database}, or a JDBC address);
 * else H2 in a file of {@code DATA_DIR}, which speaks PostgreSQL's dialect.
 */
@Configuration(proxyBeanMethods = false)
class DataSourceConfiguration {
    private static final String H2 = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

    @Bean
    DataSource dataSource(Environment environment) {
        String url = environment.getProperty("DATABASE_URL", "");
        if (url.startsWith("jdbc:")) {
            return DataSourceBuilder.create().url(url.startsWith("jdbc:h2:") ? url + H2 : url).build();
        }
        if (!url.isBlank()) {
            return postgres(URI.create(url));
        }
        String folder = environment.getProperty("DATA_DIR", "data");
        return DataSourceBuilder.create()
                .url("jdbc:h2:file:" + java.nio.file.Path.of(folder).toAbsolutePath().resolve("app") + H2)
                .username("sa")
                .build();
    }

    private static DataSource postgres(URI address) {
        String[] user = String.valueOf(address.getRawUserInfo()).split(":", 2);
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        int port = address.getPort() < 0 ? 5432 : address.getPort();
        return DataSourceBuilder.create()
                .url("jdbc:postgresql://%s:%d%s%s".formatted(address.getHost(), port, address.getPath(), query))
                .username(URLDecoder.decode(user[0], StandardCharsets.UTF_8))
                .password(user.length < 2 ? "" : URLDecoder.decode(user[1], StandardCharsets.UTF_8))
                .build();
    }
}
