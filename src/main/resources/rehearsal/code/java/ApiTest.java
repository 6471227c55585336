package app.features;

import static app.testing.Expect.equal;

import app.testing.Client;
import app.testing.Test;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class {{class}}ApiTest {
    private static final String PATH = "/api/{{kebab}}";

    private static Map<String, Object> sample() {
        var sample = new LinkedHashMap<String, Object>();
        {{sample}}
        return sample;
    }

    private static Map<String, Object> sampleWith(String name, Object value) {
        var sample = sample();
        sample.put(name, value);
        return sample;
    }

    private static Map<String, Object> create(Client client, Map<String, Object> values) {
        var created = client.json("POST", PATH, values);
        equal(201, created.status());
        return created.object();
    }

    @Test
    void {{a_snake}}_is_created_and_read_back(Client client) {
        var created = create(client, sample());
        sample().forEach((name, value) -> equal(String.valueOf(value), String.valueOf(created.get(name))));
        equal(created, client.get(PATH + "/" + created.get("id")).object());
    }

    @Test
    void the_newest_comes_first_in_pages_of_the_asked_size(Client client) {
        for (int i = 0; i < 3; i++) {
            create(client, sample());
        }
        var page = client.get(PATH + "?limit=2");
        equal(List.of(3L, 2L), page.objects().stream().map(one -> one.get("id")).toList());
        equal("3", page.header("x-total-count"));
        equal(List.of(1L), client.get(PATH + "?limit=2&offset=2").objects().stream().map(one -> one.get("id")).toList());
        equal(422, client.get(PATH + "?limit=100000").status());
    }

    @Test
    void {{a_snake}}_is_replaced(Client client) {
        create(client, sample());
        equal(200, client.json("PUT", PATH + "/1", sampleWith({{first}}, {{other_value}})).status());
        equal("{{other_typed}}", client.get(PATH + "/1").object().get({{first}}).toString());
    }

    @Test
    void a_change_keeps_what_it_does_not_name(Client client) {
        var expected = create(client, sample());
        var changed = client.json("PATCH", PATH + "/1", Map.of({{first}}, {{other_value}}));
        equal(200, changed.status());
        expected.put({{first}}, changed.object().get({{first}}));
        equal(expected, changed.object());
        equal("{{other_typed}}", changed.object().get({{first}}).toString());
    }

    @Test
    void {{a_snake}}_is_deleted(Client client) {
        create(client, sample());
        equal(204, client.delete(PATH + "/1").status());
        equal(404, client.get(PATH + "/1").status());
        equal(List.of(), client.get(PATH).objects());
    }

    @Test
    void what_is_not_there_is_not_found(Client client) {
        for (String id : List.of("1", "x", "9".repeat(40))) {
            equal(404, client.get(PATH + "/" + id).status());
            equal(404, client.json("PUT", PATH + "/" + id, sample()).status());
            equal(404, client.json("PATCH", PATH + "/" + id, Map.of()).status());
            equal(404, client.delete(PATH + "/" + id).status());
        }
    }

    @Test
    void what_is_not_a_json_object_is_refused(Client client) {
        equal(400, client.send("POST", PATH, "application/json", "{").status());
        equal(400, client.send("POST", PATH, "application/json", "[]").status());
    }
    {{required_test}}
    {{invalid_test}}
    {{search_test}}
}
