package dev.companyos.dependencies.http;

import dev.companyos.checks.PackageIndex;
import dev.companyos.dependencies.Registries;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The registries themselves, or their mirrors: npm's package document, PyPI's simple index (PEP 503), Maven's
 * {@code maven-metadata.xml}. What is there once stays known; what is not is asked for again. A name that its registry could
 * not hold is absent without a question, so that nothing of it ends in an address.
 */
public final class HttpPackageIndex implements PackageIndex, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int KEPT = 2_000;
    private static final int LONGEST = 214; // npm's own bound
    private static final Pattern NPM = Pattern.compile("(?i)(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*");
    private static final Pattern PYPI = Pattern.compile("(?i)[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?");
    private static final Pattern MAVEN =
            Pattern.compile("(?:[A-Za-z0-9_-]+\\.)*[A-Za-z0-9_-]+:[A-Za-z0-9_-][A-Za-z0-9._-]*");

    private final Registries registries;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final Map<String, Boolean> present = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > KEPT;
        }
    };

    public HttpPackageIndex(Registries registries) {
        this.registries = registries;
    }

    @Override
    public Presence of(Ecosystem ecosystem, String name) {
        var path = path(ecosystem, name);
        if (name.length() > LONGEST || path.isEmpty()) return Presence.ABSENT;
        String key = ecosystem + " " + path.get();
        synchronized (present) {
            if (present.containsKey(key)) return Presence.PRESENT;
        }
        boolean unknown = false;
        for (var base : registries.addresses(ecosystem)) {
            int status = status(URI.create(base.toString().replaceFirst("/$", "") + "/" + path.get()));
            if (status == 200) {
                synchronized (present) {
                    present.put(key, true);
                }
                return Presence.PRESENT;
            }
            unknown |= status != 404;
        }
        return unknown ? Presence.UNKNOWN : Presence.ABSENT;
    }

    private static Optional<String> path(Ecosystem ecosystem, String name) {
        return switch (ecosystem) {
            case NPM -> NPM.matcher(name).matches() ? Optional.of(name.replace("/", "%2f")) : Optional.empty();
            case PYPI ->
                PYPI.matcher(name).matches()
                        ? Optional.of(name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-") + "/")
                        : Optional.empty();
            case MAVEN ->
                MAVEN.matcher(name).matches()
                        ? Optional.of(name.substring(0, name.indexOf(':')).replace('.', '/') + "/"
                                + name.substring(name.indexOf(':') + 1) + "/maven-metadata.xml")
                        : Optional.empty();
        };
    }

    /** 0 where nobody answered. */
    private int status(URI address) {
        var request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Accept", "application/vnd.npm.install-v1+json, application/vnd.pypi.simple.v1+json, */*;q=0.1")
                .GET()
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofInputStream());
            response.body().close(); // a package's document may be of many megabytes
            return response.statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
