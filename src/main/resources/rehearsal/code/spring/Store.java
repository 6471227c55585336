package app.features;

import app.data.Counted;
import app.data.Kept;
import app.data.Slice;
{{imports}}
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The table of {{plural}}. */
@Repository
public class {{class}}Store implements Counted {
    private static final String MATCHES = {{matches}};
    private static final RowMapper<Kept<{{class}}>> ROW = (row, number) -> new Kept<>(
            row.getLong("id"),
            new {{class}}(
                    {{reads}}
            row.getObject("created_at", OffsetDateTime.class).toInstant());

    private final JdbcClient sql;

    {{class}}Store(JdbcClient sql) {
        this.sql = sql;
    }

    /** Newest first. */
    public List<Kept<{{class}}>> find(Slice slice) {
        return sql.sql("""
                        select * from "{{plural_snake}}" where (:search = '%%%%' or %s)
                        order by "id" desc limit :limit offset :offset""".formatted(MATCHES))
                .param("search", slice.pattern())
                .param("limit", slice.limit())
                .param("offset", slice.offset())
                .query(ROW)
                .list();
    }

    /** How many there are of what {@link #find} shows a part of. */
    public int count(Slice slice) {
        return sql.sql("select count(*) from \"{{plural_snake}}\" where (:search = '%%%%' or %s)".formatted(MATCHES))
                .param("search", slice.pattern())
                .query(Integer.class)
                .single();
    }

    public Optional<Kept<{{class}}>> get(long id) {
        return sql.sql("select * from \"{{plural_snake}}\" where \"id\" = ?").param(id).query(ROW).optional();
    }

    @Transactional
    public Kept<{{class}}> add({{class}} values) {
        var key = new GeneratedKeyHolder();
        sql.sql("insert into \"{{plural_snake}}\" ({{columns}}) values ({{marks}})")
                .params(parameters(values))
                .update(key, "id");
        return get(key.getKeyAs(Long.class)).orElseThrow();
    }

    /** Empty when it is not there. */
    @Transactional
    public Optional<Kept<{{class}}>> change(long id, {{class}} values) {
        var parameters = new java.util.ArrayList<Object>(parameters(values));
        parameters.add(id);
        sql.sql("update \"{{plural_snake}}\" set {{sets}} where \"id\" = ?")
                .params(parameters)
                .update();
        return get(id);
    }

    public boolean remove(long id) {
        return sql.sql("delete from \"{{plural_snake}}\" where \"id\" = ?").param(id).update() > 0;
    }

    private static List<Object> parameters({{class}} values) {
        return Arrays.asList({{parameters}});
    }

    @Override
    public String name() {
        return "{{plural_snake}}";
    }

    @Override
    public String title() {
        return "{{title}}";
    }

    @Override
    public String path() {
        return "/{{kebab}}";
    }

    @Override
    public long count() {
        return sql.sql("select count(*) from \"{{plural_snake}}\"").query(Long.class).single();
    }
}
