package dev.companyos.llm.postgres;

import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.DirectiveId;
import dev.companyos.kernel.TaskId;
import dev.companyos.kernel.Usd;
import dev.companyos.llm.Caller;
import dev.companyos.llm.Journal;
import dev.companyos.llm.Ledger;
import dev.companyos.llm.ModelCall;
import dev.companyos.llm.ModelCall.Result;
import dev.companyos.llm.Reply;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** {@code model_call}: one row a call, never changed. */
public final class PostgresJournal implements Journal, Ledger {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String RECORD = """
            with ended as (
                delete from model_call_waiting
                where company_id = :company and turn = :turn and step = :step and request_hash = :requestHash)
            insert into model_call (company_id, turn, step, request_hash, agent, directive_id, task_id, provider, model,
                prompt_hash, batched, input_tokens, output_tokens, cache_write_tokens, cache_read_tokens, cost_micros, latency_ms,
                outcome, reply, failure, called_at)
            values (:company, :turn, :step, :requestHash, :agent, :directive, :task, :provider, :model,
                :promptHash, :batched, :input, :output, :cacheWrite, :cacheRead, :cost, :latency,
                :outcome, :reply, :failure, :at)
            """;

    private static final String SUMS = """
            count(*) as calls, coalesce(sum(input_tokens), 0) as input_tokens,
            coalesce(sum(output_tokens), 0) as output_tokens, coalesce(sum(cache_write_tokens), 0) as cache_write_tokens,
            coalesce(sum(cache_read_tokens), 0) as cache_read_tokens, coalesce(sum(cost_micros), 0) as cost_micros
            """;

    private final JdbcClient sql;

    public PostgresJournal(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public void record(ModelCall call) {
        Caller caller = call.caller();
        Reply.Usage usage = call.usage();
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("company", caller.company().value());
        row.put("turn", caller.turn());
        row.put("step", call.step());
        row.put("requestHash", call.requestHash());
        row.put("agent", caller.agent().value());
        row.put("directive", caller.directive().map(DirectiveId::value).orElse(null));
        row.put("task", caller.task().map(TaskId::value).orElse(null));
        row.put("provider", call.provider());
        row.put("model", call.model());
        row.put("promptHash", call.promptHash());
        row.put("batched", call.batched());
        row.put("input", usage.input());
        row.put("output", usage.output());
        row.put("cacheWrite", usage.cacheWrite());
        row.put("cacheRead", usage.cacheRead());
        row.put("cost", call.cost().micros());
        row.put("latency", call.latency().toMillis());
        row.put("at", OffsetDateTime.ofInstant(call.at(), ZoneOffset.UTC));
        switch (call.result()) {
            case Result.Answered(Reply reply) -> {
                row.put("outcome", Outcome.of(reply).name());
                row.put("reply", JSON.writeValueAsString(reply));
                row.put("failure", null);
            }
            case Result.Failed(String why) -> {
                row.put("outcome", Outcome.FAILED.name());
                row.put("reply", null);
                row.put("failure", why.replace("\0", ""));
            }
        }
        sql.sql(RECORD).params(row).update();
    }

    @Override
    public Optional<Replay> find(CompanyId company, String turn, int step, String requestHash) {
        return sql.sql("""
                        select outcome, reply, cost_micros from model_call
                        where company_id = :company and turn = :turn and step = :step and request_hash = :hash
                            and reply is not null
                        order by id limit 1
                        """)
                .param("company", company.value())
                .param("turn", turn)
                .param("step", step)
                .param("hash", requestHash)
                .query((row, _) -> new Replay(reply(row), new Usd(row.getLong("cost_micros"))))
                .optional();
    }

    @Override
    public void submitted(Waiting waiting) {
        sql.sql("""
                        insert into model_call_waiting (company_id, turn, step, request_hash, model, batch, reservation_id,
                            reserved_micros, submitted_at)
                        values (:company, :turn, :step, :hash, :model, :batch, :reservation, :reserved, :since)
                        on conflict do nothing
                        """)
                .param("company", waiting.call().company().value())
                .param("turn", waiting.call().turn())
                .param("step", waiting.call().step())
                .param("hash", waiting.call().requestHash())
                .param("model", waiting.model())
                .param("batch", waiting.batch())
                .param("reservation", waiting.reservation())
                .param("reserved", waiting.reserved().micros())
                .param("since", OffsetDateTime.ofInstant(waiting.since(), ZoneOffset.UTC))
                .update();
    }

    @Override
    public Optional<Waiting> waiting(CompanyId company, String turn, int step, String requestHash) {
        return sql.sql("""
                        select * from model_call_waiting
                        where company_id = :company and turn = :turn and step = :step and request_hash = :hash
                        """)
                .param("company", company.value())
                .param("turn", turn)
                .param("step", step)
                .param("hash", requestHash)
                .query((row, _) -> new Waiting(
                        new Waiting.Call(company, turn, step, requestHash),
                        row.getString("model"),
                        row.getString("batch"),
                        row.getObject("reservation_id", UUID.class),
                        new Usd(row.getLong("reserved_micros")),
                        row.getObject("submitted_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    @Override
    public Total total(CompanyId company) {
        return sql.sql("select " + SUMS + " from model_call where company_id = :company")
                .param("company", company.value())
                .query((row, _) -> total(row))
                .single();
    }

    @Override
    public Total inMonth(CompanyId company, YearMonth month) {
        return sql.sql("select " + SUMS + """
                         from model_call where company_id = :company and called_at >= :from and called_at < :until
                        """)
                .param("company", company.value())
                .param("from", month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("until", month.plusMonths(1).atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .query((row, _) -> total(row))
                .single();
    }

    @Override
    public Total ofTask(CompanyId company, TaskId task) {
        return sql.sql("select " + SUMS + " from model_call where company_id = :company and task_id = :task")
                .param("company", company.value())
                .param("task", task.value())
                .query((row, _) -> total(row))
                .single();
    }

    @Override
    public Map<TaskId, Total> byTask(CompanyId company) {
        return by(company, "task_id", row -> new TaskId(row.getObject("task_id", UUID.class)));
    }

    @Override
    public Map<DirectiveId, Total> byDirective(CompanyId company) {
        return by(company, "directive_id", row -> new DirectiveId(row.getObject("directive_id", UUID.class)));
    }

    @Override
    public Map<AgentId, Total> byAgent(CompanyId company) {
        return by(company, "agent", row -> new AgentId(row.getString("agent")));
    }

    @Override
    public Map<String, Total> byModel(CompanyId company) {
        return by(company, "model", row -> row.getString("model"));
    }

    @Override
    public List<ModelCall> latest(CompanyId company, int limit) {
        return sql.sql("select * from model_call where company_id = :company order by id desc limit :limit")
                .param("company", company.value())
                .param("limit", limit)
                .query(PostgresJournal::call)
                .list();
    }

    /** @param column one of ours, never a caller's */
    private <K> Map<K, Total> by(CompanyId company, String column, Key<K> key) {
        var totals = new LinkedHashMap<K, Total>();
        sql.sql("select %1$s, %2$s from model_call where company_id = :company and %1$s is not null group by %1$s"
                        .formatted(column, SUMS))
                .param("company", company.value())
                .query((ResultSet row) -> {
                    totals.put(key.of(row), total(row));
                });
        return totals;
    }

    @FunctionalInterface
    private interface Key<K> {
        K of(ResultSet row) throws SQLException;
    }

    private static Total total(ResultSet row) throws SQLException {
        return new Total(row.getLong("calls"), usage(row), new Usd(row.getLong("cost_micros")));
    }

    private static Reply.Usage usage(ResultSet row) throws SQLException {
        return new Reply.Usage(
                row.getLong("input_tokens"),
                row.getLong("output_tokens"),
                row.getLong("cache_write_tokens"),
                row.getLong("cache_read_tokens"));
    }

    private static ModelCall call(ResultSet row, int rowNumber) throws SQLException {
        var caller = new Caller(
                new CompanyId(row.getObject("company_id", UUID.class)),
                new AgentId(row.getString("agent")),
                row.getString("turn"),
                Optional.ofNullable(row.getObject("directive_id", UUID.class)).map(DirectiveId::new),
                Optional.ofNullable(row.getObject("task_id", UUID.class)).map(TaskId::new));
        Result result = row.getString("reply") == null
                ? new Result.Failed(row.getString("failure"))
                : new Result.Answered(reply(row));
        return new ModelCall(
                caller,
                row.getInt("step"),
                row.getString("request_hash"),
                row.getString("prompt_hash"),
                row.getString("provider"),
                row.getString("model"),
                row.getBoolean("batched"),
                result,
                new Usd(row.getLong("cost_micros")),
                Duration.ofMillis(row.getLong("latency_ms")),
                row.getObject("called_at", OffsetDateTime.class).toInstant());
    }

    private static Reply reply(ResultSet row) throws SQLException {
        String json = row.getString("reply");
        return switch (Outcome.valueOf(row.getString("outcome"))) {
            case TEXT -> JSON.readValue(json, Reply.Text.class);
            case TOOL_CALLS -> JSON.readValue(json, Reply.ToolCalls.class);
            case REFUSED -> JSON.readValue(json, Reply.Refused.class);
            case TRUNCATED -> JSON.readValue(json, Reply.Truncated.class);
            case FAILED -> throw new IllegalStateException("A failed call has no reply.");
        };
    }

    private enum Outcome {
        TEXT,
        TOOL_CALLS,
        REFUSED,
        TRUNCATED,
        FAILED;

        static Outcome of(Reply reply) {
            return switch (reply) {
                case Reply.Text _ -> TEXT;
                case Reply.ToolCalls _ -> TOOL_CALLS;
                case Reply.Refused _ -> REFUSED;
                case Reply.Truncated _ -> TRUNCATED;
            };
        }
    }
}
