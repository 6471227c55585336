package dev.companyos.company.postgres;

import static dev.companyos.company.postgres.Columns.JSON;
import static dev.companyos.company.postgres.Columns.instant;
import static dev.companyos.company.postgres.Columns.utc;

import dev.companyos.company.Brain;
import dev.companyos.company.Brains;
import dev.companyos.company.Metric;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/**
 * Tables {@code company_brain}, {@code brain_note} and {@code brain_metric}. Every write locks the brain's row before it
 * touches a child row, so writers queue up and never deadlock.
 */
public final class PostgresBrains implements Brains {
    private static final TypeReference<Map<String, String>> URLS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Double>> METRICS = new TypeReference<>() {};
    private static final TypeReference<Map<String, List<String>>> NOTES = new TypeReference<>() {};

    private final JdbcClient sql;
    private final Clock clock;

    public PostgresBrains(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public Brain read(CompanyId company) {
        return sql.sql("""
                select b.*, c.mission,
                    (select coalesce(jsonb_object_agg(m.name, m.value), '{}')
                     from brain_metric m where m.company_id = b.company_id) as metrics,
                    (select coalesce(jsonb_object_agg(of_kind.kind, of_kind.texts), '{}')
                     from (values ('SHIPPED_FEATURE'), ('OPEN_BUG'), ('BLOCKER'), ('USER_FEEDBACK')) as kinds (kind),
                     lateral (select kinds.kind, jsonb_agg(newest.text order by newest.opened_at desc, newest.id desc) as texts
                              from (select n.id, n.text, n.opened_at from brain_note n
                                    where n.company_id = b.company_id and n.kind = kinds.kind and n.closed_at is null
                                    order by n.opened_at desc, n.id desc limit 50) as newest
                              having count(*) > 0) as of_kind) as notes
                from company_brain b join company c on c.id = b.company_id
                where b.company_id = :company
                """)
                .param("company", company.value())
                .query(PostgresBrains::brain)
                .optional()
                .orElseThrow(() ->
                        CompanyException.notFound("company", company.value().toString()));
    }

    @Override
    public void nameProduct(CompanyId company, String name, String slug, String description, String stack) {
        write("""
                update company_brain set product_name = :name, product_slug = :slug,
                    product_description = :description, tech_stack = :stack, version = version + 1, updated_at = :now
                where company_id = :company and (product_name, product_slug, product_description, tech_stack)
                    is distinct from (:name, :slug, :description, :stack)
                """, company, Map.of("name", name, "slug", slug, "description", description, "stack", stack));
    }

    @Override
    public void setSprint(CompanyId company, String goal) {
        write("""
                update company_brain set current_sprint = :goal, version = version + 1, updated_at = :now
                where company_id = :company and current_sprint <> :goal
                """, company, Map.of("goal", goal));
    }

    @Override
    public void setLiveUrl(CompanyId company, String name, String url) {
        write("""
                update company_brain set version = version + 1, updated_at = :now,
                    live_urls = case when :url = '' then live_urls - :name
                                     else live_urls || jsonb_build_object(:name, :url) end
                where company_id = :company and coalesce(live_urls ->> :name, '') <> :url
                """, company, Map.of("name", name, "url", url));
    }

    @Override
    public void setMetric(CompanyId company, String name, double value) {
        write("""
                with brain as (
                    update company_brain set version = version + 1, updated_at = :now
                    where company_id = :company and not exists (
                        select 1 from brain_metric where company_id = :company and name = :name and value = :value)
                    returning company_id)
                insert into brain_metric (company_id, name, value) select company_id, :name, :value from brain
                on conflict (company_id, name) do update set value = excluded.value
                """, company, Map.of("name", name, "value", Metric.finite(name, value)));
    }

    @Override
    public void addToMetric(CompanyId company, String name, double delta) {
        write("""
                with brain as (
                    update company_brain set version = version + 1, updated_at = :now
                    where company_id = :company returning company_id)
                insert into brain_metric (company_id, name, value) select company_id, :name, :delta from brain
                on conflict (company_id, name) do update set value = brain_metric.value + excluded.value
                """, company, Map.of("name", name, "delta", Metric.finite(name, delta)));
    }

    @Override
    public void addNote(CompanyId company, Note kind, String ref, String text) {
        write("""
                with brain as (
                    update company_brain set version = version + 1, updated_at = :now
                    where company_id = :company and not exists (
                        select 1 from brain_note
                        where company_id = :company and kind = :kind and ref = :ref and closed_at is null)
                    returning company_id)
                insert into brain_note (company_id, kind, ref, text, opened_at)
                select company_id, :kind, :ref, :text, :now from brain
                on conflict (company_id, kind, ref) do update
                    set text = excluded.text, opened_at = excluded.opened_at, closed_at = null
                    where brain_note.closed_at is not null
                """, company, Map.of("kind", kind.name(), "ref", ref, "text", text));
    }

    @Override
    public void closeNote(CompanyId company, Note kind, String ref) {
        write("""
                with brain as (
                    update company_brain set version = version + 1, updated_at = :now
                    where company_id = :company and exists (
                        select 1 from brain_note
                        where company_id = :company and kind = :kind and ref = :ref and closed_at is null)
                    returning company_id)
                update brain_note n set closed_at = :now from brain
                where n.company_id = brain.company_id and n.kind = :kind and n.ref = :ref and n.closed_at is null
                """, company, Map.of("kind", kind.name(), "ref", ref));
    }

    private void write(String statement, CompanyId company, Map<String, ?> values) {
        sql.sql(statement)
                .params(values)
                .param("company", company.value())
                .param("now", utc(clock.instant()))
                .update();
    }

    private static Brain brain(ResultSet row, int rowNumber) throws SQLException {
        var notes = JSON.readValue(row.getString("notes"), NOTES);
        return new Brain(
                row.getString("product_name"),
                row.getString("product_slug"),
                row.getString("product_description"),
                row.getString("mission"),
                row.getString("tech_stack"),
                row.getString("current_sprint"),
                JSON.readValue(row.getString("live_urls"), URLS),
                JSON.readValue(row.getString("metrics"), METRICS),
                notes.getOrDefault(Note.SHIPPED_FEATURE.name(), List.of()),
                notes.getOrDefault(Note.OPEN_BUG.name(), List.of()),
                notes.getOrDefault(Note.BLOCKER.name(), List.of()),
                notes.getOrDefault(Note.USER_FEEDBACK.name(), List.of()),
                row.getLong("version"),
                instant(row, "updated_at"));
    }
}
