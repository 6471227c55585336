package dev.companyos.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.companyos.llm.Message;
import dev.companyos.llm.Progress;
import dev.companyos.llm.Reply;
import dev.companyos.llm.Request;
import dev.companyos.llm.rehearsal.Pause;
import dev.companyos.llm.rehearsal.RehearsalFaults;
import dev.companyos.llm.rehearsal.RehearsalModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Messages API on a free port of this machine, as strict as the real one about what it is sent, with the rehearsal
 * behind it. Every so often it is overloaded, first in words and then in the middle of a stream.
 */
public final class RehearsedAnthropic implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RehearsalModel model = new RehearsalModel(RehearsalFaults.parse(""), Pause.real());
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final int troubleEvery;
    private final HttpServer server;

    /** @param troubleEvery how many calls go well in between; 0 for no trouble */
    public RehearsedAnthropic(int troubleEvery) throws IOException {
        this.troubleEvery = troubleEvery;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public int calls() {
        return calls.get();
    }

    /** What the real API would have refused. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            if (!path.equals("/v1/messages")) {
                answer(exchange, 404, "application/json", error("not_found_error", path));
                return;
            }
            var request = JSON.readTree(body);
            var wrong = AnthropicRules.broken(request, exchange.getRequestHeaders());
            if (!wrong.isEmpty()) {
                complaints.addAll(wrong);
                answer(exchange, 400, "application/json", error("invalid_request_error", wrong.toString()));
                return;
            }
            int call = calls.incrementAndGet();
            if (troubleEvery > 0 && call % troubleEvery == 0) {
                boolean inTheMiddle = call % (2 * troubleEvery) == 0;
                if (inTheMiddle) answer(exchange, 200, "text/event-stream", brokenOff());
                else {
                    exchange.getResponseHeaders().set("retry-after-ms", "20");
                    answer(exchange, 529, "application/json", error("overloaded_error", "Overloaded"));
                }
                return;
            }
            answer(exchange, 200, "text/event-stream", stream(model.reply(read(request), Progress.NONE)));
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String error(String type, String message) {
        return JSON.writeValueAsString(Map.of("type", "error", "error", Map.of("type", type, "message", message)));
    }

    // ---- what was asked

    private static Request read(JsonNode request) {
        var system = new ArrayList<Request.SystemBlock>();
        request.path("system")
                .forEach(
                        it -> system.add(new Request.SystemBlock(it.path("text").asString(), it.has("cache_control"))));
        var tools = new ArrayList<Request.ToolSpec>();
        request.path("tools")
                .forEach(it -> tools.add(new Request.ToolSpec(
                        it.path("name").asString(),
                        it.path("description").asString(),
                        it.path("input_schema").toString())));
        var messages = new ArrayList<Message>();
        request.path("messages").forEach(it -> messages.add(message(it)));
        var schema = request.at("/output_config/format/schema");
        return new Request(
                request.path("model").asString(),
                system,
                messages,
                tools,
                schema.isMissingNode() ? Optional.empty() : Optional.of(schema.toString()),
                request.path("max_tokens").asInt());
    }

    private static Message message(JsonNode it) {
        var text = new StringBuilder();
        var calls = new ArrayList<Message.ToolCall>();
        var results = new ArrayList<Message.ToolResult>();
        for (var block : it.path("content"))
            switch (block.path("type").asString()) {
                case "text" -> text.append(block.path("text").asString());
                case "tool_use" ->
                    calls.add(new Message.ToolCall(
                            block.path("id").asString(),
                            block.path("name").asString(),
                            block.path("input").toString()));
                case "tool_result" ->
                    results.add(new Message.ToolResult(
                            block.path("tool_use_id").asString(),
                            block.path("content").asString(""),
                            block.path("is_error").asBoolean(false)));
                default -> {}
            }
        if (it.path("role").asString().equals("assistant")) return new Message.Assistant(text.toString(), calls);
        return results.isEmpty() ? new Message.User(text.toString()) : new Message.ToolResults(results);
    }

    // ---- what is answered

    private static String stream(Reply reply) {
        var events = new StringBuilder(start(reply));
        String stop =
                switch (reply) {
                    case Reply.Text it -> {
                        events.append(text(0, it.text()));
                        yield "end_turn";
                    }
                    case Reply.Truncated it -> {
                        events.append(text(0, it.text()));
                        yield "max_tokens";
                    }
                    case Reply.Refused it -> {
                        events.append(text(0, it.reason()));
                        yield "refusal";
                    }
                    case Reply.ToolCalls it -> {
                        int index = 0;
                        if (!it.text().isBlank()) events.append(text(index++, it.text()));
                        for (var call : it.calls()) events.append(call(index++, call));
                        yield "tool_use";
                    }
                };
        var delta = JSON.createObjectNode().put("type", "message_delta");
        delta.putObject("delta").put("stop_reason", stop).putNull("stop_sequence");
        delta.putObject("usage").put("output_tokens", reply.usage().output());
        return events.append(event(delta))
                .append(event(JSON.createObjectNode().put("type", "message_stop")))
                .toString();
    }

    private static String brokenOff() {
        var nobody = new Reply.Text("claude", new Reply.Usage(10, 2, 0, 0), "half");
        return start(nobody) + "event: error\ndata: " + error("overloaded_error", "Overloaded in the middle") + "\n\n";
    }

    private static String start(Reply reply) {
        var usage = reply.usage();
        var start = JSON.createObjectNode().put("type", "message_start");
        var message = start.putObject("message");
        message.put("id", "msg_1")
                .put("type", "message")
                .put("role", "assistant")
                .put("model", reply.model());
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        message.putObject("usage")
                .put("input_tokens", usage.input())
                .put("cache_creation_input_tokens", usage.cacheWrite())
                .put("cache_read_input_tokens", usage.cacheRead())
                .put("output_tokens", 1);
        return event(start) + event(JSON.createObjectNode().put("type", "ping"));
    }

    private static String text(int index, String text) {
        var start = block("content_block_start", index);
        start.putObject("content_block").put("type", "text").put("text", "");
        var events = new StringBuilder(event(start));
        for (int i = 0; i < text.length(); i += 500) {
            var delta = block("content_block_delta", index);
            delta.putObject("delta")
                    .put("type", "text_delta")
                    .put("text", text.substring(i, Math.min(text.length(), i + 500)));
            events.append(event(delta));
        }
        return events.append(event(block("content_block_stop", index))).toString();
    }

    private static String call(int index, Message.ToolCall call) {
        var start = block("content_block_start", index);
        start.putObject("content_block")
                .put("type", "tool_use")
                .put("id", call.id())
                .put("name", call.name())
                .putObject("input");
        var events = new StringBuilder(event(start));
        String arguments = call.arguments();
        for (int i = 0; i < arguments.length(); i += 300) {
            var delta = block("content_block_delta", index);
            delta.putObject("delta")
                    .put("type", "input_json_delta")
                    .put("partial_json", arguments.substring(i, Math.min(arguments.length(), i + 300)));
            events.append(event(delta));
        }
        return events.append(event(block("content_block_stop", index))).toString();
    }

    private static ObjectNode block(String type, int index) {
        return JSON.createObjectNode().put("type", type).put("index", index);
    }

    private static String event(ObjectNode data) {
        return "event: %s\ndata: %s\n\n".formatted(data.path("type").asString(), data);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
