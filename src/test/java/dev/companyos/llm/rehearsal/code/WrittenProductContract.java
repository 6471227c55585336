package dev.companyos.llm.rehearsal.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.llm.rehearsal.code.Field.Type;
import dev.companyos.stacks.Stack;
import dev.companyos.stacks.StackFiles;
import dev.companyos.testing.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written for a stack passes its own tests, runs, and answers over HTTP. */
abstract class WrittenProductContract {
    private static final StackFiles STACKS = StackFiles.ofThisMachine(java.nio.file.Path.of("target", "stacks"));
    private static final Entity ENTRY = new Entity(
            "waitlist entry",
            "waitlist entries",
            List.of(
                    new Field("name", "Name", Type.TEXT, true),
                    new Field("email", "Email", Type.EMAIL, true),
                    new Field("joined_on", "Joined on", Type.DATE, false)));
    /** Every type, and names that Python, Java, SQL, pydantic and SQLAlchemy keep for themselves. */
    private static final Entity ORDER = new Entity(
            "order",
            "orders",
            List.of(
                    new Field("class", "Class", Type.TEXT, true),
                    new Field("id", "Number", Type.INTEGER, true),
                    new Field("group", "Group {x} \"<b>\" %s", Type.LONG_TEXT, false),
                    new Field("user", "User", Type.URL, false),
                    new Field("import", "Import", Type.DECIMAL, false),
                    new Field("order", "Order", Type.INTEGER, true),
                    new Field("metadata", "Metadata", Type.DATE, true),
                    new Field("select", "Select", Type.BOOLEAN, true),
                    new Field("model_type", "Model", Type.EMAIL, false),
                    new Field("hash_code", "Hash", Type.TEXT, false)));
    /** Classes and modules that are taken, and entities without any text. */
    private static final List<Entity> AWKWARD = List.of(
            new Entity("import", "imports", List.of(new Field("str", "Str", Type.INTEGER, true))),
            new Entity("string", "values", List.of(new Field("json", "Json", Type.BOOLEAN, false))),
            new Entity("home page", "summary", List.of(new Field("wait", "Wait", Type.TEXT, false))));

    private static final Product PRODUCT =
            new Product("Bean \"Box\" \\u0041 <b>", "It's coffee & {more}, 100% fresh.", List.of(ENTRY, ORDER));

    private final CodeWriter writer;
    private @TempDir Path folder;

    WrittenProductContract(String stack) {
        writer = CodeWriters.forStack(stack);
    }

    @BeforeEach
    void the_stack_works_here() {
        Tools.require("the stack " + writer.stack(), () -> STACKS.all().stream()
                .anyMatch(one -> one.name().equals(writer.stack()) && one.works()));
    }

    private Workspace workspace() {
        Stack stack = STACKS.choose(writer.stack()).stack();
        return new Workspace(folder, stack, PRODUCT.name());
    }

    @Test
    void the_scaffold_alone_passes_its_tests_and_runs() throws Exception {
        var workspace = workspace();
        var result = workspace.test();
        assertThat(result.code()).as(result.output()).isZero();
        assertThat(result.passed()).isGreaterThan(4);
        try (var running = workspace.run()) {
            assertThat(running.get("/health").body().replace(" ", "")).isEqualTo("{\"status\":\"ok\"}");
            assertThat(running.get("/").body()).contains("Bean &quot;Box&quot; \\u0041 &lt;b&gt;");
        }
    }

    @Test
    void a_product_passes_its_tests_after_every_merge_and_answers_over_http() throws Exception {
        var workspace = workspace();
        Stream.of(writer.fullstack(PRODUCT), writer.backend(PRODUCT, ENTRY)).forEach(workspace::add);
        assertThat(workspace.test())
                .satisfies(
                        result -> assertThat(result.code()).as(result.output()).isZero());
        Stream.of(writer.frontend(PRODUCT, ENTRY), writer.backend(PRODUCT, ORDER), writer.frontend(PRODUCT, ORDER))
                .forEach(workspace::add);
        var result = workspace.test();
        assertThat(result.code()).as(result.output()).isZero();
        assertThat(result.passed()).isGreaterThan(40);
        assertThat(result.failed()).isZero();
        try (var running = workspace.run()) {
            answers(running);
        }
    }

    private static void answers(Workspace.Running running) throws Exception {
        var created = running.post("/api/waitlist-entries", "application/json", """
                {"name": "<script>alert(1)</script>", "email": "ada@example.com", "joined_on": "2026-07-31"}""");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(running.get("/api/waitlist-entries/1").body()).isEqualTo(created.body());
        assertThat(running.get("/waitlist-entries").body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>");
        var posted = running.post(
                "/orders", "application/x-www-form-urlencoded", "class=Espresso&order=2&metadata=2026-01-01");
        assertThat(posted.statusCode()).isEqualTo(303);
        assertThat(running.get("/api/orders").body()).contains("Espresso");
        assertThat(running.get("/").body())
                .contains("<h1>Bean &quot;Box&quot; \\u0041 &lt;b&gt;</h1>")
                .contains("It&#x27;s coffee &amp; {more}, 100% fresh.")
                .contains("href=\"/orders\"");
        assertThat(running.get("/api/summary").body().replace(" ", "")).contains("\"waitlist_entries\":1,\"orders\":1");
        assertThat(running.get("/openapi.json").body()).contains("/api/waitlist-entries/{");
    }

    @Test
    void tests_need_no_network_no_user_and_no_folder_but_their_own() throws Exception {
        Tools.require("bubblewrap", WrittenProductContract::bubblewrapWorks);
        var result = workspace()
                .add(writer.backend(PRODUCT, ENTRY))
                .add(writer.frontend(PRODUCT, ENTRY))
                .testConfined();
        assertThat(result.code()).as(result.output()).isZero();
        assertThat(result.passed()).isGreaterThan(20);
    }

    private static boolean bubblewrapWorks() {
        try {
            return new ProcessBuilder("bwrap", "--unshare-all", "--ro-bind", "/", "/", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    @Test
    void names_that_the_stack_keeps_for_itself_are_safe() throws Exception {
        var product = new Product("Names", "All of them.", AWKWARD);
        var workspace = workspace().add(writer.fullstack(product));
        for (Entity entity : AWKWARD) {
            workspace.add(writer.backend(product, entity)).add(writer.frontend(product, entity));
        }
        var result = workspace.test();
        assertThat(result.code()).as(result.output()).isZero();
    }

    @Test
    void a_broken_feature_fails_its_tests() throws Exception {
        var workspace = workspace();
        var broken = new java.util.TreeMap<>(writer.backend(PRODUCT, ENTRY));
        broken.replaceAll((_, text) -> text.replace("\"There is no waitlist entry with this id\"", "\"\"")
                .replace("404, \"\"", "500, \"\""));
        var result = workspace.add(broken).test();
        assertThat(result.code()).isNotZero();
        assertThat(result.failed()).isPositive();
    }

    @Test
    void files_fit_on_a_few_screens_and_end_with_a_line_break() {
        Stream.of(writer.backend(PRODUCT, ORDER), writer.frontend(PRODUCT, ORDER), writer.fullstack(PRODUCT))
                .map(Map::entrySet)
                .flatMap(java.util.Collection::stream)
                .forEach(file -> assertThat(file.getValue())
                        .as(file.getKey())
                        .endsWith("\n")
                        .doesNotContain("\n\n\n\n", "\t")
                        .satisfies(text -> assertThat(text.lines().count()).isLessThan(300)));
    }
}
