package dev.companyos.llm.rehearsal;

import dev.companyos.llm.Message;
import dev.companyos.llm.Message.ToolCall;
import dev.companyos.llm.Message.ToolResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was done so far in a tool loop, read from the conversation since the user last spoke.
 *
 * @param again whether the user spoke again after the opening
 */
record Loop(List<Step> steps, boolean again) {
    /** @param path and {@code content}: the arguments of those names, or "" */
    record Step(String tool, String path, String content, String result, boolean error) {
        boolean failed() {
            return error || Evidence.failing(result);
        }

        /** "wrote 120 bytes to errors.py" is no failure: of a write, only what is said to be one is. */
        boolean failedToWrite() {
            return error
                    || result.stripLeading()
                            .toLowerCase(Locale.ROOT)
                            .matches("(?s)(?:error|refused|rejected|syntax error|not written).*");
        }
    }

    static Loop of(List<Message> messages, JsonMapper json) {
        Map<String, ToolResult> results = new HashMap<>();
        List<ToolCall> calls = new ArrayList<>();
        int users = 0;
        for (Message message : messages)
            switch (message) {
                case Message.User ignored -> {
                    users++;
                    calls.clear();
                }
                case Message.Assistant assistant -> calls.addAll(assistant.calls());
                case Message.ToolResults answers ->
                    answers.results().forEach(result -> results.put(result.callId(), result));
            }
        return new Loop(
                calls.stream()
                        .map(call -> step(call, results.get(call.id()), json))
                        .toList(),
                users > 1);
    }

    boolean did(String tool) {
        return all(tool).findAny().isPresent();
    }

    long count(String tool) {
        return all(tool).count();
    }

    Stream<Step> all(String tool) {
        return steps.stream().filter(step -> step.tool().equals(tool));
    }

    Optional<Step> last(String tool) {
        return all(tool).reduce((one, other) -> other);
    }

    /** The last step of that tool comes after every step of the other. */
    boolean isAfter(String tool, String other) {
        return lastIndex(tool) > lastIndex(other);
    }

    /** What was last written to each path, refused or not. */
    Map<String, Step> writes() {
        Map<String, Step> writes = new HashMap<>();
        all("write_file").forEach(step -> writes.put(step.path(), step));
        return writes;
    }

    private int lastIndex(String tool) {
        for (int i = steps.size() - 1; i >= 0; i--) if (steps.get(i).tool().equals(tool)) return i;
        return -1;
    }

    private static Step step(ToolCall call, @Nullable ToolResult result, JsonMapper json) {
        String path = "";
        String content = "";
        try {
            JsonNode arguments = json.readTree(call.arguments());
            path = arguments.path("path").asString("");
            content = arguments.path("content").asString("");
        } catch (JacksonException notJson) {
            // another model's call, from a journal: it counts, with nothing in it
        }
        return new Step(
                call.name(), path, content, result == null ? "" : result.content(), result != null && result.error());
    }
}
