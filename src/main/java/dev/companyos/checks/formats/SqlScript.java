package dev.companyos.checks.formats;

import java.util.Optional;

/** SQL. */
final class SqlScript {
    private SqlScript() {}

    static Optional<Problem> check(String content) {
        return Optional.empty();
    }
}
