package dev.companyos.duties.talk;

import dev.companyos.llm.Message;
import dev.companyos.llm.Message.ToolCall;
import dev.companyos.llm.Message.ToolResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a conversation shorter that is about to outgrow its window. What tools said long ago gives way to a note, and if
 * that is not enough, long arguments of old calls too. The opening stays, the newest messages stay, and every call keeps
 * its result. The outcome depends on the conversation alone: a turn that is replayed from the journal makes the very same
 * requests. It is cut to half the window at once, so that a provider's cache is lost rarely.
 */
final class Compaction {
    /** Messages at the end that are left alone, as long as that is possible. */
    private static final List<Integer> NEWEST = List.of(6, 4, 2);

    private static final int LONG_RESULT = 300;
    private static final int LONG_ARGUMENT = 300;
    private static final int CHARACTERS_PER_TOKEN = 3;
    private static final int PER_PART = 10;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Compaction() {}

    /**
     * @param other tokens of instructions, tools and schema, which are sent along
     * @param window tokens that all of it may have
     * @return the same messages where they fit; where nothing more can be left out, they may still not fit
     */
    static List<Message> fit(List<Message> messages, long other, long window) {
        if (other + tokens(messages) <= window) return messages;
        long goal = window / 2;
        var shorter = new ArrayList<>(messages);
        for (int newest : NEWEST) {
            for (int i = 1; i < shorter.size() - newest && other + tokens(shorter) > goal; i++)
                if (shorter.get(i) instanceof Message.ToolResults it) shorter.set(i, shortened(it, calls(shorter, i)));
            for (int i = 1; i < shorter.size() - newest && other + tokens(shorter) > goal; i++)
                if (shorter.get(i) instanceof Message.Assistant it) shorter.set(i, shortened(it));
            if (other + tokens(shorter) <= window) break;
        }
        withoutVerbatim(shorter, messages);
        return shorter;
    }

    /** What a provider signed belongs to what stood before it; after the first change it says nothing any more. */
    private static void withoutVerbatim(List<Message> shorter, List<Message> messages) {
        boolean changed = false;
        for (int i = 0; i < shorter.size(); i++) {
            changed |= !shorter.get(i).equals(messages.get(i));
            if (changed && shorter.get(i) instanceof Message.Assistant it)
                shorter.set(i, new Message.Assistant(it.text(), it.calls()));
        }
    }

    /** An estimate that errs on the high side for code and prose. */
    static long tokens(List<Message> messages) {
        long tokens = 0;
        for (var message : messages)
            tokens += switch (message) {
                case Message.User it -> tokens(it.text());
                case Message.Assistant it ->
                    tokens(it.text())
                            + it.verbatim().map(said -> tokens(said.content())).orElse(0L)
                            + it.calls().stream()
                                    .mapToLong(call -> tokens(call.name()) + tokens(call.arguments()))
                                    .sum();
                case Message.ToolResults it ->
                    it.results().stream()
                            .mapToLong(result -> tokens(result.content()))
                            .sum();
            };
        return tokens;
    }

    static long tokens(String text) {
        long units = 0;
        for (int i = 0; i < text.length(); i++) units += text.charAt(i) < 0x80 ? 1 : CHARACTERS_PER_TOKEN;
        return PER_PART + units / CHARACTERS_PER_TOKEN;
    }

    private static Map<String, ToolCall> calls(List<Message> messages, int results) {
        var calls = new HashMap<String, ToolCall>();
        if (messages.get(results - 1) instanceof Message.Assistant it)
            it.calls().forEach(call -> calls.putIfAbsent(call.id(), call));
        return calls;
    }

    private static Message shortened(Message.ToolResults message, Map<String, ToolCall> calls) {
        return new Message.ToolResults(message.results().stream()
                .map(it -> it.content().length() <= LONG_RESULT ? it : note(it, calls))
                .toList());
    }

    private static ToolResult note(ToolResult result, Map<String, ToolCall> calls) {
        var call = calls.get(result.callId());
        String what = call == null ? "the call" : call.name() + " " + cut(call.arguments());
        return new ToolResult(
                result.callId(),
                "[Left out to save room: what %s said, %d characters, %s. Call it again if you need it.]"
                        .formatted(what, result.content().length(), result.error() ? "an error" : "no error"),
                result.error());
    }

    private static Message shortened(Message.Assistant message) {
        return new Message.Assistant(
                message.text().length() <= LONG_ARGUMENT ? message.text() : cut(message.text()),
                message.calls().stream()
                        .map(it -> it.arguments().length() <= LONG_ARGUMENT
                                ? it
                                : new ToolCall(it.id(), it.name(), shortened(it.arguments())))
                        .toList());
    }

    /** Still the same object with the same fields; what is no object becomes an empty one. */
    private static String shortened(String arguments) {
        try {
            JsonNode given = JSON.readTree(arguments);
            if (!given.isObject()) return "{}";
            ObjectNode shorter = JSON.createObjectNode();
            given.properties().forEach(it -> {
                String text = it.getValue().isString()
                        ? it.getValue().asString()
                        : it.getValue().toString();
                if (text.length() <= LONG_ARGUMENT) shorter.set(it.getKey(), it.getValue());
                else shorter.put(it.getKey(), "[left out to save room: %d characters]".formatted(text.length()));
            });
            return JSON.writeValueAsString(shorter);
        } catch (JacksonException e) {
            return "{}";
        }
    }

    private static String cut(String text) {
        return text.length() <= 120 ? text : Texts.head(text, 120) + " […]";
    }
}
