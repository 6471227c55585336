package dev.companyos.cli;

import java.io.PrintStream;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** What came of a run. */
final class RunReport {
    private final JsonNode status;
    private final JsonNode tasks;
    private final double elapsed;

    RunReport(Api api, String company, double elapsed) {
        this.status = api.get("/api/v1/companies/" + company + "/status");
        this.tasks = api.get("/api/v1/companies/" + company + "/tasks?limit=1000");
        this.elapsed = elapsed;
    }

    /** @param outcome shipped, timeout or failed */
    String json(String outcome) {
        var json = Api.JSON.createObjectNode();
        json.put("company", status.at("/company/slug").asString());
        json.put("mission", status.at("/company/mission").asString());
        json.put("outcome", outcome);
        var product = json.putObject("product");
        for (String field : new String[] {"slug", "dir", "url", "release", "stack"})
            product.put(field, status.at("/product/" + field).asString());
        var counts = json.putObject("tasks");
        counts.put("planned", status.path("planned").asInt());
        counts.put("finished", count("completed"));
        counts.put("escalated", count("escalated"));
        json.put("commits", status.path("commits").asInt());
        if (status.path("score").isNumber())
            json.put("score", status.path("score").asDouble());
        else json.putNull("score");
        json.put("cost_usd", Math.round(status.path("cost_usd").asDouble() * 1e6) / 1e6);
        json.put("elapsed_s", Math.round(elapsed * 10) / 10.0);
        if (!outcome.equals("shipped")) json.set("stuck", stuck());
        return json.toString();
    }

    void print(PrintStream terminal, String outcome) {
        var out = new PlainStream(terminal);
        out.println();
        out.println(
                switch (outcome) {
                    case "shipped" ->
                        "Shipped: "
                                + PlainStream.line(status.at("/product/name").asString());
                    case "timeout" -> "Not shipped in time.";
                    default -> "Not shipped.";
                });
        out.println();
        row(out, "Folder", status.at("/product/dir").asString());
        row(out, "Address", status.at("/product/url").asString());
        row(out, "Commits", status.path("commits").asString());
        row(
                out,
                "Tasks",
                "%d planned, %d finished, %d escalated"
                        .formatted(status.path("planned").asInt(), count("completed"), count("escalated")));
        row(
                out,
                "Score",
                status.path("score").isNumber() ? status.path("score").asString() + " of 100 on average" : "none yet");
        row(
                out,
                "Cost",
                String.format(
                        Locale.ROOT,
                        "$%.4f of $%.2f this month",
                        status.path("cost_usd").asDouble(),
                        status.at("/budget/cap_usd").asDouble()));
        row(out, "Time", String.format(Locale.ROOT, "%.1f s", elapsed));
        if (outcome.equals("shipped")) {
            out.println();
            out.println("Look around:  git -C %s log --stat"
                    .formatted(status.at("/product/dir").asString()));
            out.println("Serve it:     ./company start   (with the same --home; the product comes up with it)");
            return;
        }
        var stuck = stuck();
        if (!stuck.isEmpty()) {
            out.println();
            out.println("Where it stands:");
            for (var it : stuck)
                out.println("  %s  %s, attempt %d: %s%s"
                        .formatted(
                                it.path("status").asString(),
                                it.path("role").asString(),
                                it.path("attempt").asInt(),
                                PlainStream.line(it.path("title").asString()),
                                it.path("error").asString().isEmpty()
                                        ? ""
                                        : "\n      last error: "
                                                + PlainStream.line(
                                                        it.path("error").asString())));
        }
        if (status.path("inbox_open").asInt() > 0) out.println("\nSomething waits for you: ./company inbox list");
    }

    private tools.jackson.databind.node.ArrayNode stuck() {
        var stuck = Api.JSON.createArrayNode();
        for (var it : tasks) {
            String state = it.path("status").asString();
            if (state.equals("completed") || state.equals("cancelled")) continue;
            var errors = it.path("error_log");
            String error = errors.isEmpty()
                    ? ""
                    : errors.get(errors.size() - 1).path("error").asString();
            stuck.addObject()
                    .put("task", it.path("task_id").asString())
                    .put("title", it.path("title").asString())
                    .put("role", it.path("role").asString())
                    .put("status", state)
                    .put("attempt", it.path("attempts").asInt())
                    .put("error", error.length() > 300 ? error.substring(0, 300) + "…" : error);
        }
        return stuck;
    }

    private int count(String state) {
        return status.path("tasks").path(state).asInt(0);
    }

    private static void row(PrintStream out, String name, String value) {
        if (!value.isBlank()) out.println("  %-9s %s".formatted(name, PlainStream.line(value)));
    }
}
