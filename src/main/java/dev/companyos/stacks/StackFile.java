package dev.companyos.stacks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A folder {@code stacks/<name>/} as it is on the classpath, placeholders unfilled. {@code files.txt} lists the scaffold's
 * paths; a file is looked for in {@code stacks/<name>/scaffold/} and then in {@code stacks/shared/}, with {@code dot-} for a
 * leading dot because build tools leave hidden files out.
 *
 * @param requires commands that must all succeed
 * @param make commands that make a place in which they do, in {@code {{folder}}}; none where that cannot be made
 * @param missing what to say when they do not
 */
record StackFile(
        String name,
        String summary,
        List<List<String>> requires,
        List<List<String>> make,
        String missing,
        String guide,
        Map<String, String> scaffold,
        List<Stack.Dependencies> dependencies,
        List<String> build,
        Stack.Tests tests,
        Optional<Stack.Lint> lint,
        List<String> run,
        List<String> probes,
        List<String> readable,
        Map<String, String> environment) {
    private static final YAMLMapper YAML = new YAMLMapper();

    static List<StackFile> all() {
        return names().stream().map(StackFile::load).toList();
    }

    static List<String> names() {
        return read("index.txt").lines().toList();
    }

    static JsonNode yaml(String name) {
        return YAML.readTree(read(name + "/stack.yaml"));
    }

    private static StackFile load(String name) {
        JsonNode yaml = yaml(name);
        var requires = new ArrayList<List<String>>();
        required(yaml, "requires").forEach(command -> requires.add(strings(command)));
        var make = new ArrayList<List<String>>();
        yaml.path("make").forEach(command -> make.add(strings(command)));
        var scaffold = new LinkedHashMap<String, String>();
        read(name + "/files.txt").lines().forEach(path -> scaffold.put(path, scaffoldFile(name, path)));
        var environment = new LinkedHashMap<String, String>();
        required(yaml, "environment")
                .properties()
                .forEach(one -> environment.put(one.getKey(), one.getValue().asString()));
        return new StackFile(
                name,
                required(yaml, "summary").asString(),
                List.copyOf(requires),
                List.copyOf(make),
                required(yaml, "missing").asString(),
                read(name + "/guide.md"),
                scaffold,
                dependencies(yaml.path("dependencies")),
                strings(yaml.path("build")),
                new Stack.Tests(
                        strings(required(yaml, "test")),
                        required(yaml, "test_passed").asString(),
                        required(yaml, "test_failed").asString(),
                        text(yaml, "coverage")),
                yaml.has("lint")
                        ? Optional.of(new Stack.Lint(
                                strings(required(yaml.path("lint"), "command")),
                                required(yaml.path("lint"), "findings").asString()))
                        : Optional.empty(),
                strings(required(yaml, "run")),
                strings(required(yaml, "probes")),
                strings(required(yaml, "readable")),
                environment);
    }

    private static List<Stack.Dependencies> dependencies(JsonNode list) {
        var all = new ArrayList<Stack.Dependencies>();
        for (var one : list) {
            var install = new ArrayList<List<String>>();
            required(one, "install").forEach(command -> install.add(strings(command)));
            all.add(new Stack.Dependencies(
                    required(one, "name").asString(),
                    strings(required(one, "manifests")),
                    List.copyOf(install),
                    required(one, "folder").asString(),
                    text(one, "at").orElse(""),
                    Set.copyOf(strings(required(one, "registries")))));
        }
        return List.copyOf(all);
    }

    private static Optional<String> text(JsonNode yaml, String key) {
        return Optional.ofNullable(yaml.get(key)).map(JsonNode::asString);
    }

    private static String scaffoldFile(String name, String path) {
        String own = name + "/scaffold/" + visible(path);
        return read(StackFile.class.getResource("/stacks/" + own) == null ? "shared/" + visible(path) : own);
    }

    private static String visible(String path) {
        return path.replaceAll("(^|/)\\.", "$1dot-");
    }

    private static JsonNode required(JsonNode yaml, String key) {
        JsonNode value = yaml.get(key);
        if (value == null) {
            throw new IllegalStateException("A stack.yaml says nothing about " + key);
        }
        return value;
    }

    private static List<String> strings(JsonNode array) {
        var all = new ArrayList<String>();
        array.forEach(one -> all.add(one.asString()));
        return List.copyOf(all);
    }

    private static String read(String path) {
        try (InputStream in = StackFile.class.getResourceAsStream("/stacks/" + path)) {
            if (in == null) {
                throw new IllegalStateException("stacks/" + path + " is not on the classpath");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
