package dev.companyos.work.postgres;

import static dev.companyos.work.postgres.TaskRows.utc;

import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.DirectiveId;
import dev.companyos.work.NewTask;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** A whole plan in two statements: its tasks, and what they wait for. */
final class PlanRows {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PlanRows() {}

    static void insert(JdbcClient sql, CompanyId company, DirectiveId directive, List<NewTask> plan, Instant now) {
        sql.sql("""
                with n as (update task_number set last = last + :size where company_id = :company
                           returning last - :size as before)
                insert into task_log (company_id, task_id, directive_id, number, role, title, description,
                                      acceptance_criteria, estimated_minutes, cause, status, created_at)
                select :company, p.task_id, :directive, n.before + p.position, p.role, p.title, p.description,
                       p.acceptance_criteria, p.estimated_minutes, p.cause, 'pending', :now
                from n, jsonb_to_recordset(cast(:plan as jsonb)) as p (
                    position int, task_id uuid, role text, title text, description text,
                    acceptance_criteria jsonb, estimated_minutes int, cause text)
                """)
                .param("size", plan.size())
                .param("company", company.value())
                .param("directive", directive.value())
                .param("now", utc(now))
                .param("plan", tasks(plan))
                .update();
        sql.sql("""
                insert into task_dependency (company_id, task_id, depends_on)
                select :company, d.task_id, d.depends_on
                from jsonb_to_recordset(cast(:dependencies as jsonb)) as d (task_id uuid, depends_on uuid)
                """)
                .param("company", company.value())
                .param("dependencies", dependencies(plan))
                .update();
    }

    private static String tasks(List<NewTask> plan) {
        return JSON.writeValueAsString(IntStream.range(0, plan.size())
                .mapToObj(index -> TaskRow.of(index + 1, plan.get(index)))
                .toList());
    }

    private static String dependencies(List<NewTask> plan) {
        return JSON.writeValueAsString(plan.stream()
                .flatMap(task -> task.dependsOn().stream()
                        .map(other -> new DependencyRow(task.id().value(), other.value())))
                .toList());
    }

    private record TaskRow(
            int position,
            UUID task_id,
            String role,
            String title,
            String description,
            List<String> acceptance_criteria,
            long estimated_minutes,
            String cause) {
        static TaskRow of(int position, NewTask task) {
            return new TaskRow(
                    position,
                    task.id().value(),
                    task.role().value(),
                    task.title(),
                    task.description(),
                    task.acceptance(),
                    task.estimate().toMinutes(),
                    task.cause());
        }
    }

    private record DependencyRow(UUID task_id, UUID depends_on) {}
}
