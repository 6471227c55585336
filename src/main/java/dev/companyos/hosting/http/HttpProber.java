package dev.companyos.hosting.http;

import dev.companyos.hosting.Prober;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One GET a path, {@value #MILLIS} ms for connection, headers and body together: a product that drips its answer must
 * not hold up whoever asks. Redirects are followed on the product's own address only.
 */
public final class HttpProber implements Prober {
    private static final int MILLIS = 3_000;
    private static final int BODY = 64 << 10;
    private static final int DETAIL = 300;
    private static final int REDIRECTS = 3;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMillis(MILLIS))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @Override
    public List<Probe> probe(String url, List<String> paths) {
        return paths.stream().map(it -> probe(url, it)).toList();
    }

    private Probe probe(String url, String path) {
        long began = System.nanoTime();
        var page = fetch(url, path);
        boolean fine = page.status() >= 200 && page.status() < 300;
        String detail = page.body().length() > DETAIL ? page.body().substring(0, DETAIL) + "…" : page.body();
        return new Probe(path, page.status(), since(began), fine ? "" : detail);
    }

    @Override
    public Page fetch(String url, String path) {
        var answer = new FutureTask<>(() -> answer(url, path));
        var thread = Thread.ofVirtual().start(answer);
        try {
            return answer.get(MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            return new Page(0, "", "There was no whole answer within %d ms.".formatted(MILLIS));
        } catch (ExecutionException e) {
            var cause = e.getCause();
            return new Page(0, "", cause == null ? "" : cause.toString());
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return new Page(0, "", "The probe was interrupted.");
        }
    }

    private Page answer(String url, String path) throws IOException, InterruptedException {
        if (!path.startsWith("/")) throw new IOException("The path `%s` does not start with a slash.".formatted(path));
        var own = URI.create(url);
        var at = URI.create(url.replaceAll("/+$", "") + path);
        for (int hops = 0; ; hops++) {
            var request = HttpRequest.newBuilder(at)
                    .timeout(Duration.ofMillis(MILLIS))
                    .header("User-Agent", "company-os-probe")
                    .build();
            var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                var location = response.headers().firstValue("Location");
                if (response.statusCode() / 100 != 3 || location.isEmpty()) return said(response, body);
                var next = at.resolve(location.get());
                if (hops >= REDIRECTS || !sameAddress(own, next))
                    return new Page(response.statusCode(), "", "It sends its users on to " + location.get());
                at = next;
            }
        }
    }

    private static Page said(HttpResponse<InputStream> response, InputStream body) throws IOException {
        var text = new String(body.readNBytes(BODY), StandardCharsets.UTF_8);
        String type = response.headers().firstValue("Content-Type").orElse("");
        return new Page(response.statusCode(), type, text);
    }

    private static boolean sameAddress(URI own, URI next) {
        return String.valueOf(own.getScheme()).equals(next.getScheme())
                && String.valueOf(own.getRawAuthority()).equals(next.getRawAuthority());
    }

    private static long since(long began) {
        return (System.nanoTime() - began) / 1_000_000;
    }
}
