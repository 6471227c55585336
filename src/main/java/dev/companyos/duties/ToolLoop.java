package dev.companyos.duties;

import dev.companyos.llm.Gateway.Ask;
import dev.companyos.llm.Gateway.Session;
import dev.companyos.llm.Message;
import dev.companyos.llm.Message.ToolCall;
import dev.companyos.llm.Message.ToolResult;
import dev.companyos.llm.Reply;
import dev.companyos.llm.Request.SystemBlock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A conversation in which the model acts through tools until it calls one that finishes, or a bound is reached. */
public final class ToolLoop {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int RESULT_CHARACTERS = 16_000;
    private static final int SAME_CALLS = 4;
    private static final int NUDGES = 2;

    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private final Clock clock;
    private final Bounds bounds;

    public ToolLoop(List<Tool> tools, Clock clock, Bounds bounds) {
        tools.forEach(it -> this.tools.put(it.spec().name(), it));
        this.clock = clock;
        this.bounds = bounds;
    }

    /** @param outputTokens of one reply */
    public record Bounds(int steps, Duration time, int outputTokens) {
        public static final Bounds BUILD = new Bounds(40, Duration.ofMinutes(30), 16_000);
    }

    public sealed interface Ended {
        record Finished(String summary) implements Ended {}

        /** @param stage {@code model} for a model that refuses or goes nowhere, {@code bounds} for a bound */
        record GaveUp(String stage, String reason) implements Ended {}
    }

    public Ended run(Session session, List<SystemBlock> system, String brief, String promptHash) {
        var specs = tools.values().stream().map(Tool::spec).toList();
        var messages = new ArrayList<Message>(List.of(new Message.User(brief)));
        var seen = new HashMap<String, Integer>();
        Instant ends = clock.instant().plus(bounds.time());
        int nudges = 0;
        for (int step = 0; step < bounds.steps(); step++) {
            if (clock.instant().isAfter(ends))
                return new Ended.GaveUp("bounds", "The turn took longer than " + bounds.time());
            var reply =
                    session.ask(new Ask(system, messages, specs, Optional.empty(), bounds.outputTokens(), promptHash));
            switch (reply) {
                case Reply.ToolCalls it -> {
                    messages.add(it.message());
                    var results = new ArrayList<ToolResult>();
                    for (var call : it.calls()) {
                        int times = seen.merge(call.name() + call.arguments(), 1, Integer::sum);
                        if (times > SAME_CALLS && !call.name().equals("run_tests"))
                            return new Ended.GaveUp(
                                    "model",
                                    "It called %s %d times with the same arguments.".formatted(call.name(), times));
                        switch (call(call)) {
                            case Tool.Outcome.Ok ok -> results.add(new ToolResult(call.id(), cut(ok.text()), false));
                            case Tool.Outcome.Error no -> results.add(new ToolResult(call.id(), cut(no.text()), true));
                            case Tool.Outcome.Finished done -> {
                                return new Ended.Finished(done.summary());
                            }
                        }
                    }
                    messages.add(new Message.ToolResults(results));
                }
                case Reply.Refused it -> {
                    return new Ended.GaveUp("model", "The model refused: " + it.reason());
                }
                case Reply.Text it -> {
                    if (nudges++ >= NUDGES)
                        return new Ended.GaveUp("model", "It talks and does not act: " + first(it.text()));
                    say(messages, it.text(), "Act with the tools. Call `finish` when the tests pass.");
                }
                case Reply.Truncated it -> {
                    if (nudges++ >= NUDGES)
                        return new Ended.GaveUp("model", "Its replies do not fit the output limit.");
                    say(
                            messages,
                            it.text(),
                            "That was cut off at the output limit. Write fewer or smaller files in one reply.");
                }
            }
        }
        return new Ended.GaveUp("bounds", "The turn took more than %d steps.".formatted(bounds.steps()));
    }

    private static void say(List<Message> messages, String said, String answer) {
        messages.add(new Message.Assistant(said.isBlank() ? "(nothing)" : cut(said), List.of()));
        messages.add(new Message.User(answer));
    }

    private Tool.Outcome call(ToolCall call) {
        var tool = tools.get(call.name());
        if (tool == null)
            return new Tool.Outcome.Error(
                    "There is no tool `%s`. There are: %s.".formatted(first(call.name()), tools.keySet()));
        try {
            JsonNode arguments = call.arguments().isBlank() ? JSON.createObjectNode() : JSON.readTree(call.arguments());
            if (!arguments.isObject()) return new Tool.Outcome.Error("The arguments must be a JSON object.");
            return tool.call(arguments);
        } catch (JacksonException e) {
            return new Tool.Outcome.Error("The arguments are not JSON: " + e.getOriginalMessage());
        }
    }

    private static String first(String text) {
        return text.length() > 200 ? text.substring(0, 200) + " […]" : text;
    }

    private static String cut(String text) {
        if (text.length() <= RESULT_CHARACTERS) return text;
        int half = RESULT_CHARACTERS / 2;
        return "%s%n[%d characters cut out; ask for a smaller part]%n%s"
                .formatted(text.substring(0, half), text.length() - 2 * half, text.substring(text.length() - half));
    }
}
