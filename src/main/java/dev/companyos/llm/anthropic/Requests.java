package dev.companyos.llm.anthropic;

import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.JsonOutputFormat;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.MessageParam;
import com.anthropic.models.messages.OutputConfig;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.ThinkingConfigAdaptive;
import com.anthropic.models.messages.ThinkingConfigBetweenTools;
import com.anthropic.models.messages.ThinkingConfigDisabled;
import com.anthropic.models.messages.ThinkingConfigParam;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlockParam;
import dev.companyos.llm.Message;
import dev.companyos.llm.Request;
import dev.companyos.llm.wire.Json;
import dev.companyos.llm.wire.OutputSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A request as the Messages API wants it. */
final class Requests {
    private Requests() {}

    static MessageCreateParams write(Request request, Optional<String> thinking) {
        var breakpoints = Breakpoints.of(request);
        var params = MessageCreateParams.builder()
                .model(request.model())
                .maxTokens(request.maxTokens())
                .messages(messages(request, breakpoints));
        var system = system(request, breakpoints);
        if (!system.isEmpty()) params.systemOfTextBlockParams(system);
        tools(request, breakpoints).forEach(params::addTool);
        request.outputSchema().ifPresent(it -> params.outputConfig(format(it)));
        thinking.ifPresent(it -> params.thinking(thinking(it)));
        return params.build();
    }

    static MessageCountTokensParams count(Request request, Optional<String> thinking) {
        var breakpoints = Breakpoints.of(request);
        var params = MessageCountTokensParams.builder().model(request.model()).messages(messages(request, breakpoints));
        var system = system(request, breakpoints);
        if (!system.isEmpty()) params.systemOfTextBlockParams(system);
        tools(request, breakpoints).forEach(params::addTool);
        request.outputSchema().ifPresent(it -> params.outputConfig(format(it)));
        thinking.ifPresent(it -> params.thinking(thinking(it)));
        return params.build();
    }

    static boolean isVerbatim(Request request) {
        return request.messages().stream()
                .anyMatch(it ->
                        it instanceof Message.Assistant said && said.verbatim().isPresent());
    }

    static Request withoutVerbatim(Request request) {
        return new Request(
                request.model(),
                request.system(),
                request.messages().stream()
                        .map(it -> it instanceof Message.Assistant said
                                ? new Message.Assistant(said.text(), said.calls())
                                : it)
                        .toList(),
                request.tools(),
                request.outputSchema(),
                request.maxTokens());
    }

    /** What the SDK does not know is written as it is: the models' settings change with each generation. */
    private static ThinkingConfigParam thinking(String type) {
        return switch (type) {
            case "between_tools" ->
                ThinkingConfigParam.ofBetweenTools(
                        ThinkingConfigBetweenTools.builder().build());
            case "disabled" ->
                ThinkingConfigParam.ofDisabled(ThinkingConfigDisabled.builder().build());
            case "adaptive" ->
                ThinkingConfigParam.ofAdaptive(ThinkingConfigAdaptive.builder().build());
            default ->
                ThinkingConfigParam.ofDisabled(ThinkingConfigDisabled.builder()
                        .type(JsonValue.from(type))
                        .build());
        };
    }

    private static List<TextBlockParam> system(Request request, Breakpoints breakpoints) {
        var written = new ArrayList<TextBlockParam>();
        for (int i = 0; i < request.system().size(); i++) {
            var block = request.system().get(i);
            if (block.text().isBlank()) continue;
            var text = TextBlockParam.builder().text(block.text());
            if (breakpoints.system().contains(i)) text.cacheControl(Breakpoints.mark());
            written.add(text.build());
        }
        return written;
    }

    private static List<Tool> tools(Request request, Breakpoints breakpoints) {
        var written = new ArrayList<Tool>();
        for (int i = 0; i < request.tools().size(); i++) {
            var spec = request.tools().get(i);
            var tool = Tool.builder()
                    .name(spec.name())
                    .description(spec.description())
                    .inputSchema(Tool.InputSchema.builder()
                            .additionalProperties(values(Json.object(spec.inputSchema())))
                            .build());
            if (breakpoints.lastTool() && i == request.tools().size() - 1) tool.cacheControl(Breakpoints.mark());
            written.add(tool.build());
        }
        return written;
    }

    private static OutputConfig format(String schema) {
        return OutputConfig.builder()
                .format(JsonOutputFormat.builder()
                        .schema(JsonOutputFormat.Schema.builder()
                                .additionalProperties(values(OutputSchema.accepted(Json.object(schema))))
                                .build())
                        .build())
                .build();
    }

    private static List<MessageParam> messages(Request request, Breakpoints breakpoints) {
        var written = new ArrayList<MessageParam>();
        for (int i = 0; i < request.messages().size(); i++)
            written.add(message(
                    request.messages().get(i),
                    request.model(),
                    breakpoints.messages().contains(i)));
        return written;
    }

    private static MessageParam message(Message message, String model, boolean cached) {
        return switch (message) {
            case Message.User it -> MessageParam.ofUserOfContentBlockParams(List.of(text(it.text(), cached)));
            case Message.Assistant it -> MessageParam.ofAssistantOfContentBlockParams(assistant(it, model));
            case Message.ToolResults it -> MessageParam.ofUserOfContentBlockParams(results(it.results(), cached));
        };
    }

    private static List<ContentBlockParam> assistant(Message.Assistant message, String model) {
        var verbatim = message.verbatim()
                .filter(it -> it.provider().equals(AnthropicModel.PROVIDER)
                        && it.model().equals(model))
                .map(it -> Json.MAPPER.readTree(it.content()))
                .filter(it -> callIds(it)
                        .equals(message.calls().stream()
                                .map(Message.ToolCall::id)
                                .toList()));
        return verbatim.map(Requests::asItCame).orElseGet(() -> assistant(message.text(), message.calls()));
    }

    private static List<String> callIds(JsonNode content) {
        var ids = new ArrayList<String>();
        for (JsonNode block : content)
            if (block.has("input")) ids.add(block.path("id").asString(""));
        return ids;
    }

    private static List<ContentBlockParam> asItCame(JsonNode content) {
        var blocks = new ArrayList<ContentBlockParam>();
        for (JsonNode block : content)
            blocks.add(JsonValue.from(Json.object(block.toString())).convert(ContentBlockParam.class));
        return blocks;
    }

    private static List<ContentBlockParam> assistant(String text, List<Message.ToolCall> calls) {
        var blocks = new ArrayList<ContentBlockParam>();
        if (!text.isBlank() || calls.isEmpty()) blocks.add(text(text.stripTrailing(), false));
        for (var call : calls)
            blocks.add(ContentBlockParam.ofToolUse(ToolUseBlockParam.builder()
                    .id(call.id())
                    .name(call.name())
                    .input(ToolUseBlockParam.Input.builder()
                            .additionalProperties(values(Json.objectOrEmpty(call.arguments())))
                            .build())
                    .build()));
        return blocks;
    }

    private static List<ContentBlockParam> results(List<Message.ToolResult> results, boolean cached) {
        var blocks = new ArrayList<ContentBlockParam>();
        for (int i = 0; i < results.size(); i++) {
            var result = results.get(i);
            var block = ToolResultBlockParam.builder()
                    .toolUseId(result.callId())
                    .content(result.content())
                    .isError(result.error());
            if (cached && i == results.size() - 1) block.cacheControl(Breakpoints.mark());
            blocks.add(ContentBlockParam.ofToolResult(block.build()));
        }
        return blocks;
    }

    /** The API refuses a text without a character to see. */
    private static ContentBlockParam text(String text, boolean cached) {
        var block = TextBlockParam.builder().text(text.isBlank() ? "(nothing)" : text);
        if (cached) block.cacheControl(Breakpoints.mark());
        return ContentBlockParam.ofText(block.build());
    }

    private static Map<String, JsonValue> values(Map<String, Object> object) {
        var values = new LinkedHashMap<String, JsonValue>();
        object.forEach((name, value) -> values.put(name, JsonValue.from(value)));
        return values;
    }
}
