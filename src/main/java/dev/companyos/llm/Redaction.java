package dev.companyos.llm;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes secrets out of what goes to a model and of what comes back: those we know, and what looks like one. */
public final class Redaction {
    static final String MASK = "[secret removed]";

    /** Shapes that only a credential has; a general word such as {@code password=} is left alone, code is full of it. */
    private static final Pattern LOOKS_LIKE_A_KEY = Pattern.compile(String.join(
            "|",
            "\\bsk-(?:ant|proj|or)-[A-Za-z0-9_-]{20,}",
            "\\bsk-[A-Za-z0-9]{32,}",
            "\\bgh[pousr]_[A-Za-z0-9]{30,}",
            "\\bgithub_pat_[A-Za-z0-9_]{40,}",
            "\\bglpat-[A-Za-z0-9_-]{20,}",
            "\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b",
            "\\bxox[abprs]-[A-Za-z0-9-]{20,}",
            "\\bAIza[A-Za-z0-9_-]{35}",
            "-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]{1,10000}?-----END [A-Z ]*PRIVATE KEY-----"));

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
        return LOOKS_LIKE_A_KEY.matcher(cleaned).replaceAll(MASK);
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
