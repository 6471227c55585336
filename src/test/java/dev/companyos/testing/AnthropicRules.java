package dev.companyos.testing;

import com.sun.net.httpserver.Headers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What the Messages API demands of a request, as its reference says; what breaks a rule is a 400 there. */
final class AnthropicRules {
    private static final Set<String> KNOWN = Set.of(
            "model",
            "max_tokens",
            "messages",
            "system",
            "tools",
            "tool_choice",
            "stream",
            "thinking",
            "output_config",
            "metadata",
            "stop_sequences",
            "temperature");

    private final List<String> broken = new ArrayList<>();
    private int breakpoints;

    private AnthropicRules() {}

    static List<String> broken(JsonNode request, Headers headers) {
        var rules = new AnthropicRules();
        rules.head(request, headers);
        rules.messages(request.path("messages"));
        rules.tools(request.path("tools"));
        request.path("system").forEach(rules::block);
        rules.demand(rules.breakpoints <= 4, "at most 4 blocks with cache_control, not " + rules.breakpoints);
        return rules.broken;
    }

    private void head(JsonNode request, Headers headers) {
        demand(
                headers.getFirst("x-api-key") != null || headers.getFirst("authorization") != null,
                "x-api-key or authorization header is required");
        demand(headers.getFirst("anthropic-version") != null, "anthropic-version header is required");
        request.propertyNames().forEach(it -> demand(KNOWN.contains(it), it + ": extra inputs are not permitted"));
        demand(request.path("model").asString("").startsWith("claude-"), "model: unknown");
        demand(request.path("max_tokens").asInt(0) >= 1, "max_tokens: at least 1");
        demand(request.path("stream").asBoolean(false), "stream: this server only streams");
        var schema = request.at("/output_config/format/schema");
        if (!schema.isMissingNode()) schema(schema);
    }

    /** Structured outputs take objects without further properties, and no bounds on numbers and texts. */
    private void schema(JsonNode schema) {
        if (schema.path("type").asString("").equals("object"))
            demand(
                    schema.path("additionalProperties").isBoolean()
                            && !schema.path("additionalProperties").asBoolean(),
                    "output_config.format.schema: additionalProperties must be false");
        for (String bound : List.of("minimum", "maximum", "minLength", "maxLength", "maxItems"))
            demand(!schema.has(bound), "output_config.format.schema: %s is not supported".formatted(bound));
        schema.path("properties").forEach(this::schema);
        if (schema.has("items")) schema(schema.path("items"));
    }

    private void messages(JsonNode messages) {
        demand(!messages.isEmpty(), "messages: at least one");
        String expected = "user";
        Set<String> called = Set.of();
        for (var message : messages) {
            String role = message.path("role").asString("");
            demand(role.equals(expected), "messages: roles must alternate, beginning with user");
            expected = role.equals("user") ? "assistant" : "user";
            demand(!message.path("content").isEmpty(), "messages: content must not be empty");
            var calls = new HashSet<String>();
            var results = new HashSet<String>();
            for (var block : message.path("content")) {
                block(block);
                if (block.path("type").asString().equals("tool_use")) {
                    demand(block.path("input").isObject(), "tool_use.input: must be an object");
                    calls.add(block.path("id").asString(""));
                }
                if (block.path("type").asString().equals("tool_result"))
                    results.add(block.path("tool_use_id").asString(""));
            }
            demand(
                    results.equals(called),
                    "tool_result blocks must answer exactly the tool_use blocks before: %s, not %s"
                            .formatted(called, results));
            called = calls;
        }
        demand(called.isEmpty(), "messages: tool_use without tool_result at the end");
        demand(expected.equals("assistant"), "messages: the last must be the user's");
    }

    private void tools(JsonNode tools) {
        var names = new HashSet<String>();
        for (var tool : tools) {
            String name = tool.path("name").asString("");
            demand(name.matches("[a-zA-Z0-9_-]{1,128}"), "tools.name: " + name);
            demand(names.add(name), "tools: names must be unique: " + name);
            demand(
                    tool.at("/input_schema/type").asString("").equals("object"),
                    "tools.%s.input_schema.type: must be object".formatted(name));
            if (tool.has("cache_control")) breakpoints++;
        }
    }

    private void block(JsonNode block) {
        if (block.has("cache_control")) breakpoints++;
        if (block.path("type").asString("").equals("text"))
            demand(!block.path("text").asString("").isBlank(), "text content blocks must contain non-whitespace text");
    }

    private void demand(boolean kept, String rule) {
        if (!kept) broken.add(rule);
    }
}
