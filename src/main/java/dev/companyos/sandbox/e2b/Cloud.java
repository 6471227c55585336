package dev.companyos.sandbox.e2b;

import dev.companyos.kernel.CompanyException;
import dev.companyos.sandbox.process.Owner;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * E2B's platform API: makes, lists and kills sandboxes, as its public OpenAPI document has it (e2b-dev/E2B,
 * spec/openapi.yml, August 2026).
 */
final class Cloud {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String MACHINE = "companyosMachine";
    private static final String SERVER = "companyosServer";
    private static final int PAGES = 20;

    private final Account account;
    private final Owner owner;
    private final HttpClient client;

    Cloud(Account account, Owner owner, HttpClient client) {
        this.account = account;
        this.owner = owner;
        this.client = client;
    }

    /**
     * @param seconds after which it ends by itself, also when this server has died
     * @param hosts all that it reaches, over HTTP and HTTPS; a port among them is the cloud's affair
     */
    Machine create(long seconds, Set<String> hosts) {
        var body = JSON.createObjectNode()
                .put("templateID", account.template())
                .put("timeout", seconds)
                .put("secure", true)
                .put("allow_internet_access", false);
        body.putObject("metadata").put(MACHINE, owner.machine()).put(SERVER, owner.server());
        var network = body.putObject("network").put("allowPublicTraffic", false);
        if (!hosts.isEmpty()) {
            var allowed = network.putArray("allowOut");
            hosts.stream().map(it -> it.replaceFirst(":[0-9]+$", "")).sorted().forEach(allowed::add);
            network.putArray("denyOut").add("0.0.0.0/0");
        }
        var made = read(send("POST", "/sandboxes", body.toString()));
        String id = made.path("sandboxID").asString("");
        if (!id.matches("[A-Za-z0-9_-]{1,100}")) throw trouble("It made a sandbox and gave it no usable name.");
        String domain = made.path("domain").asString("");
        return new Machine(
                id,
                domain.matches("[A-Za-z0-9.-]{1,200}") ? domain : "e2b.app",
                made.path("envdAccessToken").asString(""),
                made.path("trafficAccessToken").asString(""));
    }

    /**
     * One that was made.
     *
     * @param token for the program inside
     * @param traffic for what listens inside
     */
    record Machine(String id, String domain, String token, String traffic) {
        @Override
        public String toString() {
            return id;
        }
    }

    /** False when there is none of that name any more. */
    boolean kill(String id) {
        var answer = send("DELETE", "/sandboxes/" + id, "");
        if (answer.statusCode() == 404) return false;
        read(answer);
        return true;
    }

    /** Lets it live for so long from now. */
    void prolong(String id, long seconds) {
        read(send(
                "POST",
                "/sandboxes/" + id + "/timeout",
                JSON.createObjectNode().put("timeout", seconds).toString()));
    }

    /** Kills those of dead servers of this machine. Throws when the key is refused or nobody answers. */
    int sweep() {
        int swept = 0;
        for (var id : dead()) if (kill(id)) swept++;
        return swept;
    }

    private List<String> dead() {
        var ids = new ArrayList<String>();
        String filter = encoded(MACHINE + "=" + encoded(owner.machine()));
        String next = "";
        for (int page = 0; page < PAGES; page++) {
            var answer = send(
                    "GET",
                    "/v2/sandboxes?limit=100&metadata=" + filter
                            + (next.isEmpty() ? "" : "&nextToken=" + encoded(next)),
                    "");
            for (var it : read(answer)) {
                var whose = new Owner(
                        it.path("metadata").path(MACHINE).asString(""),
                        it.path("metadata").path(SERVER).asString(""));
                String id = it.path("sandboxID").asString("");
                if (whose.isDead() && id.matches("[A-Za-z0-9_-]{1,100}")) ids.add(id);
            }
            next = answer.headers().firstValue("X-Next-Token").orElse("");
            if (next.isEmpty()) break;
        }
        return ids;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> send(String method, String path, String body) {
        var address = URI.create(account.api().toString().replaceAll("/+$", "") + path);
        var request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("X-API-Key", account.key())
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw trouble("%s does not answer: %s".formatted(account.api(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw trouble("The call was interrupted.");
        }
    }

    private JsonNode read(HttpResponse<String> answer) {
        JsonNode body;
        try {
            body = answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (JacksonException e) {
            body = JSON.createObjectNode();
        }
        if (answer.statusCode() < 300) return body;
        String said = body.path("message").asString("").strip();
        if (said.length() > 300) said = said.substring(0, 300);
        throw switch (answer.statusCode()) {
            case 401, 403 -> trouble("Its key is refused. " + said, "Set E2B_API_KEY to a key of https://e2b.dev.");
            case 404 ->
                trouble(
                        "The template %s or the sandbox is not there. %s".formatted(account.template(), said),
                        "Set E2B_TEMPLATE to a template that the key may use.");
            case 429 ->
                trouble(
                        "Its limit of sandboxes or calls is reached. " + said,
                        "Wait, or end sandboxes at https://e2b.dev/dashboard.");
            default -> trouble("It answered with status %d. %s".formatted(answer.statusCode(), said));
        };
    }

    static CompanyException trouble(String why) {
        return trouble(why, "See https://status.e2b.dev and `company doctor`.");
    }

    private static CompanyException trouble(String why, String doThis) {
        return CompanyException.unavailable("sandbox", "E2B ran nothing.", why.strip(), doThis);
    }
}
