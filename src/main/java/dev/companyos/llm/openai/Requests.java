package dev.companyos.llm.openai;

import com.openai.core.JsonValue;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageParam;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionSystemMessageParam;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.chat.completions.ChatCompletionUserMessageParam;
import dev.companyos.llm.Message;
import dev.companyos.llm.Request;
import dev.companyos.llm.wire.Json;
import dev.companyos.llm.wire.OutputSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request as Chat Completions want it. These providers cache by themselves what two prompts have in common from their
 * beginning, which is why the most stable comes first.
 */
final class Requests {
    private Requests() {}

    /** @param effort of reasoning, where tools are offered: OpenAI's newest models want it said there */
    static ChatCompletionCreateParams write(Request request, Set<Feature> features, Optional<String> effort) {
        var params = ChatCompletionCreateParams.builder().model(request.model());
        if (features.contains(Feature.COMPLETION_TOKENS)) params.maxCompletionTokens((long) request.maxTokens());
        else params.putAdditionalBodyProperty("max_tokens", JsonValue.from(request.maxTokens()));
        if (features.contains(Feature.USAGE))
            params.streamOptions(
                    ChatCompletionStreamOptions.builder().includeUsage(true).build());
        String system = system(request, features);
        if (!system.isEmpty())
            params.addMessage(
                    ChatCompletionSystemMessageParam.builder().content(system).build());
        for (var message : request.messages())
            messages(message, request, features).forEach(params::addMessage);
        for (var tool : request.tools()) params.addTool(tool(tool));
        if (features.contains(Feature.EFFORT) && !request.tools().isEmpty())
            effort.ifPresent(it -> params.putAdditionalBodyProperty("reasoning_effort", JsonValue.from(it)));
        if (features.contains(Feature.SCHEMA))
            request.outputSchema().ifPresent(it -> params.responseFormat(format(it)));
        return params.build();
    }

    private static String system(Request request, Set<Feature> features) {
        var parts = new ArrayList<String>();
        for (var block : request.system()) if (!block.text().isBlank()) parts.add(block.text());
        if (!features.contains(Feature.SCHEMA))
            request.outputSchema()
                    .ifPresent(it -> parts.add(
                            "Answer with one JSON object that is an instance of this JSON Schema, and with nothing else:\n"
                                    + it.strip()));
        return String.join("\n\n", parts);
    }

    private static ChatCompletionFunctionTool tool(Request.ToolSpec tool) {
        return ChatCompletionFunctionTool.builder()
                .function(FunctionDefinition.builder()
                        .name(tool.name())
                        .description(tool.description())
                        .parameters(FunctionParameters.builder()
                                .putAllAdditionalProperties(values(Json.object(tool.inputSchema())))
                                .build())
                        .build())
                .build();
    }

    private static ResponseFormatJsonSchema format(String schema) {
        var accepted = OutputSchema.accepted(Json.object(schema));
        return ResponseFormatJsonSchema.builder()
                .jsonSchema(ResponseFormatJsonSchema.JsonSchema.builder()
                        .name("answer")
                        .strict(OutputSchema.requiresAll(accepted))
                        .schema(ResponseFormatJsonSchema.JsonSchema.Schema.builder()
                                .putAllAdditionalProperties(values(accepted))
                                .build())
                        .build())
                .build();
    }

    private static List<ChatCompletionMessageParam> messages(Message message, Request request, Set<Feature> features) {
        return switch (message) {
            case Message.User it ->
                List.of(ChatCompletionMessageParam.ofUser(ChatCompletionUserMessageParam.builder()
                        .content(visible(it.text()))
                        .build()));
            case Message.Assistant it ->
                List.of(ChatCompletionMessageParam.ofAssistant(assistant(it, request.model(), features)));
            case Message.ToolResults it ->
                it.results().stream()
                        .map(result -> ChatCompletionMessageParam.ofTool(ChatCompletionToolMessageParam.builder()
                                .toolCallId(result.callId())
                                .content(result.error() ? "Error: " + result.content() : visible(result.content()))
                                .build()))
                        .toList();
        };
    }

    private static ChatCompletionAssistantMessageParam assistant(
            Message.Assistant message, String model, Set<Feature> features) {
        var written = ChatCompletionAssistantMessageParam.builder();
        if (!message.text().isBlank() || message.calls().isEmpty()) written.content(visible(message.text()));
        for (var call : message.calls())
            written.addToolCall(ChatCompletionMessageFunctionToolCall.builder()
                    .id(call.id())
                    .function(ChatCompletionMessageFunctionToolCall.Function.builder()
                            .name(call.name())
                            .arguments(wellFormed(call.arguments()))
                            .build())
                    .build());
        if (features.contains(Feature.REASONING))
            message.verbatim()
                    .filter(it -> it.provider().equals(OpenAiModel.PROVIDER)
                            && it.model().equals(model))
                    .ifPresent(it -> values(Json.object(it.content())).forEach(written::putAdditionalProperty));
        return written.build();
    }

    /** Servers that put calls into a template parse the arguments, and fail with those that are no object. */
    private static String wellFormed(String arguments) {
        return Json.objectOrEmpty(arguments).isEmpty() ? "{}" : arguments;
    }

    private static String visible(String text) {
        return text.isBlank() ? "(nothing)" : text;
    }

    private static Map<String, JsonValue> values(Map<String, Object> object) {
        var values = new LinkedHashMap<String, JsonValue>();
        object.forEach((name, value) -> values.put(name, JsonValue.from(value)));
        return values;
    }
}
