package dev.companyos.stacks;

import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.Slug;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stacks under {@code stacks/} on the classpath, in the order of {@code stacks/index.txt}. Whether one works is found
 * out once, by running what its file requires; safe to use from many threads.
 */
public final class StackFiles implements Stacks {
    private final List<StackFile> files;
    private final List<String> pythons;
    private final Path javaHome;
    private final Probe probe;
    private final Path places;
    private final Map<String, Working> known = new ConcurrentHashMap<>();
    private final Map<String, String> made = new ConcurrentHashMap<>();

    /**
     * @param pythons commands or paths of Pythons to try, best first
     * @param javaHome of the Java to build products with
     * @param places where a stack's own place, such as a virtual environment, is made when it is asked for by name
     */
    public StackFiles(List<String> pythons, Path javaHome, Probe probe, Path places) {
        this.files = StackFile.all();
        this.pythons = List.copyOf(pythons);
        this.javaHome = javaHome;
        this.probe = probe;
        this.places = places.toAbsolutePath();
    }

    /** The system's Python first, for it has the distribution's packages; then the one that is first on the PATH. */
    public static StackFiles ofThisMachine(Path places) {
        return new StackFiles(
                List.of("/usr/bin/python3", "python3"),
                Path.of(System.getProperty("java.home")),
                new Processes(),
                places);
    }

    /** Runs a command that finds out whether a stack works. */
    @FunctionalInterface
    public interface Probe {
        Answer run(List<String> command);

        /** Runs a command that makes something, which may take minutes and download from a package registry. */
        default Answer make(List<String> command) {
            return run(command);
        }

        /** @param output what it said, at most a few kilobytes */
        record Answer(boolean succeeded, String output) {}
    }

    @Override
    public List<Availability> all() {
        return files.stream()
                .map(file -> {
                    Working working = working(file);
                    return new Availability(file.name(), file.summary(), working.works(), working.detail());
                })
                .toList();
    }

    @Override
    public Choice choose(String name) {
        return name.isBlank() ? best() : named(name.strip());
    }

    /**
     * The files of an empty product. In each, {@code {{product}}} is the product's name on one line, {@code
     * {{product_literal}}} the same as a quoted literal of Java, Python, JSON, YAML or TOML, and {@code {{slug}}} its slug.
     */
    public static Map<String, String> scaffold(Stack stack, String product, Slug slug) {
        String name = product.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        var values = Map.of(
                "product",
                name,
                "product_literal",
                '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"',
                "slug",
                slug.value());
        var filled = new LinkedHashMap<String, String>();
        stack.scaffold().forEach((path, content) -> filled.put(path, Placeholders.fill(content, values)));
        return filled;
    }

    private Choice best() {
        var skipped = new ArrayList<String>();
        for (StackFile file : files) {
            Working working = working(file);
            if (working.works()) {
                return new Choice(
                        stack(file, working),
                        skipped.isEmpty()
                                ? "%s, the first choice, works here: %s".formatted(file.name(), working.detail())
                                : "%s, for %s. %s".formatted(file.name(), working.detail(), String.join(" ", skipped)));
            }
            skipped.add("%s does not work here: %s".formatted(file.name(), working.detail()));
        }
        throw CompanyException.unavailable(
                "stack",
                "No stack works on this machine.",
                String.join(" ", skipped),
                "Install what one of them needs.");
    }

    private Choice named(String name) {
        StackFile file = files.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> CompanyException.invalid(
                        "stack",
                        "There is no stack `%s`.".formatted(name.length() > 60 ? name.substring(0, 60) + "…" : name),
                        "Products are made of one of: %s."
                                .formatted(files.stream().map(StackFile::name).collect(Collectors.joining(", "))),
                        "Name one that works here (%s), or none to have the best chosen.".formatted(working())));
        Working working = working(file);
        if (!working.works() && !file.make().isEmpty()) working = afterMaking(file);
        if (!working.works()) {
            throw CompanyException.unavailable(
                    "stack",
                    "The stack `%s` does not work on this machine.".formatted(name),
                    "%s %s"
                            .formatted(working.detail(), made.getOrDefault(name, ""))
                            .strip(),
                    "Stacks that work here: %s.".formatted(working()));
        }
        return new Choice(stack(file, working), "%s was asked for: %s".formatted(name, working.detail()));
    }

    /** Once in the life of a process: what could not be made then is not tried with every turn. */
    private synchronized Working afterMaking(StackFile file) {
        made.computeIfAbsent(file.name(), _ -> make(file));
        known.remove(file.name());
        return working(file);
    }

    /** @return what went wrong, or "" */
    private String make(StackFile file) {
        String reason = "";
        for (String python : pythons) {
            var values = values(Processes.onPath(python), place(file));
            boolean fine = true;
            for (var command : file.make()) {
                var answer = probe.make(command.stream()
                        .map(part -> Placeholders.fill(part, values))
                        .toList());
                fine = answer.succeeded();
                if (fine) continue;
                String said = answer.output().strip();
                reason = "Making a place for it failed: "
                        + (said.length() > 400 ? said.substring(said.length() - 400) : said);
                break;
            }
            if (fine) return "";
        }
        return reason;
    }

    private String place(StackFile file) {
        return places.resolve(file.name()).toString();
    }

    private String working() {
        String names = files.stream()
                .filter(file -> working(file).works())
                .map(StackFile::name)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : names;
    }

    private Stack stack(StackFile file, Working working) {
        var values = working.values();
        return new Stack(
                        file.name(),
                        file.summary(),
                        file.guide(),
                        file.scaffold(),
                        file.dependencies().stream()
                                .map(it -> new Stack.Dependencies(
                                        it.name(),
                                        it.manifests(),
                                        it.install().stream()
                                                .map(command -> Placeholders.fill(command, values))
                                                .toList(),
                                        it.folder(),
                                        it.at(),
                                        it.registries()))
                                .toList(),
                        file.build(),
                        file.tests(),
                        file.lint(),
                        file.run(),
                        file.probes(),
                        Stream.concat(
                                        file.readable().stream().map(it -> Path.of(Placeholders.fill(it, values))),
                                        working.folders().stream())
                                .flatMap(Processes::withRealPath)
                                .distinct()
                                .toList(),
                        file.environment())
                .with(values);
    }

    /** @param folders that the tools said they read */
    private record Working(boolean works, String detail, Map<String, String> values, List<Path> folders) {}

    private Working working(StackFile file) {
        return known.computeIfAbsent(file.name(), _ -> examine(file));
    }

    private Working examine(StackFile file) {
        boolean needsPython =
                file.requires().stream().flatMap(List::stream).anyMatch(part -> part.contains("{{python}}"));
        for (String python : needsPython ? pythons(file) : List.of("")) {
            var values = values(Processes.onPath(python), place(file));
            var output = new StringBuilder();
            boolean works = file.requires().stream().allMatch(command -> {
                Probe.Answer answer = probe.run(command.stream()
                        .map(part -> Placeholders.fill(part, values))
                        .toList());
                output.append(answer.output()).append('\n');
                return answer.succeeded();
            });
            if (works) {
                String said = output.toString();
                boolean needsNode =
                        file.requires().stream().flatMap(List::stream).anyMatch(part -> part.contains("{{node}}"));
                String by = needsPython
                        ? itself(said, Processes.onPath(python))
                        : needsNode ? itself(said, Processes.onPath("node")) : javaHome.toString();
                return new Working(true, "with " + by, values(by, place(file)), folders(said));
            }
        }
        return new Working(false, file.missing(), Map.of(), List.of());
    }

    /** This machine's, then the one of the place that was made for the stack. */
    private List<String> pythons(StackFile file) {
        Path own = Path.of(place(file), "bin", "python");
        return Files.isExecutable(own)
                ? Stream.concat(pythons.stream(), Stream.of(own.toString())).toList()
                : pythons;
    }

    private Map<String, String> values(String python, String folder) {
        return Map.of(
                "python",
                python,
                "java_home",
                javaHome.toString(),
                "node",
                Processes.onPath("node"),
                "npm",
                Processes.onPath("npm"),
                "mvn",
                Processes.onPath("mvn"),
                "folder",
                folder);
    }

    /** Where a Python says that it is: what the PATH has may be a script that needs the PATH and a home folder. */
    private static String itself(String output, String asked) {
        return output.lines()
                .findFirst()
                .filter(line -> line.startsWith("/") && Files.isExecutable(Path.of(line)))
                .orElse(asked);
    }

    private static List<Path> folders(String output) {
        return output.lines()
                .filter(line -> line.startsWith("/") && !line.contains("\0"))
                .map(Path::of)
                .filter(Files::isDirectory)
                .toList();
    }
}
