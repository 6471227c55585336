package dev.companyos.work.postgres;

import static dev.companyos.work.postgres.TaskRows.utc;

import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.DirectiveId;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.TaskId;
import dev.companyos.work.Claim;
import dev.companyos.work.NewTask;
import dev.companyos.work.Task;
import dev.companyos.work.Tasks;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every move is one UPDATE that names the status it moves from, so PostgreSQL's row locks choose the winner. */
public final class PostgresTasks implements Tasks {
    private static final String COLUMNS = """
            t.*, array(select d.depends_on from task_dependency d
                       where d.company_id = t.company_id and d.task_id = t.task_id) as depends_on
            """;
    private static final String THIS = "where t.company_id = :company and t.task_id = :task";
    private static final String HELD = THIS + " and t.status = 'in_progress' and t.epoch = :epoch";
    private static final String TO_READY = """
            status = 'ready', ready_at = :now, announced_at = :now, worker = null, lease_ends = null
            """;
    private static final String DEPENDENCIES_MET = """
            not exists (select 1 from task_dependency d
                        join task_log p on p.company_id = d.company_id and p.task_id = d.depends_on
                        where d.company_id = t.company_id and d.task_id = t.task_id and p.status <> 'completed')
            """;

    private final JdbcClient sql;

    public PostgresTasks(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public void lockPlanning(CompanyId company) {
        sql.sql("""
                insert into task_number (company_id, last) values (:company, 0)
                on conflict (company_id) do update set last = task_number.last
                """).param("company", company.value()).update();
    }

    @Override
    public List<Task> add(CompanyId company, DirectiveId directive, List<NewTask> plan, Instant now) {
        if (plan.isEmpty()) return List.of();
        PlanRows.insert(sql, company, directive, plan, now);
        return find(company, plan.stream().map(NewTask::id).toList());
    }

    @Override
    public Optional<Task> find(CompanyId company, TaskId task) {
        return tasks("select " + COLUMNS + " from task_log t " + THIS, at(company, task)).stream()
                .findFirst();
    }

    @Override
    public List<Task> find(CompanyId company, Collection<TaskId> ids) {
        if (ids.isEmpty()) return List.of();
        return tasks(
                "select " + COLUMNS + " from task_log t where t.company_id = :company and t.task_id in (:ids)",
                Map.of(
                        "company",
                        company.value(),
                        "ids",
                        ids.stream().map(TaskId::value).toList()));
    }

    @Override
    public Map<String, TaskId> openByCause(CompanyId company, Collection<String> causes) {
        var open = new HashMap<String, TaskId>();
        if (causes.isEmpty()) return open;
        sql.sql("""
                select cause, task_id from task_log
                where company_id = :company and cause in (:causes)
                  and cause <> '' and status not in ('completed', 'cancelled')
                """).param("company", company.value()).param("causes", causes).query(row -> {
            open.put(row.getString(1), new TaskId(row.getObject(2, UUID.class)));
        });
        return open;
    }

    @Override
    public Optional<Task> lock(CompanyId company, TaskId task) {
        return tasks("select " + COLUMNS + " from task_log t " + THIS + " for no key update of t", at(company, task))
                .stream()
                .findFirst();
    }

    @Override
    public List<Task> list(CompanyId company, int limit) {
        return tasks(
                "select " + COLUMNS + " from task_log t where t.company_id = :company order by t.number limit :limit",
                Map.of("company", company.value(), "limit", limit));
    }

    @Override
    public List<Task> ofDirective(CompanyId company, DirectiveId directive) {
        return tasks(
                "select " + COLUMNS + " from task_log t where t.company_id = :company and t.directive_id = :directive",
                Map.of("company", company.value(), "directive", directive.value()));
    }

    @Override
    public Map<Task.Status, Integer> counts(CompanyId company) {
        var counts = new EnumMap<Task.Status, Integer>(Task.Status.class);
        sql.sql("select status, count(*) from task_log where company_id = :company group by status")
                .param("company", company.value())
                .query(row -> {
                    counts.put(TaskRows.status(row.getString(1)), row.getInt(2));
                });
        return counts;
    }

    @Override
    public Map<RoleId, Integer> readyByRole(CompanyId company) {
        var counts = new TreeMap<RoleId, Integer>();
        sql.sql("""
                select role, count(*) from task_log where company_id = :company and status = 'ready' group by role
                """).param("company", company.value()).query(row -> {
            counts.put(new RoleId(row.getString(1)), row.getInt(2));
        });
        return counts;
    }

    @Override
    public List<Task> makeReady(CompanyId company, TaskId task, Instant now) {
        return tasks(
                "update task_log as t set " + TO_READY + """
                where t.company_id = :company and t.status = 'pending'
                  and t.task_id in (select cast(:task as uuid)
                                    union all
                                    select task_id from task_dependency
                                    where company_id = :company and depends_on = :task)
                  and
                """ + DEPENDENCIES_MET + " returning " + COLUMNS,
                with(at(company, task), "now", utc(now)));
    }

    @Override
    public Optional<Task> claim(
            CompanyId company, TaskId task, AgentId by, String worker, Instant now, Instant leaseEnds) {
        var values = at(company, task);
        values.put("agent", by.value());
        values.put("worker", worker);
        values.put("now", utc(now));
        values.put("lease_ends", utc(leaseEnds));
        return move("""
                status = 'in_progress', attempts = attempts + 1, epoch = epoch + 1, agent_id = :agent, worker = :worker,
                lease_ends = :lease_ends, started_at = :now
                """, THIS + " and t.status = 'ready'", values);
    }

    @Override
    public boolean renew(Claim claim, Instant leaseEnds) {
        return sql.sql("update task_log as t set lease_ends = :lease_ends " + HELD)
                        .params(with(at(claim), "lease_ends", utc(leaseEnds)))
                        .update()
                == 1;
    }

    @Override
    public boolean hold(Claim claim) {
        return sql.sql("select 1 from task_log t " + HELD + " for no key update")
                .params(at(claim))
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    @Override
    public Optional<Task> complete(Claim claim, String result, Instant now) {
        return move(
                "status = 'completed', result = :result, completed_at = :now, worker = null, lease_ends = null",
                HELD,
                with(with(at(claim), "now", utc(now)), "result", result));
    }

    @Override
    public Optional<Task> fail(Claim claim, Task.AttemptError error, Task.Status next, Instant now) {
        var values = with(with(at(claim), "now", utc(now)), "error", TaskRows.json(error));
        String log = "error_log = jsonb_path_query_array(error_log, '$[last - 18 to last]') || cast(:error as jsonb), ";
        if (next == Task.Status.READY) return move(log + TO_READY, HELD, values);
        values.put("status", TaskRows.column(next));
        values.put("result", error.error());
        return move(log + """
                status = :status, result = :result, completed_at = :now, worker = null, lease_ends = null
                """, HELD, values);
    }

    @Override
    public Optional<Task> suspend(Claim claim, Task.AttemptError error, Set<TaskId> first, Instant now) {
        var values = with(with(at(claim), "now", utc(now)), "error", TaskRows.json(error));
        var suspended = move("""
                error_log = jsonb_path_query_array(error_log, '$[last - 18 to last]') || cast(:error as jsonb),
                status = 'pending', worker = null, lease_ends = null
                """, HELD, values);
        suspended.ifPresent(it -> sql.sql("""
                        insert into task_dependency (company_id, task_id, depends_on)
                        select :company, :task, unnest(cast(:first as uuid[])) on conflict do nothing
                        """)
                .param("company", it.company().value())
                .param("task", it.id().value())
                .param("first", first.stream().map(TaskId::value).toArray(java.util.UUID[]::new))
                .update());
        return suspended.isEmpty()
                ? suspended
                : find(claim.task().company(), claim.task().id());
    }

    @Override
    public Optional<Task> handBack(Claim claim, Instant now) {
        return move(TO_READY + ", attempts = attempts - 1", HELD, with(at(claim), "now", utc(now)));
    }

    @Override
    public List<Task> reclaim(Optional<String> deadWorker, Instant now) {
        return tasks("""
                with stranded as (
                    select company_id, task_id from task_log
                    where status = 'in_progress' and (lease_ends < :now or worker = :dead)
                    for no key update skip locked)
                update task_log as t set attempts = attempts - 1, epoch = epoch + 1,
                """ + TO_READY + """
                from stranded s where t.company_id = s.company_id and t.task_id = s.task_id returning
                """ + COLUMNS, Map.of("now", utc(now), "dead", deadWorker.orElse("")));
    }

    @Override
    public List<Task> announceAgain(Instant before, int limit, Instant now) {
        return tasks("""
                with waiting as (
                    select company_id, task_id from task_log where status = 'ready' and announced_at < :before
                    order by announced_at limit :limit for no key update skip locked)
                update task_log as t set announced_at = :now
                from waiting w where t.company_id = w.company_id and t.task_id = w.task_id returning
                """ + COLUMNS, Map.of("before", utc(before), "limit", limit, "now", utc(now)));
    }

    @Override
    public Task cancel(CompanyId company, TaskId task, String why, Instant now) {
        return move("""
                status = 'cancelled', epoch = epoch + 1, result = :why, completed_at = :now,
                worker = null, lease_ends = null
                """, THIS, with(with(at(company, task), "why", why), "now", utc(now)))
                .orElseThrow();
    }

    @Override
    public Task restart(CompanyId company, TaskId task, Instant now) {
        return move(
                        """
                attempts = 0, result = '', started_at = null, completed_at = null, performance_score = null,
                ready_at = :now, announced_at = :now, status = case when
                """ + DEPENDENCIES_MET + " then 'ready' else 'pending' end",
                        THIS,
                        with(at(company, task), "now", utc(now)))
                .orElseThrow();
    }

    @Override
    public boolean score(CompanyId company, TaskId task, int score) {
        return sql.sql("update task_log as t set performance_score = :score " + THIS)
                        .params(with(at(company, task), "score", score))
                        .update()
                == 1;
    }

    private Optional<Task> move(String set, String where, Map<String, Object> values) {
        return tasks("update task_log as t set " + set + " " + where + " returning " + COLUMNS, values).stream()
                .findFirst();
    }

    private List<Task> tasks(String statement, Map<String, ?> values) {
        return sql.sql(statement).params(values).query(TaskRows::task).list().stream()
                .sorted(Comparator.comparing(Task::number))
                .toList();
    }

    private static Map<String, Object> at(CompanyId company, TaskId task) {
        return new HashMap<>(Map.of("company", company.value(), "task", task.value()));
    }

    private static Map<String, Object> at(Claim claim) {
        return with(at(claim.task().company(), claim.task().id()), "epoch", claim.epoch());
    }

    private static Map<String, Object> with(Map<String, Object> values, String name, Object value) {
        values.put(name, value);
        return values;
    }
}
