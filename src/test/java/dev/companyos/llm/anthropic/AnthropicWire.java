package dev.companyos.llm.anthropic;

import dev.companyos.llm.LanguageModel;
import dev.companyos.llm.ModelCatalog;
import dev.companyos.llm.Reply;
import dev.companyos.llm.WireFormat;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Messages API as it is on the wire. */
final class AnthropicWire implements WireFormat {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String COUNTS = """
            "usage":{"input_tokens":10,"cache_creation_input_tokens":30,"cache_read_input_tokens":40,
            "output_tokens":1,"service_tier":"standard"}""";

    @Override
    public LanguageModel model(URI url) {
        return new AnthropicModel(
                new AnthropicModel.Settings(
                        KEY,
                        Optional.of(url),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3),
                        Duration.ofMillis(500)),
                ModelCatalog.shipped("anthropic", Map.of()),
                NOON);
    }

    @Override
    public String settings() {
        return "ANTHROPIC";
    }

    @Override
    public String modelName() {
        return "claude-sonnet-5-5";
    }

    @Override
    public Reply.Usage usage() {
        return new Reply.Usage(10, 20, 30, 40);
    }

    @Override
    public String stream(Stop stop, String text, List<Call> calls) {
        if (stop == Stop.REFUSED)
            return start() + event("message_delta", """
                            "delta":{"stop_reason":"refusal","stop_sequence":null,
                            "stop_details":{"type":"refusal","explanation":%s}},"usage":{"output_tokens":20}
                            """.formatted(quoted(text))) + event("message_stop", "");
        var stream = new StringBuilder(start());
        int index = 0;
        if (!text.isEmpty()) {
            stream.append(blockStart(index, "{\"type\":\"text\",\"text\":\"\"}"));
            for (String part : parts(text))
                stream.append(delta(index, "{\"type\":\"text_delta\",\"text\":%s}".formatted(quoted(part))));
            stream.append(blockStop(index++));
        }
        for (Call call : calls) {
            stream.append(blockStart(
                    index,
                    "{\"type\":\"tool_use\",\"id\":\"%s\",\"name\":\"%s\",\"input\":{}}"
                            .formatted(call.id(), call.name())));
            for (String part : parts(call.arguments()))
                stream.append(
                        delta(index, "{\"type\":\"input_json_delta\",\"partial_json\":%s}".formatted(quoted(part))));
            stream.append(blockStop(index++));
        }
        String reason = stop == Stop.BOUND ? "max_tokens" : calls.isEmpty() ? "end_turn" : "tool_use";
        return stream.append(end(reason)).toString();
    }

    /** The same message that the API would send in one piece, as events. */
    static String streamOf(String stopReason, String content) {
        var stream = new StringBuilder(start());
        int index = 0;
        for (JsonNode block : JSON.readTree("[" + content + "]")) {
            switch (block.path("type").asString()) {
                case "text" ->
                    stream.append(blockStart(index, "{\"type\":\"text\",\"text\":\"\"}"))
                            .append(delta(index, "{\"type\":\"text_delta\",\"text\":%s}".formatted(block.get("text"))));
                case "thinking" ->
                    stream.append(blockStart(index, "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}"))
                            .append(delta(
                                    index,
                                    "{\"type\":\"thinking_delta\",\"thinking\":%s}".formatted(block.get("thinking"))))
                            .append(delta(
                                    index,
                                    "{\"type\":\"signature_delta\",\"signature\":%s}"
                                            .formatted(block.get("signature"))));
                case "tool_use" ->
                    stream.append(blockStart(index, """
                                    {"type":"tool_use","id":%s,"name":%s,"input":{}}
                                    """.formatted(block.get("id"), block.get("name"))))
                            .append(delta(
                                    index,
                                    "{\"type\":\"input_json_delta\",\"partial_json\":%s}"
                                            .formatted(quoted(block.get("input").toString()))));
                default -> stream.append(blockStart(index, block.toString()));
            }
            stream.append(blockStop(index++));
        }
        return stream.append(end(stopReason)).toString();
    }

    @Override
    public String streamOfNextYear(String text) {
        return ": a comment\n\n"
                + event("weather", "\"sky\":\"blue\"")
                + start()
                + event("ping", "")
                + blockStart(0, "{\"type\":\"hologram\",\"data\":{\"x\":1}}")
                + delta(0, "{\"type\":\"hologram_delta\",\"y\":2}")
                + blockStop(0)
                + blockStart(1, "{\"type\":\"text\",\"text\":\"\",\"mood\":\"good\"}")
                + delta(1, "{\"type\":\"text_delta\",\"text\":%s,\"pitch\":3}".formatted(quoted(text)))
                + delta(1, "{\"type\":\"glitter_delta\",\"glitter\":true}")
                + delta(7, "{\"type\":\"text_delta\",\"text\":\"of no block\"}")
                + blockStop(1)
                + end("some_new_reason");
    }

    @Override
    public String streamWithoutUsage(String text) {
        return event(
                        "message_start",
                        "\"message\":{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-sonnet-5-5\",\"content\":[]}")
                + blockStart(0, "{\"type\":\"text\",\"text\":\"\"}")
                + delta(0, "{\"type\":\"text_delta\",\"text\":%s}".formatted(quoted(text)))
                + blockStop(0)
                + event("message_delta", "\"delta\":{\"stop_reason\":\"end_turn\"}")
                + event("message_stop", "");
    }

    @Override
    public String beginning(String text) {
        return start()
                + blockStart(0, "{\"type\":\"text\",\"text\":\"\"}")
                + delta(0, "{\"type\":\"text_delta\",\"text\":%s}".formatted(quoted(text)));
    }

    @Override
    public String piece(String text) {
        return delta(0, "{\"type\":\"text_delta\",\"text\":%s}".formatted(quoted(text)));
    }

    @Override
    public String errorEvent(Trouble trouble) {
        String type =
                switch (trouble) {
                    case OVERLOADED -> "overloaded_error";
                    case RATE_LIMIT, SPEND_LIMIT -> "rate_limit_error";
                    case OF_NEXT_YEAR -> "weather_error";
                };
        String message = trouble + (trouble == Trouble.SPEND_LIMIT ? ": monthly spend limit reached" : "");
        return "event: error\ndata: " + error(type, message) + "\n\n";
    }

    @Override
    public String inOnePiece(String text) {
        return """
                {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-5-5",
                 "content":[{"type":"text","text":%s}],"stop_reason":"end_turn","stop_sequence":null,
                 "usage":{"input_tokens":10,"output_tokens":20,"cache_creation_input_tokens":30,
                 "cache_read_input_tokens":40}}
                """.formatted(quoted(text));
    }

    @Override
    public String error(int status, String message) {
        return error("some_error", message);
    }

    private static String error(String type, String message) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":%s},\"request_id\":\"req_1\"}"
                .formatted(type, quoted(message));
    }

    private static String start() {
        return event("message_start", """
                        "message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-5-5",
                        "content":[],"stop_reason":null,"stop_sequence":null,%s}""".formatted(COUNTS)) + event("ping", "");
    }

    private static String end(String reason) {
        return event("message_delta", """
                        "delta":{"stop_reason":"%s","stop_sequence":null},"usage":{"output_tokens":20}
                        """.formatted(reason)) + event("message_stop", "");
    }

    private static String blockStart(int index, String block) {
        return event("content_block_start", "\"index\":%d,\"content_block\":%s".formatted(index, block));
    }

    private static String delta(int index, String delta) {
        return event("content_block_delta", "\"index\":%d,\"delta\":%s".formatted(index, delta));
    }

    private static String blockStop(int index) {
        return event("content_block_stop", "\"index\":" + index);
    }

    private static String event(String type, String fields) {
        String data = "{\"type\":\"%s\"%s%s}".formatted(type, fields.isEmpty() ? "" : ",", fields);
        return "event: %s\ndata: %s\n\n".formatted(type, data.replace("\n", " "));
    }

    static String quoted(String text) {
        return JSON.writeValueAsString(text);
    }

    private static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        for (int i = 0; i < text.length(); ) {
            int end = Math.min(text.length(), i + Math.max(7, text.length() / 20));
            if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) end++;
            parts.add(text.substring(i, end));
            i = end;
        }
        return parts;
    }
}
