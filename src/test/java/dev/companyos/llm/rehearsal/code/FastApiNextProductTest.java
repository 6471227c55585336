package dev.companyos.llm.rehearsal.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.companyos.dependencies.Installations;
import dev.companyos.dependencies.Registries;
import dev.companyos.duties.build.TestSuite;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.Slug;
import dev.companyos.llm.rehearsal.code.Field.Type;
import dev.companyos.sandbox.Sandbox;
import dev.companyos.sandbox.Sandbox.Job;
import dev.companyos.sandbox.Sandbox.Limits;
import dev.companyos.sandbox.Sandbox.Network;
import dev.companyos.sandbox.Sandbox.Run;
import dev.companyos.sandbox.bubblewrap.BubblewrapSandbox;
import dev.companyos.stacks.Stack;
import dev.companyos.stacks.StackFiles;
import dev.companyos.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way a company goes: installed once, then tested and built without a network in the sandbox. */
class FastApiNextProductTest {
    private static final StackFiles STACKS = StackFiles.ofThisMachine(Path.of("target", "stacks"));
    private static final Entity ORDER = new Entity(
            "order",
            "orders",
            List.of(
                    new Field("class", "Class", Type.TEXT, true),
                    new Field("group", "Group {x} \"<b>\" [[${1+1}]] %s \\", Type.LONG_TEXT, false),
                    new Field("user", "User", Type.URL, false),
                    new Field("import", "Import", Type.DECIMAL, false),
                    new Field("order", "Order", Type.INTEGER, true),
                    new Field("metadata", "Metadata", Type.DATE, true),
                    new Field("select", "Select", Type.BOOLEAN, true),
                    new Field("model_type", "Model", Type.EMAIL, false)));
    private static final List<Entity> AWKWARD = List.of(
            new Entity("model", "models", List.of(new Field("str", "Str", Type.INTEGER, true))),
            new Entity("string", "values", List.of(new Field("json", "Json", Type.BOOLEAN, false))),
            new Entity("home page", "summary", List.of(new Field("wait", "Wait", Type.TEXT, false))));

    private final FastApiNextWriter writer = new FastApiNextWriter();
    private @TempDir Path folder;

    @BeforeEach
    void the_stack_works_here() {
        Tools.require("the stack fastapi-next", () -> STACKS.all().stream()
                .anyMatch(one -> one.name().equals("fastapi-next") && one.works()));
        Tools.require("bubblewrap", () -> BubblewrapSandbox.probe() instanceof BubblewrapSandbox.Probe.Works);
    }

    @Test
    void a_product_is_installed_passes_its_tests_and_is_built_and_a_broken_feature_is_noticed() throws Exception {
        var product = new Product("Bean \"Box\" \\u0041 <b>", "It's coffee & {more}, 100% {{fresh}}.", List.of(ORDER));
        var stack = STACKS.choose("fastapi-next").stack();
        var sandbox = ((BubblewrapSandbox.Probe.Works) BubblewrapSandbox.probe()).sandbox();
        var registries = Registries.of(System.getenv(), Path.of(System.getProperty("user.home")));
        var installations =
                new Installations(sandbox, Path.of("target", "dependencies"), registries, Clock.systemUTC());
        write(StackFiles.scaffold(stack, product.name(), new Slug("bean-box")));
        var ready = installed(installations, stack);
        var suite = new TestSuite(sandbox, installations);

        write(writer.fullstack(product));
        var first = suite.run(folder, stack, true);
        assertThat(first.green()).as(first.output()).isTrue();

        write(writer.backend(product, ORDER));
        write(writer.frontend(product, ORDER));
        for (var entity : AWKWARD) {
            write(writer.backend(product, entity));
            write(writer.frontend(product, entity));
        }
        var run = suite.run(folder, stack, true);
        assertThat(run.green()).as(run.output()).isTrue();
        assertThat(run.passed()).isGreaterThan(first.passed() + 60);
        var lint = stack.lint().orElseThrow();
        assertThat(lint.findings(ran(sandbox, ready, lint.command()).output())).isZero();

        var built = ran(sandbox, ready, ready.stack().build());
        assertThat(built.code()).as(built.output()).isZero();
        assertThat(folder.resolve("frontend/out/orders.html"))
                .content()
                .contains("Add an order", "Bean &quot;Box&quot;");
        assertThat(folder.resolve("frontend/out/index.html")).content().contains("100% {{fresh}}");

        assertThat(with(writer.backend(product, ORDER), "status_code=201", "status_code=200", suite, stack))
                .as("a wrong API")
                .isPositive();
        assertThat(with(writer.frontend(product, ORDER), "Add an order", "Add", suite, stack))
                .as("nothing that a test is about")
                .isZero();
        assertThat(with(writer.frontend(product, ORDER), "kept.loaded &&", "false &&", suite, stack))
                .as("a wrong page")
                .isPositive();
        assertThat(with(writer.frontend(product, ORDER), "row.class", "row.klass", suite, stack))
                .as("a wrong type")
                .isPositive();
        write(Map.of("frontend/features/orders/odd.ts", "export const odd: number = 'x'\n"));
        assertThat(lint.findings(ran(sandbox, ready, lint.command()).output())).isPositive();
    }

    private Installations.Outcome.Ready installed(Installations installations, Stack stack) {
        try {
            return (Installations.Outcome.Ready) installations.of(folder, stack);
        } catch (CompanyException e) {
            assumeThat(e.why()).as("a registry that is reached").isEmpty();
            throw e;
        }
    }

    /** Failed tests with a change in these files, which are then as they were. */
    private int with(Map<String, String> files, String from, String to, TestSuite suite, Stack stack)
            throws IOException {
        var changed = new TreeMap<>(files);
        changed.replaceAll((path, text) -> path.contains("test") ? text : text.replace(from, to));
        assertThat(changed).isNotEqualTo(files);
        write(changed);
        int failed = suite.run(folder, stack, true).failed();
        write(files);
        return failed;
    }

    private Run.Exited ran(Sandbox sandbox, Installations.Outcome.Ready ready, List<String> command) {
        var job = new Job(folder, ready.readable(), command, ready.stack().environment(), Network.NONE, Limits.TESTS);
        return (Run.Exited) sandbox.run(job);
    }

    private void write(Map<String, String> files) throws IOException {
        for (var it : files.entrySet()) {
            Path file = folder.resolve(it.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, it.getValue());
        }
    }
}
