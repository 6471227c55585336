package dev.companyos.llm.anthropic;

import dev.companyos.llm.Progress;
import dev.companyos.llm.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message as its events bring it, kept in the API's own words so that it can go back unchanged. Events, blocks and
 * deltas that are not known here are left alone, as the API's rules on versions demand.
 */
final class GrowingMessage {
    private final Progress progress;
    private final TreeMap<Integer, Block> blocks = new TreeMap<>();
    private final ObjectNode usage = Json.MAPPER.createObjectNode();
    private ObjectNode message = Json.MAPPER.createObjectNode();
    private int written;
    private boolean stopped;

    private record Block(ObjectNode start, StringBuilder text, StringBuilder arguments) {}

    GrowingMessage(Progress progress) {
        this.progress = progress;
    }

    void take(JsonNode event) {
        switch (event.path("type").asString("")) {
            case "message_start" -> begin(event.path("message"));
            case "content_block_start" -> start(event.path("index").asInt(0), event.path("content_block"));
            case "content_block_delta" -> grow(event.path("index").asInt(0), event.path("delta"));
            case "message_delta" -> {
                if (event.path("delta") instanceof ObjectNode delta) message.setAll(delta);
                count(event.path("usage"));
            }
            case "message_stop" -> stopped = true;
            default -> {}
        }
    }

    /** All at once, from a server that does not stream. */
    void takeWhole(JsonNode whole) {
        begin(whole);
        int index = 0;
        for (JsonNode block : whole.path("content")) start(index++, block);
        stopped = message.has("stop_reason") && whole.path("content").isArray();
    }

    private void begin(JsonNode start) {
        if (start instanceof ObjectNode object) message = object.deepCopy();
        count(start.path("usage"));
    }

    /** The counts of later events are totals, and replace the earlier ones. */
    private void count(JsonNode counted) {
        counted.properties().forEach(it -> {
            if (it.getValue().isNumber()) usage.set(it.getKey(), it.getValue());
        });
    }

    private void start(int index, JsonNode start) {
        if (!(start instanceof ObjectNode object)) return;
        var block = new Block(object.deepCopy(), new StringBuilder(), new StringBuilder());
        blocks.put(index, block);
        wrote(object.path("text").asString("").length());
    }

    private void grow(int index, JsonNode delta) {
        Block block = blocks.get(index);
        if (block == null) return;
        switch (delta.path("type").asString("")) {
            case "text_delta" -> append(block.text(), delta.path("text"));
            case "thinking_delta" -> append(block.text(), delta.path("thinking"));
            case "input_json_delta" -> append(block.arguments(), delta.path("partial_json"));
            case "signature_delta" -> block.start().set("signature", delta.path("signature"));
            default -> {}
        }
    }

    private void append(StringBuilder to, JsonNode part) {
        String text = part.asString("");
        to.append(text);
        wrote(text.length());
    }

    private void wrote(int more) {
        if (more == 0) return;
        written += more;
        progress.wrote(written);
    }

    /** Whether the last event has come; what there is before is no reply. */
    boolean isWhole() {
        return stopped;
    }

    boolean hasBegun() {
        return message.has("role") || !blocks.isEmpty();
    }

    int written() {
        return written;
    }

    /** All of the message but its content and usage. */
    JsonNode head() {
        return message;
    }

    JsonNode usage() {
        return usage;
    }

    /** The blocks as they would have come in one piece; arguments that are no JSON are the text that they are. */
    List<ObjectNode> content() {
        var content = new ArrayList<ObjectNode>();
        for (Block block : blocks.values()) {
            var node = block.start().deepCopy();
            String field = node.path("type").asString("").equals("thinking") ? "thinking" : "text";
            if (!block.text().isEmpty()) node.put(field, node.path(field).asString("") + block.text());
            if (!block.arguments().isEmpty())
                node.set("input", arguments(block.arguments().toString()));
            content.add(node);
        }
        return content;
    }

    private static JsonNode arguments(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JacksonException notJson) {
            return Json.text(json);
        }
    }
}
