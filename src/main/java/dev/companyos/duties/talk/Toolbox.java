package dev.companyos.duties.talk;

import dev.companyos.llm.Message.ToolCall;
import dev.companyos.llm.Message.ToolResult;
import dev.companyos.llm.Request.ToolSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Carries out the calls of one conversation, and notices when they lead nowhere. */
final class Toolbox {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int CALLS = 30;
    private static final int RESULT = 20_000;
    private static final int RESULTS = 80_000;
    private static final String SMALLER = "ask for a smaller part";

    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private final Strikes strikes;
    private final int resultCharacters;
    private final int allCharacters;
    /** Calls with their results since something new was last changed. */
    private final Set<String> seen = new HashSet<>();
    /** Changes of the whole conversation: doing and undoing is no progress. */
    private final Set<String> changed = new HashSet<>();

    /** @param window tokens of the whole conversation: no results are larger than a good part of it */
    Toolbox(List<Tool> tools, Strikes strikes, long window) {
        tools.forEach(it -> this.tools.put(it.spec().name(), it));
        this.strikes = strikes;
        this.resultCharacters = (int) Math.clamp(window / 2, 500, RESULT);
        this.allCharacters = (int) Math.clamp(window, 1_000, RESULTS);
    }

    sealed interface Used {
        record Results(List<ToolResult> results) implements Used {}

        record Finished(String summary) implements Used {}

        record GivenUp(String reason) implements Used {}
    }

    List<ToolSpec> specs() {
        return tools.values().stream().map(Tool::spec).toList();
    }

    boolean isEmpty() {
        return tools.isEmpty();
    }

    Used use(List<ToolCall> calls) {
        var results = new ArrayList<ToolResult>();
        int room = allCharacters;
        for (var call : calls) {
            if (results.size() >= CALLS) {
                if (results.size() == CALLS && strikes.out(BadReply.TOO_MANY_CALLS))
                    return new Used.GivenUp("It makes more than %d calls at once, again and again.".formatted(CALLS));
                results.add(no(call, "Not carried out: at most %d calls in one reply.".formatted(CALLS)));
                continue;
            }
            var outcome = call(call);
            if (outcome instanceof Answer.GivenUp(var reason)) return new Used.GivenUp(reason);
            if (outcome instanceof Answer.Finished(var summary)) return new Used.Finished(summary);
            if (outcome instanceof Answer.Said(var text, var error)) {
                String clean = text.replace("\u0000", "");
                String shown = room < 500
                        ? "Not shown: these are too many results for one reply. Make this call again, alone."
                        : Texts.ends(clean, Math.min(resultCharacters, room), SMALLER);
                room -= shown.length();
                results.add(new ToolResult(call.id(), shown, error));
            }
        }
        return new Used.Results(List.copyOf(results));
    }

    private sealed interface Answer {
        record Said(String text, boolean error) implements Answer {}

        record Finished(String summary) implements Answer {}

        record GivenUp(String reason) implements Answer {}
    }

    private Answer call(ToolCall call) {
        var tool = tools.get(call.name());
        if (tool == null)
            return bad(
                    BadReply.UNKNOWN_TOOL,
                    call,
                    "There is no tool `%s`. There are: %s.".formatted(Texts.head(call.name(), 80), tools.keySet()));
        JsonNode arguments;
        try {
            arguments = call.arguments().isBlank() ? JSON.createObjectNode() : JSON.readTree(call.arguments());
        } catch (JacksonException e) {
            return bad(
                    BadReply.BAD_ARGUMENTS,
                    call,
                    "`%s` was not called. Its arguments are not JSON: %s"
                            .formatted(call.name(), Texts.head(e.getOriginalMessage(), 300)));
        }
        return switch (tool.call(arguments)) {
            case Tool.Outcome.Misused(var text) -> bad(BadReply.BAD_ARGUMENTS, call, text);
            case Tool.Outcome.Finished(var summary) -> new Answer.Finished(summary);
            case Tool.Outcome.Error(var text) -> said(call, arguments, text, true, false);
            case Tool.Outcome.Ok(var text) -> {
                strikes.good();
                yield said(call, arguments, text, false, tool.changes());
            }
        };
    }

    private Answer bad(BadReply kind, ToolCall call, String text) {
        return strikes.out(kind)
                ? new Answer.GivenUp("%s, %d times in a row. %s".formatted(kind.meaning(), kind.bound() + 1, text))
                : said(call, JSON.createObjectNode().put("given", call.arguments()), text, true, false);
    }

    private Answer said(ToolCall call, JsonNode arguments, String text, boolean error, boolean changes) {
        String made = call.name() + arguments + (error ? "!" : ":") + text.hashCode() + "/" + text.length();
        if (changes && changed.add(made)) {
            seen.clear();
            strikes.progress();
            return new Answer.Said(text, error);
        }
        if (seen.add(made)) return new Answer.Said(text, error);
        if (strikes.out(BadReply.REPEATED))
            return new Answer.GivenUp(
                    "It goes in a circle: `%s` was called again with the same arguments and the same result, and nothing new was changed in between."
                            .formatted(call.name()));
        String again = "You have made this call before, with the same result, and nothing has changed since. "
                + "Do something else, or finish.";
        return new Answer.Said(strikes.of(BadReply.REPEATED) > 1 ? again + "\n" + text : text, error);
    }

    private static ToolResult no(ToolCall call, String text) {
        return new ToolResult(call.id(), text, true);
    }
}
