package dev.companyos.llm.anthropic;

import dev.companyos.llm.Message.ToolCall;
import dev.companyos.llm.Message.Verbatim;
import dev.companyos.llm.Reply;
import dev.companyos.llm.Request;
import dev.companyos.llm.TokenBound;
import dev.companyos.llm.wire.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a message of the API says to us. The notes that a model writes between tool calls come as thinking, signed: they
 * are kept as text, for whoever reads along, and verbatim, for the model.
 */
final class Replies {
    private static final Set<String> CUT_OFF = Set.of("max_tokens", "model_context_window_exceeded", "pause_turn");
    private static final Set<String> THINKING = Set.of("thinking", "redacted_thinking");

    private Replies() {}

    static Reply read(GrowingMessage message, Request request) {
        var content = message.content();
        String model = message.head().path("model").asString(request.model());
        Reply.Usage usage = usage(message, request);
        String stop = message.head().path("stop_reason").asString("end_turn");
        String text = said(content, "text");
        String notes = said(content, "thinking");
        if (stop.equals("refusal")) return new Reply.Refused(model, usage, reason(message.head(), text));
        if (CUT_OFF.contains(stop)) return new Reply.Truncated(model, usage, text);
        List<ToolCall> calls = content.stream()
                .filter(it -> typed(it, "tool_use"))
                .map(Replies::call)
                .toList();
        if (calls.isEmpty()) return new Reply.Text(model, usage, text.isBlank() ? notes : text);
        String all =
                content.stream().map(Replies::said).filter(it -> !it.isBlank()).collect(Collectors.joining("\n"));
        return new Reply.ToolCalls(model, usage, all, calls, verbatim(content, request.model()));
    }

    /** What a reply that was never finished is charged at: the prompt, and about what was written. */
    static Reply.Usage spent(GrowingMessage message, Request request) {
        if (!message.hasBegun()) return Reply.Usage.NONE;
        var counted = usage(message, request);
        long written = (message.written() + 2) / 3;
        return new Reply.Usage(
                counted.input(), Math.max(counted.output(), written), counted.cacheWrite(), counted.cacheRead());
    }

    private static boolean typed(JsonNode block, String type) {
        return block.path("type").asString("").equals(type);
    }

    private static String said(List<ObjectNode> content, String type) {
        return content.stream()
                .filter(it -> typed(it, type))
                .map(Replies::said)
                .filter(it -> !it.isBlank())
                .collect(Collectors.joining("\n"));
    }

    private static String said(JsonNode block) {
        return switch (block.path("type").asString("")) {
            case "text" -> block.path("text").asString("");
            case "thinking" -> block.path("thinking").asString("");
            default -> "";
        };
    }

    private static String reason(JsonNode head, String text) {
        String explained = head.path("stop_details").path("explanation").asString("");
        if (!explained.isBlank()) return explained;
        return text.isBlank() ? "The provider gave no reason." : text;
    }

    private static ToolCall call(JsonNode block) {
        JsonNode input = block.path("input");
        String arguments = input.isString() ? input.asString() : input.isMissingNode() ? "" : input.toString();
        return new ToolCall(block.path("id").asString(""), block.path("name").asString(""), Json.arguments(arguments));
    }

    /** Only where there is something that must go back as it came; blocks that we do not know stay out. */
    private static Optional<Verbatim> verbatim(List<ObjectNode> content, String model) {
        var kept = content.stream()
                .filter(it -> THINKING.contains(it.path("type").asString(""))
                        || typed(it, "tool_use")
                        || typed(it, "text") && !said(it).isBlank())
                .toList();
        boolean thought =
                kept.stream().anyMatch(it -> THINKING.contains(it.path("type").asString("")));
        boolean wellFormed = kept.stream()
                .allMatch(it -> !typed(it, "tool_use") || it.path("input").isObject());
        return thought && wellFormed
                ? Optional.of(new Verbatim(AnthropicModel.PROVIDER, model, Json.MAPPER.writeValueAsString(kept)))
                : Optional.empty();
    }

    /** A server that does not count is taken to have used as much as it can have. */
    private static Reply.Usage usage(GrowingMessage message, Request request) {
        var usage = message.usage();
        return new Reply.Usage(
                usage.has("input_tokens") ? usage.path("input_tokens").asLong(0) : TokenBound.of(request),
                usage.has("output_tokens") ? usage.path("output_tokens").asLong(0) : message.written(),
                usage.path("cache_creation_input_tokens").asLong(0),
                usage.path("cache_read_input_tokens").asLong(0));
    }
}
