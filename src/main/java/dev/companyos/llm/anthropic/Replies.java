package dev.companyos.llm.anthropic;

import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.ToolUseBlock;
import dev.companyos.llm.Message.ToolCall;
import dev.companyos.llm.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a message of the API says to us. The notes that a model writes between tool calls come as thinking; they are kept
 * as text, which may go back in any later request, signed or not.
 */
final class Replies {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Replies() {}

    static Reply read(Message message) {
        String model = message.model().asString();
        Reply.Usage usage = usage(message);
        String text = message.content().stream().flatMap(Replies::said).collect(Collectors.joining("\n"));
        StopReason stop = message.stopReason().orElse(StopReason.END_TURN);
        if (stop.equals(StopReason.REFUSAL)) return new Reply.Refused(model, usage, reason(message, text));
        List<ToolCall> calls = message.content().stream()
                .flatMap(it -> it.toolUse().stream())
                .map(Replies::call)
                .toList();
        if (stop.equals(StopReason.MAX_TOKENS)
                || stop.equals(StopReason.MODEL_CONTEXT_WINDOW_EXCEEDED)
                || stop.equals(StopReason.PAUSE_TURN)) return new Reply.Truncated(model, usage, text);
        return calls.isEmpty() ? new Reply.Text(model, usage, text) : new Reply.ToolCalls(model, usage, text, calls);
    }

    private static Stream<String> said(ContentBlock block) {
        return Stream.concat(
                        block.text().map(it -> it.text()).stream(), block.thinking().map(it -> it.thinking()).stream())
                .filter(it -> !it.isBlank());
    }

    private static String reason(Message message, String text) {
        return message.stopDetails()
                .flatMap(it -> it.explanation())
                .orElse(text.isBlank() ? "The provider gave no reason." : text);
    }

    private static ToolCall call(ToolUseBlock block) {
        Object input = block._input().convert(Object.class);
        return new ToolCall(
                block.id(),
                block.name(),
                JSON.writeValueAsString(input instanceof Map<?, ?> arguments ? arguments : Map.of()));
    }

    private static Reply.Usage usage(Message message) {
        var usage = message.usage();
        return new Reply.Usage(
                usage.inputTokens(),
                usage.outputTokens(),
                usage.cacheCreationInputTokens().orElse(0L),
                usage.cacheReadInputTokens().orElse(0L));
    }
}
