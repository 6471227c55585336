package dev.companyos.memory.postgres;

import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Text;
import dev.companyos.memory.AgentMemory;
import dev.companyos.memory.Memories;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Histories grow and shrink inside the statement that adds to them, so no two writers lose each other's entry. */
public final class PostgresMemories implements Memories {
    private static final Duration DAY = Duration.ofHours(24);
    private static final int LONGEST = 2_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient sql;

    public PostgresMemories(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public AgentMemory of(CompanyId company, AgentId agent) {
        return sql.sql("select * from agent_memories where company_id = :company and agent_id = :agent")
                .param("company", company.value())
                .param("agent", agent.value())
                .query(PostgresMemories::memory)
                .optional()
                .orElseGet(() -> new AgentMemory(agent, 100, 0, 0, List.of(), List.of(), List.of()));
    }

    @Override
    public List<AgentMemory> all(CompanyId company) {
        return sql.sql("select * from agent_memories where company_id = :company order by agent_id")
                .param("company", company.value())
                .query(PostgresMemories::memory)
                .list();
    }

    @Override
    public void recordOutcome(CompanyId company, AgentId agent, boolean completed, int score, Entry entry) {
        String history = entry.kind() == Entry.Kind.REWARD ? "reward_history" : "correction_history";
        String json = JSON.writeValueAsString(Map.of(
                "prompt", Text.storable(entry.prompt(), LONGEST),
                "consumed", false,
                "injected_at", entry.injectedAt().toString()));
        sql.sql("""
                        insert into agent_memories as m
                          (company_id, agent_id, role, performance_score, tasks_completed, tasks_failed, HISTORY, last_active)
                        values (:company, :agent, :role, :score, :completed, :failed, jsonb_build_array(cast(:entry as jsonb)), :at)
                        on conflict (company_id, agent_id) do update set
                          performance_score = case when m.tasks_completed + m.tasks_failed = 0 then excluded.performance_score
                            else (m.performance_score * (m.tasks_completed + m.tasks_failed) + excluded.performance_score)
                              / (m.tasks_completed + m.tasks_failed + 1) end,
                          tasks_completed = m.tasks_completed + excluded.tasks_completed,
                          tasks_failed = m.tasks_failed + excluded.tasks_failed,
                          HISTORY = jsonb_path_query_array(m.HISTORY, '$[last - 18 to last]') || cast(:entry as jsonb),
                          last_active = excluded.last_active
                        """.replace("HISTORY", history))
                .param("company", company.value())
                .param("agent", agent.value())
                .param("role", agent.role().value())
                .param("score", (double) score)
                .param("completed", completed ? 1 : 0)
                .param("failed", completed ? 0 : 1)
                .param("entry", json)
                .param("at", utc(entry.injectedAt()))
                .update();
    }

    @Override
    public void learn(CompanyId company, AgentId agent, String pattern) {
        sql.sql("""
                        insert into agent_memories as m (company_id, agent_id, role, patterns_learned)
                        values (:company, :agent, :role, jsonb_build_array(cast(:pattern as text)))
                        on conflict (company_id, agent_id) do update set patterns_learned =
                          case when m.patterns_learned @> excluded.patterns_learned then m.patterns_learned
                          else jsonb_path_query_array(m.patterns_learned, '$[last - 18 to last]') || excluded.patterns_learned end
                        """)
                .param("company", company.value())
                .param("agent", agent.value())
                .param("role", agent.role().value())
                .param("pattern", Text.storable(pattern, LONGEST))
                .update();
    }

    @Override
    public void remember(CompanyId company, List<AgentId> agents, Episode episode) {
        sql.sql("""
                        insert into episode (company_id, agent_id, kind, text, at)
                        select :company, agent_id, :kind, :text, :at from unnest(:agents) as agent_id
                        """)
                .param("company", company.value())
                .param("agents", agents.stream().map(AgentId::value).toArray(String[]::new))
                .param("kind", episode.kind())
                .param("text", Text.storable(episode.text(), LONGEST))
                .param("at", utc(episode.at()))
                .update();
    }

    @Override
    public List<Episode> episodes(CompanyId company, AgentId agent, Instant now, int limit) {
        return sql.sql("""
                        select kind, text, at from episode where company_id = :company and agent_id = :agent and at >= :since
                        order by at desc, id desc limit :limit
                        """)
                .param("company", company.value())
                .param("agent", agent.value())
                .param("since", utc(now.minus(DAY)))
                .param("limit", limit)
                .query((row, _) -> new Episode(
                        row.getString("kind"),
                        row.getString("text"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    @Override
    public int forget(Instant now) {
        return sql.sql("delete from episode where at < :before")
                .param("before", utc(now.minus(DAY)))
                .update();
    }

    private static AgentMemory memory(ResultSet row, int number) throws SQLException {
        return new AgentMemory(
                new AgentId(row.getString("agent_id")),
                row.getDouble("performance_score"),
                row.getInt("tasks_completed"),
                row.getInt("tasks_failed"),
                texts(row.getString("patterns_learned")),
                entries(row.getString("reward_history"), Entry.Kind.REWARD),
                entries(row.getString("correction_history"), Entry.Kind.CORRECTION));
    }

    private static List<String> texts(String json) {
        var texts = new ArrayList<String>();
        for (var it : JSON.readTree(json)) texts.add(it.asString());
        return List.copyOf(texts);
    }

    private static List<Entry> entries(String json, Entry.Kind kind) {
        var entries = new ArrayList<Entry>();
        for (var it : JSON.readTree(json))
            entries.add(new Entry(
                    kind,
                    it.path("prompt").asString(),
                    Instant.parse(it.path("injected_at").asString())));
        return List.copyOf(entries);
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
