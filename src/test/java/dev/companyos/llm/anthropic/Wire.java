package dev.companyos.llm.anthropic;

import dev.companyos.llm.Message;
import dev.companyos.llm.ModelCatalog;
import dev.companyos.llm.Request;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Messages API as it is on the wire. */
final class Wire {
    static final String KEY = "sk-ant-test-0123456789abcdefghij";
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

    private Wire() {}

    static AnthropicModel model(URI url) {
        return new AnthropicModel(
                new AnthropicModel.Settings(KEY, Optional.of(url), Duration.ofSeconds(1), Duration.ofSeconds(2)),
                ModelCatalog.shipped("anthropic", Map.of()),
                NOON);
    }

    static Request hi() {
        return request("claude-sonnet-5-5", List.of(new Message.User("hi")));
    }

    static Request request(String model, List<Message> messages) {
        return new Request(model, List.of(), messages, List.of(), Optional.empty(), 1_000);
    }

    static String message(String stopReason, String content) {
        return """
                {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-5-5","content":[%s],
                 "stop_reason":"%s","stop_sequence":null,"usage":{"input_tokens":10,"output_tokens":20,
                 "cache_creation_input_tokens":30,"cache_read_input_tokens":40,"service_tier":"standard"}}
                """.formatted(content, stopReason);
    }

    static String error(String type, String message) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"%s\"},\"request_id\":\"req_1\"}"
                .formatted(type, message);
    }
}
