package dev.companyos.hosting.http;

import dev.companyos.hosting.Prober;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** One GET for each path, three seconds at most, redirects not followed. */
public final class HttpProber implements Prober {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    @Override
    public List<Probe> probe(String url, List<String> paths) {
        return paths.stream().map(it -> probe(url, it)).toList();
    }

    private Probe probe(String url, String path) {
        long began = System.nanoTime();
        try {
            var request = HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(PATIENCE)
                    .build();
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return new Probe(path, status, since(began), "");
        } catch (IOException | IllegalArgumentException e) {
            return new Probe(path, 0, since(began), String.valueOf(e.getMessage() == null ? e : e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Probe(path, 0, since(began), "interrupted");
        }
    }

    private static long since(long began) {
        return (System.nanoTime() - began) / 1_000_000;
    }
}
