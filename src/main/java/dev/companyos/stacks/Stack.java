package dev.companyos.stacks;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a product is made of, as {@code stacks/<name>/stack.yaml} says it. Commands may hold {@code {{port}}}, filled when the
 * product starts, and {@code {{<name>}}} of its dependencies; the rest was filled by {@link Stacks}.
 *
 * @param guide what an agent must know to write for it (Markdown)
 * @param scaffold the files of an empty product, by path
 * @param dependencies what is installed for it, in order; empty when it needs nothing that the machine lacks
 * @param build run in a released tree before the product starts; empty when there is nothing to do
 * @param lint finds what is no error and still not well written, where the stack has such a tool
 * @param run starts the product on {@code {{port}}}, in the foreground
 * @param probes paths that must answer 200 when the product is healthy, the first one being its health check
 * @param readable folders that its commands read outside the workspace
 * @param environment what its commands find in their environment
 */
public record Stack(
        String name,
        String summary,
        String guide,
        Map<String, String> scaffold,
        List<Dependencies> dependencies,
        List<String> build,
        Tests tests,
        Optional<Lint> lint,
        List<String> run,
        List<String> probes,
        List<Path> readable,
        Map<String, String> environment) {
    /**
     * Packages of others, installed once for each text of their manifests and then only read.
     *
     * @param name by which commands name the folder that was kept: {@code {{name}}}
     * @param manifests files of the product whose text decides what is installed
     * @param install commands that are run where there is nothing but these files, with no network but {@code registries}
     * @param folder what is kept of what they made, such as {@code node_modules}
     * @param at where a workspace finds it, such as {@code frontend/node_modules}; "" where only commands name it
     * @param registries {@code npm}, {@code pypi}, {@code maven}
     */
    public record Dependencies(
            String name,
            List<String> manifests,
            List<List<String>> install,
            String folder,
            String at,
            Set<String> registries) {}

    /**
     * @param command runs every test of the product
     * @param passed regular expression for the tests passed, in that command's output: a match's first group is a number of
     *     tests, its other groups are numbers of those among them that did not pass; all matches are added up
     * @param failed the same for tests failed: all groups of all matches are added up
     * @param coverage its last match's first group is the percentage of the code that the tests ran
     */
    public record Tests(List<String> command, String passed, String failed, Optional<String> coverage) {
        public Tests(List<String> command, String passed, String failed) {
            this(command, passed, failed, Optional.empty());
        }

        public int passed(String output) {
            return Math.max(0, Counting.sum(passed, output, -1));
        }

        public int failed(String output) {
            return Counting.sum(failed, output, 1);
        }

        /** Percent, where the output has it. */
        public Optional<Double> coverage(String output) {
            return coverage.flatMap(it -> Counting.last(it, output));
        }
    }

    /** @param findings regular expression with one match for each finding in the command's output */
    public record Lint(List<String> command, String findings) {
        public int findings(String output) {
            return Counting.matches(findings, output);
        }
    }

    /** The same with {@code {{names}}} in its commands and its environment filled; those without a value stay. */
    public Stack with(Map<String, String> values) {
        if (values.isEmpty()) return this;
        var filled = new LinkedHashMap<String, String>();
        environment.forEach((key, value) -> filled.put(key, Placeholders.fill(value, values)));
        return new Stack(
                name,
                summary,
                guide,
                scaffold,
                dependencies,
                Placeholders.fill(build, values),
                new Tests(Placeholders.fill(tests.command(), values), tests.passed(), tests.failed(), tests.coverage()),
                lint.map(it -> new Lint(Placeholders.fill(it.command(), values), it.findings())),
                Placeholders.fill(run, values),
                probes,
                readable,
                filled);
    }
}
