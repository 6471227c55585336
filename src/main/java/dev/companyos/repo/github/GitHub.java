package dev.companyos.repo.github;

import dev.companyos.repo.PublishingFailed;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** GitHub's REST API, as far as it is needed. The token goes to {@code api} alone; no redirection is followed. */
public final class GitHub {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration WHOLE = Duration.ofSeconds(30);
    private static final int LARGEST = 4 << 20;

    private final URI api;
    private final String token;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** @param api such as {@code https://api.github.com} */
    public GitHub(URI api, String token, Clock clock) {
        this.api = api;
        this.token = token;
        this.clock = clock;
    }

    public record PullRequest(int number, String url) {}

    /** @param repository {@code owner/name} */
    public String defaultBranch(String repository) {
        var branch = get("/repos/" + repository).path("default_branch").asString("");
        return branch.isBlank() ? "main" : branch;
    }

    /** The newest from {@code head}, open or not. */
    public Optional<PullRequest> find(String repository, String head) {
        var owner = repository.substring(0, repository.indexOf('/'));
        var query = "?state=all&per_page=1&head=" + URLEncoder.encode(owner + ":" + head, StandardCharsets.UTF_8);
        var found = get("/repos/" + repository + "/pulls" + query);
        return found.isEmpty() ? Optional.empty() : Optional.of(read(found.path(0)));
    }

    /**
     * Opens one, or returns the one that is there: however often it is called, there is one.
     *
     * @return empty where {@code base} holds all of {@code head} already
     * @throws PublishingFailed when GitHub refuses or does not answer
     */
    public Optional<PullRequest> open(String repository, String head, String base, String title, String body) {
        var there = find(repository, head);
        if (there.isPresent()) return there;
        var text = JSON.writeValueAsString(Map.of("head", head, "base", base, "title", title, "body", body));
        var answer = send(request("/repos/" + repository + "/pulls")
                .POST(HttpRequest.BodyPublishers.ofString(text))
                .build());
        if (answer.statusCode() == 201) return Optional.of(read(parse(answer)));
        if (answer.statusCode() == 422) {
            var now = find(repository, head); // somebody else was first, or a lost answer was ours
            if (now.isPresent()) return now;
            if (answer.body().contains("No commits between")) return Optional.empty();
        }
        throw failed(answer);
    }

    private JsonNode get(String path) {
        var answer = send(request(path).GET().build());
        if (answer.statusCode() != 200) throw failed(answer);
        return parse(answer);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(api.toString().replaceAll("/+$", "") + path))
                .timeout(WHOLE)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/vnd.github+json")
                .header("X-GitHub-Api-Version", "2022-11-28")
                .header("User-Agent", "company-os");
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), LARGEST));
        } catch (IOException e) {
            throw new PublishingFailed(
                    "GitHub cannot be reached.",
                    "%s: %s".formatted(api.getHost(), e.getClass().getSimpleName()),
                    "It is tried again by itself.",
                    true,
                    Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PublishingFailed(
                    "Publishing was interrupted.", "", "It is tried again by itself.", true, Optional.empty());
        }
    }

    private static PullRequest read(JsonNode json) {
        int number = json.path("number").asInt(0);
        if (number < 1) throw nonsense("A pull request without a number");
        return new PullRequest(number, json.path("html_url").asString(""));
    }

    private static JsonNode parse(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException e) {
            throw nonsense("What came is no JSON");
        }
    }

    private static PublishingFailed nonsense(String why) {
        return new PublishingFailed(
                "GitHub's answer was not understood.", why + ".", "See GITHUB_API_URL.", true, Optional.empty());
    }

    private PublishingFailed failed(HttpResponse<String> answer) {
        int status = answer.statusCode();
        var wait = wait(answer);
        var said = said(answer.body());
        boolean limited = status == 429 || status == 403 && (wait.isPresent() || said.contains("rate limit"));
        if (limited)
            return new PublishingFailed(
                    "GitHub wants to be left alone for a while.", said, "It is tried again by itself.", true, wait);
        return switch (status) {
            case 401 ->
                founder(
                        "GITHUB_TOKEN was refused.",
                        said,
                        "Make a new token with access to contents and pull requests.");
            case 403 ->
                founder(
                        "GITHUB_TOKEN may not do that.",
                        said,
                        "Give the token write access to contents and pull requests of this repository.");
            case 404, 301, 302, 307, 308 ->
                founder(
                        "There is no such repository, or GITHUB_TOKEN may not see it.",
                        said,
                        "See COMPANY_GITHUB_REPO, and which repositories the token is for.");
            case 422 -> founder("GitHub refused a pull request.", said, "See the repository's rules.");
            default ->
                status >= 500
                        ? new PublishingFailed(
                                "GitHub has trouble.", "HTTP " + status, "It is tried again by itself.", true, wait)
                        : founder("GitHub answered HTTP " + status + ".", said, "See GITHUB_API_URL.");
        };
    }

    private static PublishingFailed founder(String what, String why, String doThis) {
        return new PublishingFailed(what, why, doThis, false, Optional.empty());
    }

    private Optional<Duration> wait(HttpResponse<String> answer) {
        var after = answer.headers().firstValue("retry-after").filter(it -> it.matches("\\d{1,6}"));
        if (after.isPresent()) return after.map(it -> Duration.ofSeconds(Long.parseLong(it)));
        if (!answer.headers().firstValue("x-ratelimit-remaining").orElse("").equals("0")) return Optional.empty();
        return answer.headers()
                .firstValue("x-ratelimit-reset")
                .filter(it -> it.matches("\\d{1,12}"))
                .map(it -> Duration.ofSeconds(
                        Math.max(1, Long.parseLong(it) - clock.instant().getEpochSecond())));
    }

    private static String said(String body) {
        String text;
        try {
            var json = JSON.readTree(body);
            var errors = new StringBuilder(json.path("message").asString(""));
            json.path("errors").forEach(it -> errors.append(' ')
                    .append(it.path("message").asString(it.path("code").asString(""))));
            text = errors.toString();
        } catch (JacksonException e) {
            text = body;
        }
        text = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
