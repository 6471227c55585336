package dev.companyos.cli;

import dev.companyos.bus.FactCodec;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The server: status, stop, logs. */
final class ServerCommands {
    private ServerCommands() {}

    @Command(name = "status", description = "What is going on in a company.")
    static final class Status extends Verb {
        @Override
        JsonNode ask(Api api, String base) {
            return api.get(base + "/status");
        }

        @Override
        void print(JsonNode it) {
            System.out.println("%s (%s)"
                    .formatted(
                            it.at("/company/slug").asString(),
                            it.at("/company/status").asString()));
            row("Mission", it.at("/company/mission").asString());
            row(
                    "Product",
                    "%s %s"
                            .formatted(
                                    it.at("/product/name").asString(),
                                    it.at("/product/url").asString())
                            .strip());
            row("Folder", it.at("/product/dir").asString());
            row("Directive", it.at("/directive/strategic_goal").asString(""));
            row("Tasks", it.path("tasks").toString().replaceAll("[{}\"]", "").replace(",", ", "));
            row("Commits", it.path("commits").asString());
            row("Score", it.path("score").isNumber() ? it.path("score").asString() : "");
            row(
                    "Cost",
                    String.format(
                            Locale.ROOT,
                            "$%.4f; this month $%.4f of $%.2f",
                            it.path("cost_usd").asDouble(),
                            it.at("/budget/spent_usd").asDouble(),
                            it.at("/budget/cap_usd").asDouble()));
            row("Working", it.path("agents_working").asString() + " agents");
            for (var call : it.path("calls_under_way"))
                row(
                        "Thinking",
                        "%s asks %s since %s, %s characters so far"
                                .formatted(
                                        call.path("agent").asString(),
                                        call.path("model").asString(),
                                        call.path("since").asString(),
                                        call.path("characters").asString()));
            row("Sandbox", it.path("sandbox").asString());
            for (var remark : it.path("remarks")) row("Remark", remark.asString());
            if (it.path("open_alerts").asInt() > 0)
                row("Alerts", it.path("open_alerts").asString() + " open");
            if (it.path("inbox_open").asInt() > 0)
                row("Inbox", it.path("inbox_open").asString() + " items wait for you: company inbox list");
        }

        private static void row(String name, String value) {
            if (!value.isBlank()) System.out.println("  %-10s %s".formatted(name, PlainStream.line(value)));
        }
    }

    @Command(
            name = "stop",
            description = "Stops the server on this home; work under way is set aside and goes on at the next start.")
    static final class Stop implements Callable<Integer> {
        private static final int SECONDS = 40;

        @Mixin
        Options options = new Options();

        @Override
        public Integer call() throws Exception {
            var api = Api.running(options.folder())
                    .orElseThrow(() -> new Failed(
                            Failed.UNAVAILABLE,
                            "Nothing runs on %s.".formatted(options.folder()),
                            "There is no server.url of a living process there, so there is nothing to stop.",
                            "Name another home with --home, or start a server with `./company start`."));
            long pid = api.get("/api/v1/server").path("pid").asLong();
            try {
                api.post("/api/v1/server/stop", Map.of());
            } catch (Failed e) {
                if (e.exitCode() != Failed.UNAVAILABLE) throw e; // it may be gone before it has answered
            }
            var process = ProcessHandle.of(pid);
            if (process.isPresent()) {
                try {
                    process.get().onExit().get(SECONDS, TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    throw new Failed(
                            Failed.NOT_IN_TIME,
                            "The server has not stopped.",
                            "Process %d still runs after %d s.".formatted(pid, SECONDS),
                            "Look into its log (`company logs`), or end it with kill.");
                }
            }
            System.out.println(options.json ? "{\"stopped\":true}" : "Stopped.");
            return 0;
        }
    }

    @Command(name = "logs", description = "What has happened in a company, a line each.")
    static final class Logs extends Verb {
        @Option(names = "--follow", description = "Go on showing what happens, until Ctrl-C.")
        boolean follow;

        @Override
        JsonNode ask(Api api, String base) {
            var events = Events.open(api, base.substring(base.lastIndexOf('/') + 1), "");
            var lines = new FactLine();
            var codec = new FactCodec();
            var screen = new Screen(System.out, System.console() != null);
            try {
                while (true) {
                    var fact = events.next(Duration.ofSeconds(1));
                    if (fact.isEmpty() && !follow) return Api.JSON.createObjectNode();
                    events.refuseIfGone();
                    if (fact.isEmpty()) continue;
                    if (options.json) System.out.println(codec.encode(fact.get()));
                    else
                        lines.of(fact.get())
                                .ifPresent(it -> screen.say("%s  %-18s %s"
                                        .formatted(
                                                fact.get().at().truncatedTo(ChronoUnit.SECONDS),
                                                PlainStream.line(it.who()),
                                                PlainStream.line(it.what()))));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Api.JSON.createObjectNode();
            }
        }

        @Override
        void print(JsonNode answer) {
            System.out.flush();
        }
    }
}
