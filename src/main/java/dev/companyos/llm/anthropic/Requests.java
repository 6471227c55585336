package dev.companyos.llm.anthropic;

import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.CacheControlEphemeral;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.JsonOutputFormat;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.MessageParam;
import com.anthropic.models.messages.OutputConfig;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlockParam;
import dev.companyos.llm.Message;
import dev.companyos.llm.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request as the Messages API wants it. The prompt is cached up to the last three cached system blocks (tools come
 * before them and are cached with them) and, in a tool loop, up to the last message, which is where the next call of the
 * loop goes on.
 */
final class Requests {
    /** The API takes four; one is for the conversation. */
    private static final int SYSTEM_BREAKPOINTS = 3;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    private Requests() {}

    static MessageCreateParams write(Request request, Optional<String> thinking) {
        var params = MessageCreateParams.builder()
                .model(request.model())
                .maxTokens(request.maxTokens())
                .messages(messages(request));
        if (!request.system().isEmpty()) params.systemOfTextBlockParams(system(request.system()));
        for (var tool : request.tools()) params.addTool(tool(tool));
        request.outputSchema().ifPresent(it -> params.outputConfig(format(it)));
        thinking.ifPresent(it -> params.putAdditionalBodyProperty("thinking", JsonValue.from(Map.of("type", it))));
        return params.build();
    }

    private static List<TextBlockParam> system(List<Request.SystemBlock> blocks) {
        long cached = blocks.stream().filter(Request.SystemBlock::cached).count();
        var written = new ArrayList<TextBlockParam>();
        for (var block : blocks) {
            if (block.text().isBlank()) {
                if (block.cached()) cached--;
                continue;
            }
            var text = TextBlockParam.builder().text(block.text());
            if (block.cached() && cached-- <= SYSTEM_BREAKPOINTS) text.cacheControl(breakpoint());
            written.add(text.build());
        }
        return written;
    }

    private static Tool tool(Request.ToolSpec tool) {
        return Tool.builder()
                .name(tool.name())
                .description(tool.description())
                .inputSchema(Tool.InputSchema.builder()
                        .additionalProperties(values(object(tool.inputSchema())))
                        .build())
                .build();
    }

    private static OutputConfig format(String schema) {
        return OutputConfig.builder()
                .format(JsonOutputFormat.builder()
                        .schema(JsonOutputFormat.Schema.builder()
                                .additionalProperties(values(OutputSchema.accepted(object(schema))))
                                .build())
                        .build())
                .build();
    }

    private static List<MessageParam> messages(Request request) {
        boolean loop = !request.tools().isEmpty();
        var written = new ArrayList<MessageParam>();
        for (int i = 0; i < request.messages().size(); i++) {
            boolean last = loop && i == request.messages().size() - 1;
            written.add(message(request.messages().get(i), last));
        }
        return written;
    }

    private static MessageParam message(Message message, boolean last) {
        return switch (message) {
            case Message.User it -> MessageParam.ofUserOfContentBlockParams(List.of(text(it.text(), last)));
            case Message.Assistant it -> MessageParam.ofAssistantOfContentBlockParams(assistant(it.text(), it.calls()));
            case Message.ToolResults it -> MessageParam.ofUserOfContentBlockParams(results(it.results(), last));
        };
    }

    private static List<ContentBlockParam> assistant(String text, List<Message.ToolCall> calls) {
        var blocks = new ArrayList<ContentBlockParam>();
        if (!text.isBlank() || calls.isEmpty()) blocks.add(text(text.stripTrailing(), false));
        for (var call : calls)
            blocks.add(ContentBlockParam.ofToolUse(ToolUseBlockParam.builder()
                    .id(call.id())
                    .name(call.name())
                    .input(ToolUseBlockParam.Input.builder()
                            .additionalProperties(values(objectOrEmpty(call.arguments())))
                            .build())
                    .build()));
        return blocks;
    }

    private static List<ContentBlockParam> results(List<Message.ToolResult> results, boolean last) {
        var blocks = new ArrayList<ContentBlockParam>();
        for (int i = 0; i < results.size(); i++) {
            var result = results.get(i);
            var block = ToolResultBlockParam.builder()
                    .toolUseId(result.callId())
                    .content(result.content())
                    .isError(result.error());
            if (last && i == results.size() - 1) block.cacheControl(breakpoint());
            blocks.add(ContentBlockParam.ofToolResult(block.build()));
        }
        return blocks;
    }

    /** The API refuses a text without a character to see. */
    private static ContentBlockParam text(String text, boolean last) {
        var block = TextBlockParam.builder().text(text.isBlank() ? "(nothing)" : text);
        if (last) block.cacheControl(breakpoint());
        return ContentBlockParam.ofText(block.build());
    }

    private static CacheControlEphemeral breakpoint() {
        return CacheControlEphemeral.builder().build();
    }

    private static Map<String, JsonValue> values(Map<String, Object> object) {
        var values = new LinkedHashMap<String, JsonValue>();
        object.forEach((name, value) -> values.put(name, JsonValue.from(value)));
        return values;
    }

    private static Map<String, Object> object(String json) {
        return JSON.readValue(json, OBJECT);
    }

    /** Arguments that are no object come from a model, and its next turn should still be possible. */
    private static Map<String, Object> objectOrEmpty(String json) {
        try {
            var object = JSON.readValue(json, OBJECT);
            return object == null ? Map.of() : object;
        } catch (JacksonException malformed) {
            return Map.of();
        }
    }
}
