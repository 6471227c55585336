package dev.companyos.dependencies;

import dev.companyos.checks.PackageIndex.Ecosystem;
import dev.companyos.sandbox.Sandbox.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where packages come from: the public registries, or the mirrors that this machine's own tools are set to. Addresses only:
 * no credentials are read, and a registry that wants some is not supported.
 */
public final class Registries {
    private static final URI NPM = URI.create("https://registry.npmjs.org/");
    private static final URI PYPI = URI.create("https://pypi.org/simple");
    private static final URI MAVEN_CENTRAL = URI.create("https://repo.maven.apache.org/maven2");
    private static final List<String> PYTHON_FILES = List.of("files.pythonhosted.org");
    private static final List<String> MAVEN = List.of("repo.maven.apache.org", "repo1.maven.org");
    private static final Pattern NPM_LINE = Pattern.compile("(?m)^\\s*registry\\s*=\\s*(\\S+)\\s*$");
    private static final Pattern PIP_LINE = Pattern.compile("(?m)^\\s*index-url\\s*=\\s*(\\S+)\\s*$");
    private static final Pattern MIRROR = Pattern.compile("(?s)<mirror>(.*?)</mirror>");

    private final URI npm;
    private final URI pypi;
    private final List<Mirror> mirrors;

    private record Mirror(String id, String of, URI url) {}

    private Registries(URI npm, URI pypi, List<Mirror> mirrors) {
        this.npm = npm;
        this.pypi = pypi;
        this.mirrors = mirrors;
    }

    /** @param home of the user, with its {@code .npmrc}, {@code pip.conf} and {@code .m2/settings.xml} */
    public static Registries of(Map<String, String> environment, Path home) {
        var npm = address(environment.get("npm_config_registry"))
                .or(() -> address(environment.get("NPM_CONFIG_REGISTRY")))
                .or(() -> found(NPM_LINE, home.resolve(".npmrc")))
                .orElse(NPM);
        var pypi = address(environment.get("PIP_INDEX_URL"))
                .or(() -> found(PIP_LINE, home.resolve(".config/pip/pip.conf")))
                .or(() -> found(PIP_LINE, home.resolve(".pip/pip.conf")))
                .or(() -> found(PIP_LINE, Path.of("/etc/pip.conf")))
                .orElse(PYPI);
        return new Registries(npm, pypi, mirrors(home.resolve(".m2/settings.xml")));
    }

    /** @param names {@code npm}, {@code pypi}, {@code maven} */
    public Network.Reaches network(Set<String> names) {
        var hosts = new TreeSet<String>();
        for (var name : names)
            switch (name) {
                case "npm" -> hosts.add(host(npm));
                case "pypi" -> {
                    hosts.add(host(pypi));
                    if (pypi.equals(PYPI)) hosts.addAll(PYTHON_FILES);
                }
                case "maven" -> {
                    mirrors.forEach(it -> hosts.add(host(it.url())));
                    if (mirrors.stream().noneMatch(it -> it.of().equals("*"))) hosts.addAll(MAVEN);
                }
                default -> throw new IllegalArgumentException("There is no registry " + name);
            }
        return new Network.Reaches(hosts);
    }

    /** Where to ask whether there is a package, in order. */
    public List<URI> addresses(Ecosystem ecosystem) {
        return switch (ecosystem) {
            case NPM -> List.of(npm);
            case PYPI -> List.of(pypi);
            case MAVEN -> {
                var all = new ArrayList<>(mirrors.stream().map(Mirror::url).toList());
                if (mirrors.stream().noneMatch(it -> it.of().equals("*"))) all.add(MAVEN_CENTRAL);
                yield all;
            }
        };
    }

    /** What tells the tools in {@code workspace} where to go; may write files there. */
    Map<String, String> tell(Set<String> names, Path workspace) {
        var environment = new TreeMap<String, String>();
        if (names.contains("npm")) {
            environment.put("npm_config_registry", npm.toString());
            environment.put("npm_config_cache", workspace.resolve(".npm-cache").toString());
            environment.put("npm_config_update_notifier", "false");
        }
        if (names.contains("pypi")) {
            environment.put("PIP_INDEX_URL", pypi.toString());
            environment.put("PIP_NO_CACHE_DIR", "1");
            environment.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        }
        if (names.contains("maven") && !mirrors.isEmpty()) settings(workspace);
        return environment;
    }

    private void settings(Path workspace) {
        var text = new StringBuilder("<settings><mirrors>");
        for (var it : mirrors)
            text.append("<mirror><id>%s</id><mirrorOf>%s</mirrorOf><url>%s</url></mirror>"
                    .formatted(xml(it.id()), xml(it.of()), xml(it.url().toString())));
        try {
            Files.writeString(workspace.resolve("settings.xml"), text.append("</mirrors></settings>\n"));
            Files.createDirectories(workspace.resolve(".mvn"));
            Files.writeString(workspace.resolve(".mvn/maven.config"), "-s\nsettings.xml\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Mirror> mirrors(Path settings) {
        var all = new ArrayList<Mirror>();
        MIRROR.matcher(read(settings)).results().forEach(it -> {
            String mirror = it.group(1);
            address(element(mirror, "url"))
                    .ifPresent(url -> all.add(new Mirror(element(mirror, "id"), element(mirror, "mirrorOf"), url)));
        });
        return List.copyOf(all);
    }

    private static String element(String xml, String name) {
        var found = Pattern.compile("(?s)<%1$s>\\s*(.*?)\\s*</%1$s>".formatted(name))
                .matcher(xml);
        return found.find() ? found.group(1).replace("&amp;", "&") : "";
    }

    private static Optional<URI> found(Pattern line, Path file) {
        var match = line.matcher(read(file));
        return match.find() ? address(match.group(1)) : Optional.empty();
    }

    /** Without the user and the password that it may hold. */
    private static Optional<URI> address(@org.jspecify.annotations.Nullable String text) {
        if (text == null || text.isBlank()) return Optional.empty();
        try {
            var uri = URI.create(text.strip());
            boolean web = Stream.of("http", "https").anyMatch(it -> it.equalsIgnoreCase(uri.getScheme()));
            if (!web || uri.getHost() == null) return Optional.empty();
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            return Optional.of(URI.create(uri.getScheme() + "://" + uri.getHost() + port + path));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** With the port where it is not that of HTTPS. */
    private static String host(URI uri) {
        if (uri.getPort() >= 0) return uri.getHost() + ":" + uri.getPort();
        return uri.getScheme().equalsIgnoreCase("https") ? uri.getHost() : uri.getHost() + ":80";
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String read(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return "";
        }
    }
}
