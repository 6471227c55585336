package dev.companyos.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** A command that asks the server something about one company and prints the answer. */
abstract class Verb implements Callable<Integer> {
    @Mixin
    Options options = new Options();

    @Option(names = "--company", paramLabel = "SLUG", description = "Which company; default the newest of this home.")
    @Nullable
    String company;

    /** Asks, prints text unless JSON is wanted, and returns what is printed as JSON. */
    abstract JsonNode ask(Api api, String base);

    /** Prints {@code answer} for people. */
    abstract void print(JsonNode answer);

    @Override
    public Integer call() {
        var api = Api.of(options);
        var answer = ask(api, "/api/v1/companies/" + Api.encode(name(api)));
        if (options.json) System.out.println(answer);
        else print(answer);
        return 0;
    }

    private String name(Api api) {
        if (company != null) return company;
        var all = api.get("/api/v1/companies");
        if (all.isEmpty())
            throw new Failed(
                    Failed.FAILED,
                    "There is no company on this home yet.",
                    "None was founded.",
                    "Found one: ./company run \"A waitlist for a coffee subscription\"");
        return all.get(all.size() - 1).path("slug").asString();
    }
}
