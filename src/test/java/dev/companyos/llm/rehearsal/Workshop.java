package dev.companyos.llm.rehearsal;

import dev.companyos.llm.LanguageModel;
import dev.companyos.llm.Message;
import dev.companyos.llm.Message.ToolCall;
import dev.companyos.llm.Message.ToolResult;
import dev.companyos.llm.Progress;
import dev.companyos.llm.Reply;
import dev.companyos.llm.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Carries out tool calls in a folder, as the company does for an engineer. */
final class Workshop {
    private static final int MOST_TURNS = 40;
    final List<String> tools = new ArrayList<>();
    final List<Reply> replies = new ArrayList<>();
    final List<String> testRuns = new ArrayList<>();
    private final Path folder;
    private final JsonMapper json = JsonMapper.builder().build();
    private String summary = "";
    /** What tests say whatever is written, or "". */
    String alwaysSay = "";

    boolean refuseWrites = false;

    Workshop(Path folder) {
        this.folder = folder;
    }

    /** @return what the engineer said at the end */
    String run(LanguageModel model, Request request) {
        List<Message> messages = new ArrayList<>(request.messages());
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            Reply reply = model.reply(
                    new Request(
                            request.model(),
                            request.system(),
                            messages,
                            request.tools(),
                            request.outputSchema(),
                            request.maxTokens()),
                    Progress.NONE);
            replies.add(reply);
            if (!(reply instanceof Reply.ToolCalls calls)) return reply instanceof Reply.Text text ? text.text() : "";
            messages.add(new Message.Assistant(calls.text(), calls.calls()));
            List<ToolResult> results =
                    calls.calls().stream().map(this::carryOut).toList();
            messages.add(new Message.ToolResults(results));
            if (calls.calls().stream().anyMatch(call -> call.name().equals("finish"))) return summary;
        }
        throw new AssertionError("It never finished: " + tools);
    }

    void put(String path, String content) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String path) {
        try {
            return Files.readString(folder.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> files() {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ToolResult carryOut(ToolCall call) {
        JsonNode arguments = json.readTree(call.arguments());
        tools.add(call.name());
        String path = arguments.path("path").asString("");
        return switch (call.name()) {
            case "list_files" -> ok(call, String.join("\n", files()));
            case "read_file" -> ok(call, read(path));
            case "write_file" -> write(call, path, arguments.path("content").asString());
            case "run_tests" -> tests(call);
            case "finish" -> {
                summary = arguments.path("summary").asString();
                yield ok(call, "finished");
            }
            default -> throw new AssertionError(call.name());
        };
    }

    private ToolResult write(ToolCall call, String path, String content) {
        if (refuseWrites) return new ToolResult(call.id(), path + " may not be written", true);
        if (content.contains("unfinished(:")) return new ToolResult(call.id(), "syntax error in " + path, true);
        put(path, content);
        return ok(call, "wrote " + content.length() + " characters to " + path);
    }

    private ToolResult tests(ToolCall call) {
        String bad = files().stream()
                .filter(file -> read(file).contains("expect 418"))
                .findFirst()
                .orElse("");
        String output = !alwaysSay.isEmpty()
                ? alwaysSay
                : bad.isEmpty() ? "4 passed, 0 failed" : "3 passed, 1 failed\n" + bad + ": expected 418";
        testRuns.add(output);
        return new ToolResult(call.id(), output, output.contains("1 failed"));
    }

    private static ToolResult ok(ToolCall call, String content) {
        return new ToolResult(call.id(), content, false);
    }
}
