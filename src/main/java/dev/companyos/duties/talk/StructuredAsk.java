package dev.companyos.duties.talk;

import dev.companyos.kernel.CompanyException;
import dev.companyos.llm.Gateway.Session;
import dev.companyos.llm.Reply;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Asks for one JSON object. The answer is held against the very schema that was sent; one that cannot be used goes back
 * with the reason. The model may look around with tools before it answers, if it is given some.
 */
public final class StructuredAsk<T> {
    private final String schema;
    private final SchemaCheck check;
    private final Function<JsonNode, T> read;
    private final Clock clock;
    private final Bounds bounds;
    private final List<Tool> tools;

    /** @param read turns an object of the schema into a value, or throws {@link #wrong} with what is wrong with it */
    public StructuredAsk(String schema, Function<JsonNode, T> read, Clock clock, Bounds bounds) {
        this(schema, read, clock, bounds, List.of());
    }

    public StructuredAsk(String schema, Function<JsonNode, T> read, Clock clock, Bounds bounds, List<Tool> tools) {
        this.schema = schema;
        this.check = new SchemaCheck(schema);
        this.read = read;
        this.clock = clock;
        this.bounds = bounds;
        this.tools = List.copyOf(tools);
    }

    public sealed interface Outcome<T> {
        record Usable<T>(T value) implements Outcome<T> {}

        record Unusable<T>(String reason) implements Outcome<T> {}
    }

    private sealed interface Taken<T> {
        record Good<T>(T value) implements Taken<T> {}

        record Bad<T>(BadText text) implements Taken<T> {}
    }

    public Outcome<T> ask(Session session, Opening opening) {
        var strikes = new Strikes();
        var box = new Toolbox(tools, strikes, bounds.window());
        var talk = new Conversation(session, opening, box.specs(), Optional.of(schema), bounds, clock);
        String last = "";
        while (true) {
            Reply reply;
            switch (talk.next()) {
                case Conversation.Next.Over(var reason) -> {
                    return new Outcome.Unusable<>((reason + " " + last).strip());
                }
                case Conversation.Next.Replied(var it) -> reply = it;
            }
            BadText bad;
            switch (reply) {
                case Reply.ToolCalls it
                when !box.isEmpty() -> {
                    switch (box.use(it.calls())) {
                        case Toolbox.Used.Results(var results) -> talk.used(it, results);
                        case Toolbox.Used.GivenUp(var reason) -> {
                            return new Outcome.Unusable<>(reason);
                        }
                        case Toolbox.Used.Finished _ ->
                            throw new IllegalStateException("a tool that finishes ends no question");
                    }
                    continue;
                }
                case Reply.Text it
                when !it.text().isBlank() && it.text().length() <= BadText.LONGEST -> {
                    switch (take(it.text())) {
                        case Taken.Good<T>(var value) -> {
                            return new Outcome.Usable<>(value);
                        }
                        case Taken.Bad<T>(var text) -> bad = text;
                    }
                }
                case Reply other -> bad = BadText.of(other, true);
            }
            last = bad.reason();
            if (strikes.out(bad.kind())) return new Outcome.Unusable<>("No usable answer was given. " + last);
            talk.answer(bad.said(), bad.told());
        }
    }

    private Taken<T> take(String text) {
        return switch (JsonIn.in(text, it -> check.problems(it).isEmpty())) {
            case JsonIn.Found.None(var reason) -> bad(BadReply.NOT_JSON, text, reason);
            case JsonIn.Found.One(var object) -> {
                var problems = check.problems(object);
                if (!problems.isEmpty()) yield bad(BadReply.WRONG_SHAPE, text, String.join(" ", problems));
                try {
                    yield new Taken.Good<>(read.apply(object));
                } catch (CompanyException e) {
                    if (!e.code().equals(WRONG)) throw e;
                    yield bad(BadReply.WRONG_CONTENT, text, e.what());
                }
            }
        };
    }

    private Taken<T> bad(BadReply kind, String text, String reason) {
        return new Taken.Bad<>(new BadText(
                kind,
                text,
                "That cannot be used: %s Answer again, with one whole JSON object and nothing else.".formatted(reason),
                reason));
    }

    private static final String WRONG = "invalid.reply";

    /** What a reader throws at a field that is missing or wrong. */
    public static CompanyException wrong(String what) {
        return CompanyException.invalid("reply", what, "", "");
    }

    public static String text(JsonNode node, String field, int limit) {
        var value = node.path(field);
        String text = value.isString() ? clean(value.asString()) : "";
        if (text.isEmpty()) throw wrong("`%s` must be a text that is not empty.".formatted(field));
        return Texts.head(text, limit);
    }

    public static String optionalText(JsonNode node, String field, int limit) {
        var value = node.path(field);
        return value.isString() ? Texts.head(clean(value.asString()), limit) : "";
    }

    private static String clean(String text) {
        return text.replace("\u0000", "").strip();
    }
}
