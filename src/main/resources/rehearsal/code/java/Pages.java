package app.features;

import static app.Html.escape;

import app.Feature;
{{html_import}}
import app.Html.Form;
import app.Problem;
import app.Request;
import app.Response;
import app.Routes;
import app.Store;
import app.Table;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The page of {{plural}}: a list with search, and a form to add one. */
public final class {{class}}Pages implements Feature {
    private static final String TITLE = "{{title}}";
    private static final String PATH = "/{{kebab}}";
    private static final int PAGE_SIZE = 50;
    private static final List<String> COLUMNS = List.of(
            {{labels}}

    private final Table<{{class}}> table;

    public {{class}}Pages(Store store) {
        table = store.table({{class}}.TABLE, {{class}}::of);
    }

    @Override
    public void register(Routes routes) {
        routes.menu(TITLE, PATH);
        routes.page("GET", PATH, this::show);
        routes.page("POST", PATH, this::create);
        routes.page("POST", PATH + "/{id}/delete", this::delete);
    }

    private Response show(Request request) {
        String query = request.query("q").strip();
        int offset = request.query("offset", 0, 0, 1_000_000);
        return Response.page(request, TITLE, content(query, offset, Form.EMPTY));
    }

    private Response create(Request request) {
        var typed = request.form();
        try {
            table.add({{class}}.of(typed));
            return Response.redirect(PATH);
        } catch (Problem problem) {
            var form = new Form(typed, problem.fields());
            return Response.page(problem.status(), request, TITLE, content("", 0, form));
        }
    }

    private Response delete(Request request) {
        table.remove(request.id());
        return Response.redirect(PATH);
    }

    private String content(String query, int offset, Form form) {
        var page = table.search(query, PAGE_SIZE, offset);
        return """
                <div class="heading"><div><h1>{{title}}</h1><p class="lead">Add, find and remove {{plural}}.</p></div></div>
                <div class="columns">
                <section class="card">
                <div class="toolbar"><h2>%s</h2>
                <form role="search"><input type="search" name="q" value="%s" placeholder="Search" aria-label="Search {{plural}}">
                <button class="button quiet">Search</button></form></div>
                %s
                %s
                </section>
                <aside class="card"><h2>Add {{a_singular}}</h2>
                <form method="post" action="%s" novalidate>%s
                <button class="button wide">Add {{singular}}</button></form></aside>
                </div>"""
                .formatted(
                        count(page.total(), query),
                        escape(query),
                        page.rows().isEmpty() ? empty(query) : rows(page.rows()),
                        pager(query, offset, page.total()),
                        PATH,
                        fields(form));
    }

    private static String fields(Form form) {
        return form.notice()
                {{form_fields}}
    }

    private static String rows(List<Table.Row<{{class}}>> rows) {
        String head = COLUMNS.stream()
                .map(label -> "<th scope=\"col\">" + escape(label) + "</th>")
                .collect(Collectors.joining());
        return """
                <div class="scroll"><table><thead><tr>%s<th></th></tr></thead><tbody>
                %s</tbody></table></div>"""
                .formatted(head, rows.stream().map({{class}}Pages::row).collect(Collectors.joining()));
    }

    private static String row(Table.Row<{{class}}> row) {
        var value = row.value();
        var cells = List.of(
                {{cells}}
        String remove = """
                <form method="post" action="%s/%d/delete"><button class="button remove">Remove</button></form>"""
                .formatted(PATH, row.id());
        return "<tr><td>%s</td><td class=\"action\">%s</td></tr>\n".formatted(String.join("</td><td>", cells), remove);
    }

    private static String count(int total, String query) {
        String noun = total == 1 ? "{{singular}}" : "{{plural}}";
        return total + " " + noun + (query.isEmpty() ? "" : " with “" + escape(query) + "”");
    }

    private static String empty(String query) {
        return query.isEmpty()
                ? "<div class=\"empty\"><strong>No {{plural}} yet</strong>Add the first one with the form.</div>"
                : "<div class=\"empty\"><strong>Nothing found</strong><a href=\"" + PATH + "\">Show all {{plural}}</a></div>";
    }

    private static String pager(String query, int offset, int total) {
        boolean more = offset + PAGE_SIZE < total;
        if (offset == 0 && !more) {
            return "";
        }
        String newer = offset > 0 ? pageLink("Newer", query, Math.max(0, offset - PAGE_SIZE)) : "<span></span>";
        return "<div class=\"pager\">" + newer + (more ? pageLink("Older", query, offset + PAGE_SIZE) : "") + "</div>";
    }

    private static String pageLink(String label, String query, int offset) {
        String address = PATH + "?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + "&offset=" + offset;
        return "<a class=\"button quiet\" href=\"" + escape(address) + "\">" + label + "</a>";
    }
}
