package dev.companyos.llm;

import dev.companyos.kernel.Credentials;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes secrets out of what goes to a model and of what comes back: those we know, and what looks like one. */
public final class Redaction {
    static final String MASK = "[secret removed]";

    private final List<String> known;

    /** @param secrets values that must not leave, in any encoding that {@link #clean} knows; shorter than 8 are ignored */
    public Redaction(Collection<String> secrets) {
        this.known = secrets.stream()
                .filter(it -> it.strip().length() >= 8)
                .flatMap(Redaction::spellings)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    public String clean(String text) {
        String cleaned = text;
        for (String secret : known) cleaned = cleaned.replace(secret, MASK);
        return Credentials.ANY.matcher(cleaned).replaceAll(MASK);
    }

    Request clean(Request request) {
        return new Request(
                request.model(),
                request.system().stream()
                        .map(it -> new Request.SystemBlock(clean(it.text()), it.cached()))
                        .toList(),
                request.messages().stream().map(this::clean).toList(),
                request.tools(),
                request.outputSchema(),
                request.maxTokens());
    }

    Reply clean(Reply reply) {
        return switch (reply) {
            case Reply.Text it -> new Reply.Text(it.model(), it.usage(), clean(it.text()));
            case Reply.ToolCalls it ->
                new Reply.ToolCalls(
                        it.model(), it.usage(), clean(it.text()), cleanCalls(it.calls()), clean(it.verbatim()));
            case Reply.Refused it -> new Reply.Refused(it.model(), it.usage(), clean(it.reason()));
            case Reply.Truncated it -> new Reply.Truncated(it.model(), it.usage(), clean(it.text()));
        };
    }

    private Message clean(Message message) {
        return switch (message) {
            case Message.User it -> new Message.User(clean(it.text()));
            case Message.Assistant it ->
                new Message.Assistant(clean(it.text()), cleanCalls(it.calls()), clean(it.verbatim()));
            case Message.ToolResults it ->
                new Message.ToolResults(it.results().stream()
                        .map(one -> new Message.ToolResult(one.callId(), clean(one.content()), one.error()))
                        .toList());
        };
    }

    /** With a word changed it is not verbatim, and its provider would refuse it. */
    private Optional<Message.Verbatim> clean(Optional<Message.Verbatim> verbatim) {
        return verbatim.filter(it -> clean(it.content()).equals(it.content()));
    }

    private List<Message.ToolCall> cleanCalls(List<Message.ToolCall> calls) {
        return calls.stream()
                .map(it -> new Message.ToolCall(it.id(), it.name(), clean(it.arguments())))
                .toList();
    }

    private static Stream<String> spellings(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String inJson = secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return Stream.of(
                secret,
                inJson,
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                java.util.HexFormat.of().formatHex(bytes));
    }
}
