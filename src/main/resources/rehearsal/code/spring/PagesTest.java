package app.features;

import static org.assertj.core.api.Assertions.assertThat;

import app.ProductTest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ProductTest
class {{class}}PagesTest {
    private static final String PATH = "/{{kebab}}";

    @Autowired
    MockMvcTester mvc;

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

    private MvcTestResult post(String path, Map<String, String> form) {
        var request = mvc.post().uri(path);
        form.forEach((name, value) -> request.formField(name, value));
        return request.exchange();
    }

    private String page(String query) throws Exception {
        var result = mvc.get().uri(PATH + query).exchange();
        assertThat(result).hasStatus(200);
        return result.getResponse().getContentAsString();
    }

    @Test
    void an_empty_page_says_so_and_is_in_the_menu() throws Exception {
        assertThat(page("")).contains("No {{plural}} yet");
        assertThat(mvc.get().uri("/").exchange().getResponse().getContentAsString()).contains("href=\"" + PATH + "\"");
    }

    @Test
    void the_form_adds_{{a_snake}}() throws Exception {
        var answer = post(PATH, form());
        assertThat(answer).hasStatus(303).hasHeader("Location", PATH);
        assertThat(page("")).contains("<span>1</span> <span>{{singular}}</span>");
    }

    @Test
    void {{a_snake}}_is_removed() throws Exception {
        post(PATH, form());
        var remove = java.util.regex.Pattern.compile("action=\"(" + PATH + "/\\d+/delete)\"").matcher(page(""));
        assertThat(remove.find()).isTrue();
        assertThat(post(remove.group(1), Map.of())).hasStatus(303);
        assertThat(page("")).contains("No {{plural}} yet");
    }

    @Test
    void long_lists_come_in_pages() throws Exception {
        for (int i = 0; i < 51; i++) {
            post(PATH, form());
        }
        assertThat(page("")).contains(">Older</a>");
        assertThat(page("?offset=50")).contains(">Newer</a>");
    }
    {{errors_test}}
    {{text_test}}
}
