package dev.companyos.checks.formats;

import dev.companyos.checks.formats.SqlTokens.Kind;
import dev.companyos.checks.formats.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SQL by what is wrong in every dialect: quotes, comments and brackets that are not closed, statements that begin with no
 * statement's word, commas with nothing behind them, a semicolon or comma that is missing between two definitions. What a
 * dialect has of its own is let through: a migration that is wrongly refused costs more than one that its test refuses.
 */
final class SqlScript {
    private static final Set<String> HEADS = Set.of("""
            SELECT WITH INSERT UPDATE DELETE MERGE CREATE ALTER DROP TRUNCATE GRANT REVOKE BEGIN
            START COMMIT END ROLLBACK ABORT SAVEPOINT RELEASE SET RESET SHOW EXPLAIN ANALYZE
            ANALYSE VACUUM PRAGMA REINDEX CLUSTER COMMENT COPY DO CALL VALUES TABLE LOCK LISTEN
            NOTIFY UNLISTEN PREPARE EXECUTE DEALLOCATE DECLARE FETCH MOVE CLOSE REFRESH REASSIGN
            SECURITY IMPORT DISCARD CHECKPOINT LOAD ATTACH DETACH REPLACE USE DESCRIBE DESC
            RENAME EXEC GO IF WHILE PRINT FLUSH OPTIMIZE UNLOCK KILL UPSERT RAISE REPACK WAIT""".split("\\s+"));
    private static final Set<String> KINDS = Set.of("""
            TABLE INDEX VIEW TRIGGER FUNCTION PROCEDURE SCHEMA SEQUENCE TYPE DOMAIN EXTENSION
            ROLE USER GROUP DATABASE POLICY RULE CAST OPERATOR AGGREGATE COLLATION CONVERSION
            LANGUAGE PUBLICATION SUBSCRIPTION SERVER STATISTICS TABLESPACE TEXT TRANSFORM ACCESS
            EVENT FOREIGN MATERIALIZED UNIQUE TEMP TEMPORARY UNLOGGED GLOBAL LOCAL VIRTUAL
            RECURSIVE OR CONSTRAINT TRUSTED PROCEDURAL DEFAULT FULLTEXT SPATIAL CLUSTERED
            NONCLUSTERED DEFINER SQL SYNONYM LOGIN PROPERTY COLUMN PROC ASSERTION CHARACTER
            ALGORITHM SECRET MACRO EXTERNAL HYPERTABLE""".split("\\s+"));
    private static final Set<String> DANGLING =
            Set.of("WHERE", "AND", "OR", "HAVING", "JOIN", "INTO", "BY", "LIKE", "BETWEEN");
    private static final Set<String> TYPES = Set.of("""
            INTEGER INT BIGINT SMALLINT TEXT VARCHAR CHAR BOOLEAN BOOL TIMESTAMP TIMESTAMPTZ
            UUID SERIAL BIGSERIAL JSONB JSON REAL NUMERIC DECIMAL BYTEA BLOB DATETIME DOUBLE""".split("\\s+"));
    private static final Pattern FILLED_IN =
            Pattern.compile("\\{\\{|\\{%|(?i)^[ \\t]*+delimiter\\b", Pattern.MULTILINE);

    private SqlScript() {}

    static Optional<Problem> check(String content) {
        if (FILLED_IN.matcher(content).find()) return Optional.empty();
        var read = SqlTokens.read(content);
        if (read instanceof Problem problem) return Optional.of(problem);
        @SuppressWarnings("unchecked")
        var tokens = (List<Token>) read;
        for (var statement : statements(tokens)) {
            var problem = look(statement);
            if (problem != null) return Optional.of(problem);
        }
        return Optional.empty();
    }

    /** Split at the semicolons, less those in the body of a trigger or a routine. */
    private static List<List<Token>> statements(List<Token> tokens) {
        var statements = new ArrayList<List<Token>>();
        var statement = new ArrayList<Token>();
        int body = 0;
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            boolean routine = !statement.isEmpty()
                    && statement.getFirst().is("CREATE", "ALTER")
                    && statement.stream()
                            .limit(8)
                            .anyMatch(it -> it.is("TRIGGER", "FUNCTION", "PROCEDURE", "PROC", "EVENT"));
            if (routine && token.is("BEGIN")) body++;
            if (body > 0 && token.is("CASE") && !(i > 0 && tokens.get(i - 1).is("END"))) body++;
            if (body > 0
                    && token.is("END")
                    && !(i + 1 < tokens.size() && tokens.get(i + 1).is("IF", "LOOP", "WHILE", "REPEAT"))) body--;
            if (token.is(";") && body == 0) {
                statement.add(token);
                statements.add(List.copyOf(statement));
                statement.clear();
            } else {
                statement.add(token);
            }
        }
        if (!statement.isEmpty()) statements.add(List.copyOf(statement));
        return statements;
    }

    private static @Nullable Problem look(List<Token> statement) {
        var head = statement.getFirst();
        if (head.is(";")) return null;
        var begin = begin(statement);
        if (begin != null) return begin;
        boolean routine = statement.stream().anyMatch(it -> it.is("BEGIN"));
        var open = new ArrayList<Token>();
        Token before = head;
        for (int i = 0; i < statement.size(); i++) {
            var token = statement.get(i);
            if (token.is("(", "[")) open.add(token);
            if (token.is(")", "]")) {
                if (open.isEmpty()) return new Problem(token.line(), "`%s` closes nothing".formatted(token.text()));
                var opened = open.removeLast();
                if (opened.is("(") != token.is(")"))
                    return new Problem(token.line(), "`%s` does not close `%s`".formatted(token.text(), opened.text()));
            }
            if (token.is(";") && !open.isEmpty() && !routine)
                return new Problem(
                        open.getLast().line(),
                        "`%s` is not closed".formatted(open.getLast().text()));
            if (before.is(",") && token.is(")", ";", ",", "FROM", "WHERE"))
                return new Problem(before.line(), "there is nothing behind a comma");
            if (before.is("(") && token.is(",")) return new Problem(token.line(), "there is nothing before a comma");
            if (token.is(";") && before.kind() == Kind.WORD && DANGLING.contains(before.text()) && i > 1)
                return new Problem(before.line(), "there is nothing behind `%s`".formatted(before.text()));
            if (token.is(";") && before.is("=", "<", ">", "+", "|"))
                return new Problem(before.line(), "there is nothing behind `%s`".formatted(before.text()));
            if (i > 1 && i + 1 < statement.size() && !routine) {
                var glued = glued(statement, i, open.size());
                if (glued != null) return glued;
            }
            before = token;
        }
        if (!open.isEmpty())
            return new Problem(
                    open.getLast().line(),
                    "`%s` is never closed".formatted(open.getLast().text()));
        return before.is(",") ? new Problem(before.line(), "there is nothing behind a comma") : null;
    }

    private static @Nullable Problem begin(List<Token> statement) {
        var head = statement.getFirst();
        if (head.kind() == Kind.SIGN && !head.is("(") || head.kind() == Kind.NUMBER)
            return head.is("@", ":", "!", "#", "<", "{")
                    ? null
                    : new Problem(head.line(), "no statement begins with `%s`".formatted(head.text()));
        if (head.kind() != Kind.WORD) return null;
        if (!HEADS.contains(head.text()))
            return new Problem(head.line(), "no statement begins with `%s`".formatted(head.text()));
        if (statement.size() < 2) return null;
        var second = statement.get(1);
        if (second.kind() != Kind.WORD) return null;
        boolean wrong =
                switch (head.text()) {
                    case "CREATE" -> !KINDS.contains(second.text());
                    case "DELETE" -> !second.is("FROM") && statement.stream().noneMatch(it -> it.is("FROM"));
                    case "INSERT" ->
                        !second.is("INTO", "OR", "OVERWRITE", "IGNORE")
                                && statement.stream().noneMatch(it -> it.is("INTO"));
                    default -> false;
                };
        return wrong
                ? new Problem(second.line(), "`%s` cannot stand behind `%s`".formatted(second.text(), head.text()))
                : null;
    }

    /** A statement, or a column, that begins on a line of its own while the one before it has not ended. */
    private static @Nullable Problem glued(List<Token> statement, int i, int depth) {
        var token = statement.get(i);
        var next = statement.get(i + 1);
        var before = statement.get(i - 1);
        if (!token.first()) return null;
        var head = statement.getFirst();
        boolean plain = head.is("INSERT", "ALTER", "DROP", "TRUNCATE", "UPDATE", "DELETE")
                || head.is("CREATE")
                        && statement.get(1).is("TABLE", "INDEX", "UNIQUE", "EXTENSION", "TYPE", "SEQUENCE");
        boolean starts = token.is("CREATE") && next.is("TABLE", "INDEX", "UNIQUE", "VIEW", "TYPE", "EXTENSION")
                || token.is("INSERT") && next.is("INTO")
                || token.is("ALTER", "DROP") && next.is("TABLE");
        if (plain && depth == 0 && starts && !before.is("AS"))
            return new Problem(before.line(), "a semicolon is missing before the next statement");
        boolean table = head.is("CREATE") && statement.stream().limit(4).anyMatch(it -> it.is("TABLE")) && depth == 1;
        boolean column = table
                && (token.kind() == Kind.QUOTED && !token.text().equals("'")
                        || token.kind() == Kind.WORD && !CONTINUES.contains(token.text()))
                && next.kind() == Kind.WORD
                && TYPES.contains(next.text())
                && !before.is("(", ",", "AS", "SELECT", "DEFAULT");
        return column ? new Problem(before.line(), "a comma is missing before the next column") : null;
    }

    private static final Set<String> CONTINUES = Set.of("""
            NOT NULL DEFAULT PRIMARY UNIQUE REFERENCES CHECK CONSTRAINT COLLATE GENERATED ON
            DEFERRABLE INITIALLY AS STORED VIRTUAL MATCH FOREIGN AUTOINCREMENT USING WITH AND OR
            CAST SELECT FROM WHERE UNSIGNED CHARACTER""".split("\\s+"));
}
