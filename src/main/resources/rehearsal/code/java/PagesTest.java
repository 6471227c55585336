package app.features;

import static app.testing.Expect.contains;
import static app.testing.Expect.equal;
{{lacks_import}}

import app.testing.Client;
import app.testing.Test;
import java.util.LinkedHashMap;
import java.util.Map;

final class {{class}}PagesTest {
    private static final String PATH = "/{{kebab}}";

    private static Map<String, String> form() {
        var form = new LinkedHashMap<String, String>();
        {{sample}}
        return form;
    }

    private static Map<String, String> formWith(String name, String value) {
        var form = form();
        form.put(name, value);
        return form;
    }

    @Test
    void an_empty_page_says_so(Client client) {
        var page = client.get(PATH);
        equal(200, page.status());
        contains(page.body(), "No {{plural}} yet");
        contains(client.get("/").body(), "href=\"" + PATH + "\"");
    }

    @Test
    void the_form_adds_{{a_snake}}(Client client) {
        var answer = client.form(PATH, form());
        equal(303, answer.status());
        equal(PATH, answer.header("location"));
        contains(client.get(PATH).body(), "1 {{singular}}");
    }

    @Test
    void {{a_snake}}_is_removed(Client client) {
        client.form(PATH, form());
        equal(303, client.form(PATH + "/1/delete", Map.of()).status());
        contains(client.get(PATH).body(), "No {{plural}} yet");
    }

    @Test
    void long_lists_come_in_pages(Client client) {
        for (int i = 0; i < 51; i++) {
            client.form(PATH, form());
        }
        contains(client.get(PATH).body(), ">Older</a>");
        contains(client.get(PATH + "?offset=50").body(), ">Newer</a>");
    }

    @Test
    void a_form_that_is_too_large_is_refused(Client client) {
        equal(413, client.form(PATH, Map.of("text", "x".repeat(70_000))).status());
    }
    {{errors_test}}
    {{text_test}}
}
