package dev.companyos.llm.openai;

import dev.companyos.llm.LanguageModel;
import dev.companyos.llm.ModelCatalog;
import dev.companyos.llm.Reply;
import dev.companyos.llm.WireFormat;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Chat Completions as they are on the wire. */
final class OpenAiWire implements WireFormat {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String COUNTS = """
            "usage":{"prompt_tokens":50,"completion_tokens":20,"total_tokens":70,
            "prompt_tokens_details":{"cached_tokens":40},"completion_tokens_details":{"reasoning_tokens":5}}""";

    @Override
    public LanguageModel model(URI url) {
        return model(Optional.of(KEY), url);
    }

    static OpenAiModel model(Optional<String> key, URI url) {
        return new OpenAiModel(
                new OpenAiModel.Settings(
                        key, Optional.of(url), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(3)),
                ModelCatalog.shipped("openai", Map.of()),
                NOON);
    }

    @Override
    public String settings() {
        return "OPENAI";
    }

    @Override
    public String modelName() {
        return "gpt-test";
    }

    @Override
    public Reply.Usage usage() {
        return new Reply.Usage(10, 20, 0, 40);
    }

    @Override
    public String stream(Stop stop, String text, List<Call> calls) {
        var stream = new StringBuilder(chunk("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}", "null"));
        for (String part : parts(text))
            stream.append(
                    chunk("{\"%s\":%s}".formatted(stop == Stop.REFUSED ? "refusal" : "content", quoted(part)), "null"));
        for (int i = 0; i < calls.size(); i++) {
            stream.append(chunk("""
                            {"tool_calls":[{"index":%d,"id":"%s","type":"function",
                            "function":{"name":"%s","arguments":""}}]}
                            """.formatted(i, calls.get(i).id(), calls.get(i).name()), "null"));
            for (String part : parts(calls.get(i).arguments()))
                stream.append(chunk("""
                        {"tool_calls":[{"index":%d,"function":{"arguments":%s}}]}""".formatted(i, quoted(part)), "null"));
        }
        String reason = stop == Stop.BOUND ? "length" : calls.isEmpty() ? "stop" : "tool_calls";
        return stream.append(end(reason)).toString();
    }

    @Override
    public String streamOfNextYear(String text) {
        return ": OPENROUTER PROCESSING\n\n"
                + line("{\"object\":\"weather\",\"sky\":\"blue\"}")
                + chunk("{\"role\":\"assistant\",\"hologram\":{\"x\":1}}", "null")
                + line("""
                        {"id":"c","object":"chat.completion.chunk","model":"gpt-test","mood":"good",
                        "choices":[{"index":0,"delta":{"content":%s,"glitter":true},"finish_reason":null,"pitch":3}]}
                        """.formatted(quoted(text)))
                + end("some_new_reason");
    }

    @Override
    public String streamWithoutUsage(String text) {
        return chunk("{\"content\":%s}".formatted(quoted(text)), "null") + chunk("{}", "\"stop\"") + "data: [DONE]\n\n";
    }

    @Override
    public String beginning(String text) {
        return chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null") + piece(text);
    }

    @Override
    public String piece(String text) {
        return chunk("{\"content\":%s}".formatted(quoted(text)), "null");
    }

    @Override
    public String errorEvent(Trouble trouble) {
        return line(
                switch (trouble) {
                    case OVERLOADED ->
                        "{\"error\":{\"message\":\"OVERLOADED\",\"type\":\"server_error\",\"code\":null}}";
                    case RATE_LIMIT ->
                        "{\"error\":{\"message\":\"RATE_LIMIT\",\"type\":\"requests\",\"code\":\"rate_limit_exceeded\"}}";
                    case SPEND_LIMIT ->
                        "{\"error\":{\"message\":\"SPEND_LIMIT\",\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\"}}";
                    case OF_NEXT_YEAR -> "{\"error\":{\"message\":\"OF_NEXT_YEAR\",\"code\":502}}";
                });
    }

    @Override
    public String inOnePiece(String text) {
        return """
                {"id":"c","object":"chat.completion","created":1,"model":"gpt-test","choices":[{"index":0,
                 "message":{"role":"assistant","content":%s,"refusal":null},"finish_reason":"stop"}],%s}
                """.formatted(quoted(text), COUNTS);
    }

    @Override
    public String error(int status, String message) {
        return "{\"error\":{\"message\":%s,\"type\":\"some_error\",\"param\":null,\"code\":null}}"
                .formatted(quoted(message));
    }

    static String end(String reason) {
        return chunk("{}", quoted(reason)) + line("""
                        {"id":"c","object":"chat.completion.chunk","created":1,"model":"gpt-test","choices":[],%s}
                        """.formatted(COUNTS)) + "data: [DONE]\n\n";
    }

    static String chunk(String delta, String finish) {
        return line("""
                {"id":"c","object":"chat.completion.chunk","created":1,"model":"gpt-test",
                "choices":[{"index":0,"delta":%s,"logprobs":null,"finish_reason":%s}],"usage":null}
                """.formatted(delta, finish));
    }

    private static String line(String json) {
        return "data: " + json.strip().replace("\n", " ") + "\n\n";
    }

    static String quoted(String text) {
        return JSON.writeValueAsString(text);
    }

    private static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        for (int i = 0; i < text.length(); ) {
            int end = Math.min(text.length(), i + Math.max(7, text.length() / 20));
            if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) end++;
            parts.add(text.substring(i, end));
            i = end;
        }
        return parts;
    }
}
