package app.features;

import app.Feature;
import app.Problem;
import app.Request;
import app.Response;
import app.Routes;
import app.Store;
import app.Table;
import java.util.LinkedHashMap;

/** The JSON API of {{plural}}. */
public final class {{class}}Api implements Feature {
    private static final String PATH = "/api/{{kebab}}";
    private static final int MOST = 200;

    private final Table<{{class}}> table;

    public {{class}}Api(Store store) {
        table = store.table({{class}}.TABLE, {{class}}::of);
    }

    @Override
    public void register(Routes routes) {
        routes.api("GET", PATH, "A page of {{plural}}, newest first; q searches them", this::readMany);
        routes.api("POST", PATH, "Add {{a_singular}}", {{class}}.SCHEMA, this::create);
        routes.api("GET", PATH + "/{id}", "Read {{a_singular}}", this::read);
        routes.api("PUT", PATH + "/{id}", "Replace {{a_singular}}", {{class}}.SCHEMA, this::replace);
        routes.api("PATCH", PATH + "/{id}", "Change the fields that are named", this::update);
        routes.api("DELETE", PATH + "/{id}", "Delete {{a_singular}}", this::delete);
    }

    private Response readMany(Request request) {
        int limit = request.query("limit", 50, 1, MOST);
        int offset = request.query("offset", 0, 0, 1_000_000);
        var page = table.search(request.query("q"), limit, offset);
        return Response.json(200, page.rows().stream().map(Table.Row::toJson).toList())
                .with("X-Total-Count", Integer.toString(page.total()));
    }

    private Response create(Request request) {
        return Response.json(201, table.add({{class}}.of(request.json())).toJson());
    }

    private Response read(Request request) {
        return Response.json(200, existing(request).toJson());
    }

    private Response replace(Request request) {
        long id = existing(request).id();
        return change(id, {{class}}.of(request.json()));
    }

    private Response update(Request request) {
        var row = existing(request);
        var merged = new LinkedHashMap<>(row.value().toJson());
        merged.putAll(request.json());
        return change(row.id(), {{class}}.of(merged));
    }

    private Response delete(Request request) {
        if (!table.remove(request.id())) {
            throw missing();
        }
        return Response.empty();
    }

    private Response change(long id, {{class}} value) {
        return Response.json(200, table.change(id, value).orElseThrow({{class}}Api::missing).toJson());
    }

    private Table.Row<{{class}}> existing(Request request) {
        return table.find(request.id()).orElseThrow({{class}}Api::missing);
    }

    private static Problem missing() {
        return new Problem(404, "There is no {{singular}} with this id");
    }
}
