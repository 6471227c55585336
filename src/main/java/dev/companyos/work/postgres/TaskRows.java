package dev.companyos.work.postgres;

import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.DirectiveId;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.TaskId;
import dev.companyos.work.Task;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Between rows of {@code task_log} and {@link Task}s. */
final class TaskRows {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<List<ErrorRow>> ERRORS = new TypeReference<>() {};

    private TaskRows() {}

    static Task task(ResultSet row, int rowNumber) throws SQLException {
        return new Task(
                new TaskId(row.getObject("task_id", UUID.class)),
                new CompanyId(row.getObject("company_id", UUID.class)),
                new DirectiveId(row.getObject("directive_id", UUID.class)),
                row.getInt("number"),
                new RoleId(row.getString("role")),
                row.getString("title"),
                row.getString("description"),
                JSON.readValue(row.getString("acceptance_criteria"), TEXTS),
                Duration.ofMinutes(row.getLong("estimated_minutes")),
                dependencies(row),
                row.getString("cause"),
                status(row.getString("status")),
                row.getInt("attempts"),
                row.getLong("epoch"),
                Optional.ofNullable(row.getString("agent_id")).map(AgentId::new),
                instant(row, "lease_ends"),
                row.getString("result"),
                JSON.readValue(row.getString("error_log"), ERRORS).stream()
                        .map(ErrorRow::parsed)
                        .toList(),
                Optional.ofNullable(row.getObject("performance_score", Integer.class)),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "completed_at"));
    }

    private static Set<TaskId> dependencies(ResultSet row) throws SQLException {
        return Arrays.stream((UUID[]) row.getArray("depends_on").getArray())
                .map(TaskId::new)
                .collect(Collectors.toSet());
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static Task.Status status(String column) {
        return Task.Status.valueOf(column.toUpperCase(Locale.ROOT));
    }

    static String column(Task.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    static String json(Task.AttemptError error) {
        return JSON.writeValueAsString(new ErrorRow(
                error.attempt(), error.stage(), error.error(), error.at().toString()));
    }

    private record ErrorRow(int attempt, @Nullable String stage, String error, String at) {
        Task.AttemptError parsed() {
            return new Task.AttemptError(attempt, stage == null ? "" : stage, error, Instant.parse(at));
        }
    }
}
