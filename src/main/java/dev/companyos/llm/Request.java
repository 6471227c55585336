package dev.companyos.llm;

import java.util.List;
import java.util.Optional;

/**
 * What a model is asked.
 *
 * @param model the provider's own name of the model
 * @param system instructions, most stable first
 * @param messages alternating, beginning with {@link Message.User}
 * @param outputSchema a JSON Schema (draft 2020-12, an object) that a text reply must be an instance of
 * @param maxTokens output bound, 1 or more
 */
public record Request(
        String model,
        List<SystemBlock> system,
        List<Message> messages,
        List<ToolSpec> tools,
        Optional<String> outputSchema,
        int maxTokens) {
    public Request {
        system = List.copyOf(system);
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    /** The same question, put to another model or with another bound. */
    Request to(String otherModel, int otherMaxTokens) {
        return new Request(otherModel, system, messages, tools, outputSchema, otherMaxTokens);
    }

    /** @param cached the provider should cache the prompt up to the end of this block */
    public record SystemBlock(String text, boolean cached) {}

    /** @param inputSchema JSON Schema of the arguments, an object */
    public record ToolSpec(String name, String description, String inputSchema) {}
}
