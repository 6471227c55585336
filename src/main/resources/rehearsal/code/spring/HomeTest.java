package app.features;

import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import app.ProductTest;
import app.data.Counted;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@ProductTest
class HomeTest {
    @Autowired
    MockMvc mvc;

    @Autowired
    List<Counted> counted;

    @Test
    void the_home_page_says_what_the_product_is_for() throws Exception {
        mvc.perform(get("/")).andExpect(status().isOk()).andExpect(content().string(containsString({{tagline_html}})));
    }

    @Test
    void it_leads_to_everything_that_is_kept() throws Exception {
        for (var it : counted) {
            mvc.perform(get("/")).andExpect(content().string(containsString("href=\"" + it.path() + "\"")));
        }
    }

    @Test
    void the_summary_counts_everything_that_is_kept() throws Exception {
        mvc.perform(get("/api/summary")).andExpect(status().isOk()).andExpect(jsonPath("$.product").value({{name}}));
        for (var it : counted) {
            mvc.perform(get("/api/summary")).andExpect(jsonPath("$.counts." + it.name()).value(0));
        }
    }
}
