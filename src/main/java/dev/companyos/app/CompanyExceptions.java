package dev.companyos.app;

import dev.companyos.kernel.CompanyException;
import java.sql.SQLException;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Finds the sentence for people inside what a framework wrapped around it. */
final class CompanyExceptions {
    private CompanyExceptions() {}

    static RuntimeException rootOf(RuntimeException e) {
        for (Throwable it = e; it != null; it = it.getCause()) {
            if (it instanceof CompanyException known) return known;
            if (it instanceof SQLException sql && refused(sql)) return unavailable("postgres", "DATABASE_URL", sql, e);
            if (it instanceof JedisConnectionException redis) return unavailable("redis", "REDIS_URL", redis, e);
        }
        return e;
    }

    /** SQLSTATE: no connection, wrong name or password, no such database. */
    private static boolean refused(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("28") || state.equals("3D000");
    }

    private static CompanyException unavailable(String service, String key, Exception reason, Exception whole) {
        return new CompanyException(
                "unavailable." + service,
                "The %s cannot be reached.".formatted(service),
                String.valueOf(reason.getMessage()),
                "Look whether it runs and whether %s is right; without it an embedded one is used.".formatted(key),
                whole);
    }
}
