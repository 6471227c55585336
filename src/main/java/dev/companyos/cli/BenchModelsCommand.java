package dev.companyos.cli;

import dev.companyos.app.Server;
import dev.companyos.app.Settings;
import dev.companyos.facts.DirectiveFact;
import dev.companyos.facts.InboxFact;
import dev.companyos.kernel.Tier;
import dev.companyos.kernel.Usd;
import dev.companyos.llm.ModelCatalog;
import dev.companyos.llm.Reply.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/**
 * One mission in the rehearsal, whose tokens are counted as the provider would count them and priced at its list prices;
 * beside it the same tokens with nothing cached, no batch, and every call to the dearer tier.
 */
@Command(
        name = "models",
        description = "What a rehearsed mission costs at list prices, and what caching, tiers and batches save of it.")
final class BenchModelsCommand implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Mixin
    Options options = new Options();

    @Option(names = "--mission", paramLabel = "TEXT", description = "Default: ${DEFAULT-VALUE}.")
    String mission = "A waitlist for a coffee subscription";

    @Option(names = "--stack", paramLabel = "NAME", description = "Default: what this machine has.")
    String stack = "";

    @Override
    public Integer call() throws Exception {
        Path home = Files.createTempDirectory("company-bench");
        try {
            var environment = new HashMap<String, String>();
            environment.put("COMPANY_MODEL_PROVIDER", "rehearsal");
            environment.put("MODEL_BATCHES", "on");
            Main.logTo(home);
            try (var server = Server.start(Settings.of(Optional.of(home), environment), OptionalInt.empty())) {
                report(costs(new Api(server.url(), server.token())));
            }
        } finally {
            delete(home);
        }
        return 0;
    }

    private JsonNode costs(Api api) throws InterruptedException {
        var founded = api.post("/api/v1/companies", Map.of("mission", mission, "stack", stack));
        String company = founded.at("/company/slug").asString();
        var events = Events.open(api, company, "");
        long ends = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < ends) {
            var fact = events.next(Duration.ofSeconds(1));
            if (fact.isEmpty()) continue;
            if (fact.get() instanceof DirectiveFact.Closed) return api.get("/api/v1/companies/" + company + "/costs");
            if (fact.get() instanceof InboxFact.Added it && !it.kind().equals("report"))
                throw new Failed(Failed.FAILED, it.title(), it.body(), "Try another mission or stack.");
        }
        throw new Failed(
                Failed.NOT_IN_TIME,
                "The mission was not done in %s.".formatted(LONGEST),
                "This machine is busy, or something stands still.",
                "Try `company run` with the same mission.");
    }

    private void report(JsonNode costs) {
        var usage = usage(costs.path("tokens"));
        var senior = ModelCatalog.shipped("rehearsal", Map.of()).of(Tier.SENIOR);
        double paid = costs.path("cost_usd").asDouble();
        Usd plain =
                senior.cost(new Usage(usage.input() + usage.cacheWrite() + usage.cacheRead(), usage.output(), 0, 0));
        double ratio = plain.micros() == 0 ? 0 : paid / plain.asDollars();
        if (options.json) {
            System.out.println(Api.JSON
                    .createObjectNode()
                    .put("mission", mission)
                    .put("calls", costs.path("calls").asLong())
                    .put("cost_usd", paid)
                    .put("cost_without_usd", plain.asDollars())
                    .put("ratio", ratio)
                    .set("tokens", costs.path("tokens")));
            return;
        }
        System.out.println(
                "%s: %d calls%n".formatted(mission, costs.path("calls").asLong()));
        Table.print(
                System.out,
                costs.path("by_model"),
                "MODEL",
                "/name",
                "CALLS",
                "/calls",
                "INPUT",
                "/tokens/input",
                "CACHE WRITE",
                "/tokens/cache_write",
                "CACHE READ",
                "/tokens/cache_read",
                "OUTPUT",
                "/tokens/output",
                "USD",
                "/cost_usd");
        System.out.println(String.format(
                Locale.ROOT,
                "%nat list prices                             $%.4f"
                        + "%nwith no caching, no batch and one tier     $%.4f (all to %s)"
                        + "%nratio                                       %.2f",
                paid,
                plain.asDollars(),
                senior.name(),
                ratio));
    }

    private static Usage usage(JsonNode it) {
        return new Usage(
                it.path("input").asLong(),
                it.path("output").asLong(),
                it.path("cache_write").asLong(),
                it.path("cache_read").asLong());
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(it -> it.toFile().delete());
        }
    }
}
