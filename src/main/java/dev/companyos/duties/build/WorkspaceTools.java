package dev.companyos.duties.build;

import dev.companyos.checks.Checks;
import dev.companyos.checks.Finding;
import dev.companyos.duties.ProductView;
import dev.companyos.duties.Tool;
import dev.companyos.duties.Tool.Outcome;
import dev.companyos.llm.Request.ToolSpec;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What an engineer can do in a workspace. Every path is checked before it is touched, every text before it is written. */
final class WorkspaceTools {
    private static final int MOST_HITS = 100;

    private final Path workspace;
    private final Checks checks;
    private final Supplier<TestRun> tests;
    private Optional<TestRun> lastRun = Optional.empty();
    private int refused;

    WorkspaceTools(Path workspace, Checks checks, Supplier<TestRun> tests) {
        this.workspace = workspace;
        this.checks = checks;
        this.tests = tests;
    }

    private record Simple(ToolSpec spec, Function<JsonNode, Outcome> does) implements Tool {
        @Override
        public Outcome call(JsonNode arguments) {
            return does.apply(arguments);
        }
    }

    List<Tool> all() {
        return List.of(
                tool(
                        "list_files",
                        "All files of the workspace.",
                        "",
                        _ -> new Outcome.Ok(String.join("\n", ProductView.files(workspace)))),
                tool("read_file", "The content of one file.", "path", this::read),
                tool(
                        "search_code",
                        "Lines of all files that hold a text, with file and line number.",
                        "text",
                        this::search),
                tool("write_file", "Writes a whole file; makes it if it is not there.", "path,content", this::write),
                tool("delete_file", "Deletes one file.", "path", this::delete),
                tool("run_tests", "Runs all tests of the product.", "", _ -> runTests()),
                tool("finish", "Ends your work. The tests must pass.", "summary", this::finish));
    }

    /** Writes that the checks turned down, in the whole turn. */
    int refusedWrites() {
        return refused;
    }

    /** The last run of the tests; empty when something was written after it. */
    Optional<TestRun> lastRun() {
        return lastRun;
    }

    private static Tool tool(String name, String description, String fields, Function<JsonNode, Outcome> does) {
        List<String> names = fields.isEmpty() ? List.of() : List.of(fields.split(","));
        String schema = "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[%s],\"properties\":{%s}}"
                .formatted(
                        names.stream().map(it -> "\"" + it + "\"").collect(Collectors.joining(",")),
                        names.stream()
                                .map(it -> "\"" + it + "\":{\"type\":\"string\"}")
                                .collect(Collectors.joining(",")));
        return new Simple(new ToolSpec(name, description, schema), arguments -> {
            for (String field : names)
                if (!arguments.path(field).isString())
                    return new Outcome.Error("`%s` needs `%s`, a text.".formatted(name, field));
            return does.apply(arguments);
        });
    }

    private Outcome read(JsonNode arguments) {
        return at(arguments, file -> {
            if (!Files.isRegularFile(file))
                return new Outcome.Error("There is no file " + workspace.relativize(file) + ".");
            return new Outcome.Ok(Files.readString(file));
        });
    }

    private Outcome write(JsonNode arguments) {
        String content = arguments.path("content").asString();
        var findings = checks.write(workspace, arguments.path("path").asString(), content);
        if (!findings.isEmpty()) {
            refused++;
            return new Outcome.Error("Not written.\n" + lines(findings));
        }
        return at(arguments, file -> {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            lastRun = Optional.empty();
            return new Outcome.Ok(
                    "Written: %s (%d characters).".formatted(workspace.relativize(file), content.length()));
        });
    }

    private Outcome delete(JsonNode arguments) {
        return at(arguments, file -> {
            if (!Files.deleteIfExists(file)) return new Outcome.Error("There is no such file.");
            lastRun = Optional.empty();
            return new Outcome.Ok("Deleted.");
        });
    }

    private Outcome search(JsonNode arguments) {
        String wanted = arguments.path("text").asString();
        var hits = new ArrayList<String>();
        for (String name : ProductView.files(workspace)) {
            try {
                var lines = Files.readAllLines(workspace.resolve(name));
                for (int i = 0; i < lines.size() && hits.size() < MOST_HITS; i++)
                    if (lines.get(i).contains(wanted))
                        hits.add("%s:%d: %s".formatted(name, i + 1, lines.get(i).strip()));
            } catch (MalformedInputException e) {
                continue; // not text
            } catch (IOException e) {
                return new Outcome.Error("Could not read %s: %s".formatted(name, e.getMessage()));
            }
        }
        return new Outcome.Ok(hits.isEmpty() ? "Nothing found." : String.join("\n", hits));
    }

    private Outcome runTests() {
        var run = tests.get();
        lastRun = Optional.of(run);
        String text = run.summary() + "\n" + run.output();
        return run.green() ? new Outcome.Ok(text) : new Outcome.Error(text);
    }

    private Outcome finish(JsonNode arguments) {
        var findings = checks.workspace(workspace);
        if (!findings.isEmpty()) return new Outcome.Error("Not finished.\n" + lines(findings));
        if (lastRun.isEmpty()) lastRun = Optional.of(tests.get());
        var run = lastRun.get();
        if (!run.green()) return new Outcome.Error("Not finished: " + run.summary() + "\n" + run.output());
        String summary = arguments.path("summary").asString().strip();
        return new Outcome.Finished(summary.length() > 2_000 ? summary.substring(0, 2_000) : summary);
    }

    private static String lines(List<Finding> findings) {
        return findings.stream().limit(30).map(Finding::toString).collect(Collectors.joining("\n"));
    }

    @FunctionalInterface
    private interface OnFile {
        Outcome does(Path file) throws IOException;
    }

    private Outcome at(JsonNode arguments, OnFile action) {
        return switch (checks.place(workspace, arguments.path("path").asString())) {
            case Checks.Place.Refused it -> new Outcome.Error(it.finding().toString());
            case Checks.Place.Inside it -> {
                try {
                    yield action.does(it.file());
                } catch (MalformedInputException e) {
                    yield new Outcome.Error("That file is not text.");
                } catch (IOException e) {
                    yield new Outcome.Error("That did not work: " + e.getMessage());
                }
            }
        };
    }
}
