package dev.companyos.llm;

import java.util.List;
import java.util.Optional;

/** One turn of a conversation. */
public sealed interface Message {
    record User(String text) implements Message {}

    /**
     * @param text what was said beside the calls, or ""
     * @param verbatim the same as the provider sent it; leave it out when a message before this one was changed
     */
    record Assistant(String text, List<ToolCall> calls, Optional<Verbatim> verbatim) implements Message {
        public Assistant(String text, List<ToolCall> calls) {
            this(text, calls, Optional.empty());
        }
    }

    /** One result for each call of the assistant message before it, in that order. */
    record ToolResults(List<ToolResult> results) implements Message {}

    /** @param arguments as the model wrote them: a JSON object, unless it made a mistake */
    record ToolCall(String id, String name, String arguments) {}

    record ToolResult(String callId, String content, boolean error) {}

    /**
     * What a provider wants back word for word in the rest of the conversation, such as signed thinking. Means nothing to
     * another provider or model, and is never shown.
     *
     * @param model by the name it was asked under
     * @param content in the provider's own words
     */
    record Verbatim(String provider, String model, String content) {}
}
