package dev.companyos.checks.changes;

import dev.companyos.checks.PackageIndex.Ecosystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.toml.TomlMapper;

/** Reads which packages a product's manifests declare. What is no manifest, or a broken one, declares nothing. */
final class Manifests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TomlMapper TOML = TomlMapper.builder().build();
    private static final List<String> NPM_TABLES =
            List.of("dependencies", "devDependencies", "peerDependencies", "optionalDependencies");
    private static final Pattern REQUIREMENTS = Pattern.compile("requirements[\\w.-]*\\.(?:txt|in)");
    private static final Pattern REQUIREMENT = Pattern.compile("^([A-Za-z0-9][A-Za-z0-9._-]*)");
    private static final Pattern ARTIFACT = Pattern.compile(
            "(?s)<(?:dependency|plugin|parent|path|extension)>(?:(?!</?(?:dependency|plugin|parent|path|extension)>).){0,1500}?"
                    + "<groupId>\\s*([^<\\s]+)\\s*</groupId>\\s*<artifactId>\\s*([^<\\s]+)\\s*</artifactId>");
    private static final Pattern PLUGIN_WITHOUT_GROUP =
            Pattern.compile("(?s)<plugin>\\s*<artifactId>\\s*([^<\\s]+)\\s*</artifactId>");

    private static final int LONGEST = 500;

    private Manifests() {}

    /** @param name as {@link dev.companyos.checks.PackageIndex} wants it @param from what is written instead of a version */
    record Declared(Ecosystem ecosystem, String name, String from, int line) {}

    static Optional<Ecosystem> ecosystem(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.equals("package.json")) return Optional.of(Ecosystem.NPM);
        if (name.equals("pom.xml")) return Optional.of(Ecosystem.MAVEN);
        if (name.equals("pyproject.toml") || REQUIREMENTS.matcher(name).matches()) return Optional.of(Ecosystem.PYPI);
        return Optional.empty();
    }

    static List<Declared> read(String path, String text) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return switch (name) {
            case "package.json" -> npm(text);
            case "pom.xml" -> maven(text);
            case "pyproject.toml" -> project(text);
            default -> REQUIREMENTS.matcher(name).matches() ? requirements(text) : List.of();
        };
    }

    private static List<Declared> npm(String text) {
        var found = new ArrayList<Declared>();
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JacksonException e) {
            return List.of();
        }
        for (var table : NPM_TABLES)
            for (var entry : root.path(table).properties())
                found.add(new Declared(
                        Ecosystem.NPM,
                        entry.getKey(),
                        bounded(entry.getValue().asString("")),
                        line(text, text.indexOf('"' + entry.getKey() + '"'))));
        return found;
    }

    private static String bounded(String version) {
        return version.length() > LONGEST ? "file:" + version.substring(0, 80) : version;
    }

    private static List<Declared> requirements(String text) {
        var found = new ArrayList<Declared>();
        var lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("(^|\\s)#.*", "").strip();
            if (!line.isEmpty()) found.add(requirement(line, i + 1));
        }
        return found;
    }

    private static Declared requirement(String text, int line) {
        var name = REQUIREMENT.matcher(text);
        if (text.length() > LONGEST) return new Declared(Ecosystem.PYPI, "", "file:" + text.substring(0, 80), line);
        boolean named = name.find() && !text.matches("(?i)^[a-z+]+://.*|^[\\w.-]+/.*");
        String from = text.contains("://") || text.startsWith("-") || text.startsWith(".") || text.contains(" @ ")
                ? text
                : "";
        return new Declared(
                Ecosystem.PYPI, named ? python(name.group(1)) : "", from.isEmpty() && !named ? text : from, line);
    }

    /** The same name for all spellings of it (PEP 503). */
    static String python(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }

    private static List<Declared> project(String text) {
        JsonNode root;
        try {
            root = TOML.readTree(text);
        } catch (JacksonException e) {
            return List.of();
        }
        var all = new ArrayList<String>();
        strings(root.path("project").path("dependencies"), all);
        strings(root.path("build-system").path("requires"), all);
        root.path("project").path("optional-dependencies").forEach(it -> strings(it, all));
        root.path("dependency-groups").forEach(it -> strings(it, all));
        for (var entry : root.path("tool").path("poetry").path("dependencies").properties())
            if (!entry.getKey().equals("python")) all.add(entry.getKey());
        return all.stream()
                .map(it -> requirement(it, line(text, text.indexOf(it))))
                .toList();
    }

    private static void strings(JsonNode array, List<String> into) {
        array.forEach(it -> {
            if (it.isString()) into.add(it.asString().strip());
        });
    }

    private static List<Declared> maven(String text) {
        var found = new ArrayList<Declared>();
        ARTIFACT.matcher(text)
                .results()
                .forEach(it -> found.add(
                        new Declared(Ecosystem.MAVEN, it.group(1) + ":" + it.group(2), "", line(text, it.start(2)))));
        PLUGIN_WITHOUT_GROUP
                .matcher(text)
                .results()
                .forEach(it -> found.add(new Declared(
                        Ecosystem.MAVEN, "org.apache.maven.plugins:" + it.group(1), "", line(text, it.start(1)))));
        return found.stream().filter(it -> !it.name().contains("${")).toList();
    }

    static int line(String text, int offset) {
        return offset < 0
                ? 0
                : 1
                        + (int) text.substring(0, offset)
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
    }
}
