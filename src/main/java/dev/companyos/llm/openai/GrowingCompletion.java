package dev.companyos.llm.openai;

import dev.companyos.llm.Message.ToolCall;
import dev.companyos.llm.Progress;
import dev.companyos.llm.wire.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * A completion as its chunks bring it. Servers differ in what they leave out: an index, an id, the counts, the last line
 * of the stream; what says that the reply is whole is its finish reason, which all of them send.
 */
final class GrowingCompletion {
    private final Progress progress;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final ArrayNode reasoningDetails = Json.MAPPER.createArrayNode();
    private final List<Call> calls = new ArrayList<>();
    private Optional<JsonNode> usage = Optional.empty();
    private String model = "";
    private String finish = "";
    private int written;
    private boolean begun;

    private static final class Call {
        final int index;
        String id = "";
        String name = "";
        final StringBuilder arguments = new StringBuilder();

        Call(int index) {
            this.index = index;
        }
    }

    GrowingCompletion(Progress progress) {
        this.progress = progress;
    }

    /** A chunk; or the whole completion, from a server that does not stream. */
    void take(JsonNode chunk) {
        if (chunk.path("usage").isObject()) usage = Optional.of(chunk.path("usage"));
        if (model.isEmpty()) model = chunk.path("model").asString("");
        JsonNode choice = chunk.path("choices").path(0);
        if (!choice.isObject()) return;
        begun = true;
        grow(choice.has("message") ? choice.path("message") : choice.path("delta"));
        String reason = choice.path("finish_reason").asString("");
        if (!reason.isEmpty()) finish = reason;
        else if (choice.path("message").isObject()) finish = "stop";
    }

    private void grow(JsonNode delta) {
        int before = written;
        append(text, delta.path("content"));
        append(refusal, delta.path("refusal"));
        append(reasoning, delta.path("reasoning_content"));
        if (delta.path("reasoning_details") instanceof ArrayNode details) reasoningDetails.addAll(details);
        for (JsonNode call : delta.path("tool_calls")) {
            Call grown = callOf(call);
            if (grown.id.isEmpty()) grown.id = call.path("id").asString("");
            JsonNode function = call.path("function");
            grown.name += function.path("name").asString("");
            JsonNode arguments = function.path("arguments");
            append(grown.arguments, arguments.isObject() ? Json.text(arguments.toString()) : arguments);
        }
        if (written > before) progress.wrote(written);
    }

    /** By its index; some servers give every call the index 0, some give none, and tell calls apart by their ids. */
    private Call callOf(JsonNode delta) {
        String id = delta.path("id").asString("");
        int index = delta.path("index").asInt(calls.isEmpty() || !id.isEmpty() ? calls.size() : calls.size() - 1);
        for (Call call : calls.reversed()) {
            boolean another = !id.isEmpty() && !call.id.isEmpty() && !call.id.equals(id);
            if (call.index == index && !another) return call;
        }
        var call = new Call(index);
        calls.add(call);
        return call;
    }

    private void append(StringBuilder to, JsonNode part) {
        String more = part.asString("");
        to.append(more);
        written += more.length();
    }

    /** Whether the end has come; what there is before is no reply. */
    boolean isWhole() {
        return !finish.isEmpty();
    }

    boolean hasBegun() {
        return begun;
    }

    int written() {
        return written;
    }

    String model() {
        return model;
    }

    String finish() {
        return finish;
    }

    String text() {
        return text.toString();
    }

    String refusal() {
        return refusal.toString();
    }

    Optional<JsonNode> usage() {
        return usage;
    }

    /** With an id each, and no two the same: the results go back under them. */
    List<ToolCall> calls() {
        var ids = new HashSet<String>();
        var read = new ArrayList<ToolCall>();
        for (Call call : calls) {
            String id = call.id.isBlank() || !ids.add(call.id) ? "call_" + (read.size() + 1) : call.id;
            read.add(new ToolCall(id, call.name, Json.arguments(call.arguments.toString())));
        }
        return read;
    }

    /** What reasoning models want back with the results of their calls, as fields of the message; "" for nothing. */
    String reasoning() {
        var fields = Json.MAPPER.createObjectNode();
        if (!reasoning.isEmpty()) fields.put("reasoning_content", reasoning.toString());
        if (!reasoningDetails.isEmpty()) fields.set("reasoning_details", reasoningDetails);
        return fields.isEmpty() ? "" : fields.toString();
    }
}
