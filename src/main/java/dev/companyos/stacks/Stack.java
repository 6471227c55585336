package dev.companyos.stacks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a product is made of, as {@code stacks/<name>/stack.yaml} says it. Commands may hold {@code {{port}}}, {@code
 * {{java_home}}} and {@code {{python}}}, filled by {@link Stacks}.
 *
 * @param guide what an agent must know to write for it (Markdown)
 * @param scaffold the files of an empty product, by path
 * @param setup run once in a fresh checkout before anything else; empty when there is nothing to do
 * @param testCommand runs every test of the product
 * @param testPassed regular expression whose first group is the number of tests passed, in that command's output
 * @param testFailed the same for tests failed; each match is added up
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
        List<String> setup,
        List<String> testCommand,
        String testPassed,
        String testFailed,
        List<String> run,
        List<String> probes,
        List<Path> readable,
        Map<String, String> environment) {}
