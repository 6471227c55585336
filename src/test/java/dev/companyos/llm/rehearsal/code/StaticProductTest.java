package dev.companyos.llm.rehearsal.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.llm.rehearsal.code.Field.Type;
import dev.companyos.stacks.StackFiles;
import dev.companyos.testing.Tools;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site keeps nothing, so it is held to other laws than an application. */
class StaticProductTest {
    private static final StackFiles STACKS = StackFiles.ofThisMachine(Path.of("target", "stacks"));
    private static final Entity ROAST = new Entity(
            "coffee roast",
            "coffee roasts",
            List.of(
                    new Field("name", "Name {x} <b>", Type.TEXT, true),
                    new Field("notes", "Tasting notes", Type.LONG_TEXT, false),
                    new Field("price", "Price", Type.DECIMAL, true),
                    new Field("roasted_on", "Roasted on", Type.DATE, true),
                    new Field("organic", "Organic", Type.BOOLEAN, false),
                    new Field("shop", "Shop", Type.URL, false)));
    private static final Entity HOUR =
            new Entity("opening hour", "data", List.of(new Field("class", "Day", Type.TEXT, true)));
    private static final Product PRODUCT =
            new Product("Bean \"Box\" \\u0041 <b>", "It's coffee & {more}, 100% {{fresh}}.", List.of(ROAST, HOUR));

    private final StaticWriter writer = new StaticWriter();
    private @TempDir Path folder;

    @BeforeEach
    void the_stack_works_here() {
        Tools.require("the stack static", () -> STACKS.all().stream()
                .anyMatch(one -> one.name().equals("static") && one.works()));
    }

    private Workspace workspace() {
        return new Workspace(folder, STACKS.choose("static").stack(), PRODUCT.name());
    }

    @Test
    void the_scaffold_alone_passes_its_tests_and_runs() throws Exception {
        var workspace = workspace();
        var result = workspace.testConfined();
        assertThat(result.code()).as(result.output()).isZero();
        assertThat(result.passed()).isGreaterThan(15);
        try (var running = workspace.run()) {
            assertThat(running.get("/health").body()).isEqualTo("{\"status\":\"ok\"}");
            assertThat(running.get("/").body()).contains("Bean &quot;Box&quot; \\u0041 &lt;b&gt;");
            assertThat(running.get("/sitemap.xml").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_site_passes_its_tests_after_every_merge_and_shows_what_it_has() throws Exception {
        var workspace = workspace().replace(writer.fullstack(PRODUCT)).add(writer.backend(PRODUCT, ROAST));
        var first = workspace.test();
        assertThat(first.code()).as(first.output()).isZero();
        workspace
                .add(writer.frontend(PRODUCT, ROAST))
                .add(writer.backend(PRODUCT, HOUR))
                .add(writer.frontend(PRODUCT, HOUR));
        var result = workspace.test();
        assertThat(result.code()).as(result.output()).isZero();
        assertThat(result.passed()).isGreaterThan(first.passed() + 10);
        try (var running = workspace.run()) {
            assertThat(running.get("/").body())
                    .contains("It&#x27;s coffee &amp; &#123;more&#125;, 100% &#123;&#123;fresh&#125;&#125;.")
                    .contains("href=\"/coffee-roasts/\"");
            assertThat(running.get("/coffee-roasts/").body())
                    .contains("<td>Ada Lovelace</td>", "<td>12.5</td>", "<td>yes</td>")
                    .contains("Name &#123;x&#125; &lt;b&gt;");
            assertThat(running.get("/data/coffee-roasts.json").body()).contains("\"roasted_on\": \"2026-07-31\"");
        }
    }

    @Test
    void broken_data_and_a_link_that_leads_nowhere_fail_the_tests() throws Exception {
        var data = new TreeMap<>(writer.backend(PRODUCT, ROAST));
        data.computeIfPresent("site/data/coffee-roasts.json", (_, text) -> text.replace("12.5", "twelve"));
        assertThat(workspace().add(data).test().failed()).isPositive();
        var page = new TreeMap<>(writer.fullstack(PRODUCT));
        page.computeIfPresent("site/pages/index.html", (_, text) -> text + "<p><a href=\"/lost/\">Lost</a></p>\n");
        assertThat(workspace().replace(page).test().failed()).isPositive();
    }
}
