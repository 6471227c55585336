package app.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers once the database does. */
@Hidden
@RestController
class Health {
    private final JdbcClient sql;

    Health(JdbcClient sql) {
        this.sql = sql;
    }

    @GetMapping("/health")
    Map<String, String> health() {
        sql.sql("select 1").query(Integer.class).single();
        return Map.of("status", "ok");
    }
}
