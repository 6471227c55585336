package dev.companyos.cli;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Money and releases. */
final class MeansCommands {
    private MeansCommands() {}

    @Command(
            name = "budget",
            description = "What may be spent in a month, and what is.",
            subcommands = {BudgetShow.class, BudgetSet.class})
    static final class Budget extends Group {}

    abstract static class OneBudget extends Verb {
        @Override
        void print(JsonNode it) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "$%.4f of $%.2f are spent this month, $%.4f set aside for calls under way.",
                    it.path("spent_usd").asDouble(),
                    it.path("cap_usd").asDouble(),
                    it.path("reserved_usd").asDouble()));
            var caps = it.path("caps_usd");
            System.out.println(String.format(
                    Locale.ROOT,
                    "Caps: a day $%.2f, an agent's month $%.2f, a task $%.2f.",
                    caps.path("day").asDouble(),
                    caps.path("agent").asDouble(),
                    caps.path("task").asDouble()));
        }
    }

    @Command(name = "show", description = "This month's cap and spending, and the other caps.")
    static final class BudgetShow extends OneBudget {
        @Override
        JsonNode ask(Api api, String base) {
            return api.get(base + "/budget");
        }
    }

    @Command(name = "set", description = "Sets a cap; a company that had reached the old one goes on.")
    static final class BudgetSet extends OneBudget {
        @Parameters(paramLabel = "USD", description = "US dollars, 0 to 1000000.")
        double usd;

        @Option(
                names = "--for",
                paramLabel = "SCOPE",
                description = "What the cap is for: month (default), day, agent (an agent's month) or task.")
        String scope = "month";

        @Override
        JsonNode ask(Api api, String base) {
            return api.put(base + "/budget", Map.of("cap_usd", usd, "scope", scope));
        }
    }

    @Command(name = "costs", description = "What the thinking has cost, by model and by agent.")
    static final class Costs extends Verb {
        @Override
        JsonNode ask(Api api, String base) {
            return api.get(base + "/costs");
        }

        @Override
        void print(JsonNode it) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "$%.4f for %d calls.%n",
                    it.path("cost_usd").asDouble(),
                    it.path("calls").asLong()));
            for (String by : new String[] {"model", "agent"}) {
                Table.print(
                        System.out,
                        it.path("by_" + by),
                        by.toUpperCase(Locale.ROOT),
                        "/name",
                        "CALLS",
                        "/calls",
                        "USD",
                        "/cost_usd",
                        "INPUT",
                        "/tokens/input",
                        "CACHE WRITE",
                        "/tokens/cache_write",
                        "CACHE READ",
                        "/tokens/cache_read",
                        "OUTPUT",
                        "/tokens/output");
                System.out.println();
            }
        }
    }

    @Command(
            name = "release",
            description = "What was put before users.",
            subcommands = {ReleaseList.class, ReleaseShow.class, ReleaseRollback.class})
    static final class Releases extends Group {}

    @Command(name = "list", description = "All releases, newest first.")
    static final class ReleaseList extends Verb {
        @Override
        JsonNode ask(Api api, String base) {
            return api.get(base + "/releases");
        }

        @Override
        void print(JsonNode it) {
            Table.print(
                    System.out,
                    it,
                    "NO",
                    "/number",
                    "STATUS",
                    "/status",
                    "COMMIT",
                    "/commit",
                    "ADDRESS",
                    "/url",
                    "STARTED",
                    "/started_at");
        }
    }

    @Command(name = "show", description = "One release with its notes.")
    static final class ReleaseShow extends Verb {
        @Parameters(paramLabel = "RELEASE", description = "Its number or id.")
        String release = "";

        @Override
        JsonNode ask(Api api, String base) {
            return api.get(base + "/releases/" + Api.encode(release));
        }

        @Override
        void print(JsonNode it) {
            System.out.println("Release %s, %s, commit %s\n%s\n\n%s"
                    .formatted(
                            it.path("number").asString(),
                            it.path("status").asString(),
                            it.path("commit").asString(),
                            it.path("url").asString(),
                            it.path("notes").asString()));
        }
    }

    @Command(name = "rollback", description = "Makes an earlier release live again.")
    static final class ReleaseRollback extends Verb {
        @Parameters(paramLabel = "RELEASE", description = "Its number or id.")
        String release = "";

        @Override
        JsonNode ask(Api api, String base) {
            return api.post(base + "/releases/" + Api.encode(release) + "/rollback", Map.of());
        }

        @Override
        void print(JsonNode it) {
            System.out.println("Live again at " + it.path("url").asString());
        }
    }
}
