package dev.companyos.llm.rehearsal.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.dependencies.Installations;
import dev.companyos.dependencies.Registries;
import dev.companyos.duties.build.TestSuite;
import dev.companyos.kernel.Slug;
import dev.companyos.llm.rehearsal.code.Field.Type;
import dev.companyos.sandbox.bubblewrap.BubblewrapSandbox;
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

/** The way a company goes: installed once, then tested without a network in the sandbox. */
class SpringProductTest {
    private static final StackFiles STACKS = StackFiles.ofThisMachine(Path.of("target", "stacks"));
    private static final Entity ORDER = new Entity(
            "order",
            "orders",
            List.of(
                    new Field("class", "Class", Type.TEXT, true),
                    new Field("group", "Group {x} \"<b>\" [[${1+1}]] %s", Type.LONG_TEXT, false),
                    new Field("user", "User", Type.URL, false),
                    new Field("import", "Import", Type.DECIMAL, false),
                    new Field("order", "Order", Type.INTEGER, true),
                    new Field("metadata", "Metadata", Type.DATE, true),
                    new Field("select", "Select", Type.BOOLEAN, true),
                    new Field("model_type", "Model", Type.EMAIL, false),
                    new Field("hash_code", "Hash", Type.TEXT, false)));
    private static final List<Entity> AWKWARD = List.of(
            new Entity("model", "models", List.of(new Field("str", "Str", Type.INTEGER, true))),
            new Entity("string", "values", List.of(new Field("json", "Json", Type.BOOLEAN, false))),
            new Entity("home page", "summary", List.of(new Field("wait", "Wait", Type.TEXT, false))));

    private final SpringWriter writer = new SpringWriter();
    private @TempDir Path folder;

    @BeforeEach
    void the_stack_works_here() {
        Tools.require("the stack spring", () -> STACKS.all().stream()
                .anyMatch(one -> one.name().equals("spring") && one.works()));
        Tools.require("bubblewrap", () -> BubblewrapSandbox.probe() instanceof BubblewrapSandbox.Probe.Works);
    }

    @Test
    void a_product_is_installed_and_passes_its_tests_and_a_broken_feature_does_not() throws Exception {
        var product = new Product("Bean \"Box\" \\u0041 <b>", "It's coffee & {more}, 100% [[fresh]].", List.of(ORDER));
        var stack = STACKS.choose("spring").stack();
        write(StackFiles.scaffold(stack, product.name(), new Slug("bean-box")));
        var sandbox = ((BubblewrapSandbox.Probe.Works) BubblewrapSandbox.probe()).sandbox();
        var registries = Registries.of(System.getenv(), Path.of(System.getProperty("user.home")));
        var installations =
                new Installations(sandbox, Path.of("target", "dependencies"), registries, Clock.systemUTC());
        var suite = new TestSuite(sandbox, installations);

        write(writer.fullstack(product));
        write(writer.backend(product, ORDER));
        write(writer.frontend(product, ORDER));
        for (var entity : AWKWARD) {
            write(writer.backend(product, entity));
            write(writer.frontend(product, entity));
        }
        var run = suite.run(folder, stack, true);
        assertThat(run.green()).as(run.output()).isTrue();
        assertThat(run.passed()).isGreaterThan(60);

        var broken = new TreeMap<>(writer.backend(product, ORDER));
        broken.replaceAll((_, text) -> text.replace("HttpStatus.CREATED", "HttpStatus.OK"));
        write(broken);
        assertThat(suite.run(folder, stack, true).failed()).isPositive();
    }

    private void write(Map<String, String> files) throws IOException {
        for (var it : files.entrySet()) {
            Path file = folder.resolve(it.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, it.getValue());
        }
    }
}
