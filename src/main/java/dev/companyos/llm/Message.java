package dev.companyos.llm;

import java.util.List;

/** One turn of a conversation. */
public sealed interface Message {
    record User(String text) implements Message {}

    /** @param text what was said beside the calls, or "" */
    record Assistant(String text, List<ToolCall> calls) implements Message {}

    /** One result for each call of the assistant message before it, in that order. */
    record ToolResults(List<ToolResult> results) implements Message {}

    /** @param arguments a JSON object, as text */
    record ToolCall(String id, String name, String arguments) {}

    record ToolResult(String callId, String content, boolean error) {}
}
