package dev.companyos.duties;

import dev.companyos.kernel.CompanyException;
import dev.companyos.llm.Gateway.Ask;
import dev.companyos.llm.Gateway.Session;
import dev.companyos.llm.Message;
import dev.companyos.llm.Reply;
import dev.companyos.llm.Request.SystemBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks for one JSON object. A reply that cannot be used is sent back with the reason, at most twice. */
public final class StructuredAsk {
    private static final int TRIES = 3;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private StructuredAsk() {}

    public sealed interface Outcome<T> {
        record Usable<T>(T value) implements Outcome<T> {}

        record Unusable<T>(String reason) implements Outcome<T> {}
    }

    /** @param read turns the object into a value, or throws {@link CompanyException} with what is wrong with it */
    public static <T> Outcome<T> ask(
            Session session,
            List<SystemBlock> system,
            String brief,
            String schema,
            String promptHash,
            Function<JsonNode, T> read) {
        var messages = new ArrayList<Message>(List.of(new Message.User(brief)));
        String reason = "";
        for (int i = 0; i < TRIES; i++) {
            var reply = session.ask(new Ask(system, messages, List.of(), Optional.of(schema), 8_000, promptHash));
            String said;
            switch (reply) {
                case Reply.Text it -> {
                    said = it.text();
                    try {
                        return new Outcome.Usable<>(read.apply(parse(it.text())));
                    } catch (CompanyException e) {
                        reason = e.getMessage();
                    }
                }
                case Reply.ToolCalls it -> {
                    said = it.text();
                    reason = "You called a tool; there is none here.";
                }
                case Reply.Refused it -> {
                    said = "";
                    reason = "The model refused: " + it.reason();
                }
                case Reply.Truncated it -> {
                    said = it.text();
                    reason = "The answer was cut off at the output limit: give a shorter one.";
                }
            }
            if (!said.isBlank()) messages.add(new Message.Assistant(cut(said), List.of()));
            String again =
                    "That cannot be used: %s Answer again, with one JSON object and nothing else.".formatted(reason);
            if (messages.getLast() instanceof Message.User)
                messages.set(messages.size() - 1, new Message.User(brief + "\n\n" + again));
            else messages.add(new Message.User(again));
        }
        return new Outcome.Unusable<>("No usable answer in %d tries. %s".formatted(TRIES, reason));
    }

    private static JsonNode parse(String text) {
        int from = text.indexOf('{');
        int to = text.lastIndexOf('}');
        if (from < 0 || to < from) throw wrong("it holds no JSON object.");
        try {
            return JSON.readTree(text.substring(from, to + 1));
        } catch (JacksonException e) {
            throw wrong("it is not JSON: " + e.getOriginalMessage());
        }
    }

    /** What a reader throws at a field that is missing or wrong. */
    public static CompanyException wrong(String what) {
        return CompanyException.invalid("reply", what, "", "");
    }

    public static String text(JsonNode node, String field, int limit) {
        var value = node.path(field);
        if (!value.isString() || value.asString().isBlank())
            throw wrong("`%s` must be a text that is not empty.".formatted(field));
        String text = value.asString().strip().replace("\u0000", "");
        return text.length() > limit ? text.substring(0, limit) : text;
    }

    public static String optionalText(JsonNode node, String field, int limit) {
        var value = node.path(field);
        if (!value.isString()) return "";
        String text = value.asString().strip().replace("\u0000", "");
        return text.length() > limit ? text.substring(0, limit) : text;
    }

    private static String cut(String text) {
        return text.length() > 20_000 ? text.substring(0, 20_000) : text;
    }
}
