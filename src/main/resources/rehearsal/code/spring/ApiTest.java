package app.features;

import static org.assertj.core.api.Assertions.assertThat;

import app.ProductTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@ProductTest
class {{class}}ApiTest {
    private static final String PATH = "/api/{{kebab}}";

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JsonMapper json;

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

    private MvcTestResult send(HttpMethod method, String path, Object body) {
        return mvc.perform(org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request(method, path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(json.writeValueAsString(body)));
    }

    private Map<String, Object> object(MvcTestResult result) throws Exception {
        return json.readValue(result.getResponse().getContentAsString(), new TypeReference<>() {});
    }

    private List<Map<String, Object>> list(String query) throws Exception {
        var result = mvc.get().uri(PATH + query).exchange();
        assertThat(result).hasStatus(200);
        return json.readValue(result.getResponse().getContentAsString(), new TypeReference<>() {});
    }

    private Map<String, Object> create(Map<String, Object> values) throws Exception {
        var created = send(HttpMethod.POST, PATH, values);
        assertThat(created).hasStatus(201);
        return object(created);
    }

    @Test
    void {{a_snake}}_is_created_and_read_back() throws Exception {
        var created = create(sample());
        sample().forEach((name, value) -> assertThat(created.get(name)).hasToString(value.toString()));
        assertThat(object(mvc.get().uri(PATH + "/" + created.get("id")).exchange())).isEqualTo(created);
    }

    @Test
    void the_newest_comes_first_in_pages_of_the_asked_size() throws Exception {
        var first = create(sample());
        var second = create(sample());
        var third = create(sample());
        assertThat(list("?limit=2")).containsExactly(third, second);
        assertThat(list("?limit=2&offset=2")).containsExactly(first);
    }

    @Test
    void {{a_snake}}_is_replaced() throws Exception {
        var id = create(sample()).get("id");
        var changed = send(HttpMethod.PUT, PATH + "/" + id, sampleWith({{first}}, {{other_value}}));
        assertThat(changed).hasStatus(200);
        assertThat(object(changed).get({{first}})).hasToString("{{other_typed}}");
    }

    @Test
    void a_change_keeps_what_it_does_not_name() throws Exception {
        var expected = create(sample());
        var changed = send(HttpMethod.PATCH, PATH + "/" + expected.get("id"), Map.of({{first}}, {{other_value}}));
        assertThat(changed).hasStatus(200);
        var now = object(changed);
        assertThat(now.get({{first}})).hasToString("{{other_typed}}");
        expected.put({{first}}, now.get({{first}}));
        assertThat(now).isEqualTo(expected);
    }

    @Test
    void {{a_snake}}_is_deleted() throws Exception {
        var id = create(sample()).get("id");
        assertThat(mvc.delete().uri(PATH + "/" + id)).hasStatus(204);
        assertThat(mvc.get().uri(PATH + "/" + id)).hasStatus(404);
        assertThat(list("")).isEmpty();
    }

    @Test
    void what_is_not_there_is_not_found() {
        for (String id : List.of("1000000", "x", "9".repeat(40))) {
            assertThat(mvc.get().uri(PATH + "/" + id)).hasStatus(404);
            assertThat(send(HttpMethod.PUT, PATH + "/" + id, sample())).hasStatus(404);
            assertThat(send(HttpMethod.PATCH, PATH + "/" + id, Map.of())).hasStatus(404);
            assertThat(mvc.delete().uri(PATH + "/" + id)).hasStatus(404);
        }
    }

    @Test
    void what_is_not_a_json_object_is_refused() {
        for (String body : List.of("{", "[]")) {
            assertThat(mvc.post().uri(PATH).contentType(MediaType.APPLICATION_JSON).content(body)).hasStatus(400);
        }
    }
    {{required_test}}
    {{invalid_test}}
    {{search_test}}
}
