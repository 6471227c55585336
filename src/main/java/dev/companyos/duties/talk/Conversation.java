package dev.companyos.duties.talk;

import dev.companyos.llm.Gateway.Ask;
import dev.companyos.llm.Gateway.Session;
import dev.companyos.llm.Message;
import dev.companyos.llm.Message.ToolResult;
import dev.companyos.llm.Reply;
import dev.companyos.llm.Request.ToolSpec;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The messages so far, and what is left of the bounds. */
final class Conversation {
    private static final int KEPT = 20_000;
    private static final int WARNED = 3;

    private final Session session;
    private final Opening opening;
    private final List<ToolSpec> tools;
    private final Optional<String> schema;
    private final Bounds bounds;
    private final Clock clock;
    private final Instant ends;
    private final long fixedTokens;
    private List<Message> messages;
    private int steps;

    Conversation(
            Session session,
            Opening opening,
            List<ToolSpec> tools,
            Optional<String> schema,
            Bounds bounds,
            Clock clock) {
        this.session = session;
        this.opening = opening;
        this.tools = tools;
        this.schema = schema;
        this.bounds = bounds;
        this.clock = clock;
        this.ends = clock.instant().plus(bounds.time());
        this.messages = new ArrayList<>(List.of(new Message.User(opening.brief())));
        this.fixedTokens = opening.system().stream()
                        .mapToLong(it -> Compaction.tokens(it.text()))
                        .sum()
                + tools.stream()
                        .mapToLong(it -> Compaction.tokens(it.description() + it.inputSchema()))
                        .sum()
                + schema.map(Compaction::tokens).orElse(0L);
    }

    sealed interface Next {
        record Replied(Reply reply) implements Next {}

        /** A bound is reached; nobody was asked. */
        record Over(String reason) implements Next {}
    }

    Next next() {
        var over = over();
        if (over.isPresent()) return new Next.Over(over.get());
        messages = new ArrayList<>(Compaction.fit(messages, fixedTokens, bounds.window()));
        if (messages.size() > 1 && fixedTokens + Compaction.tokens(messages) > bounds.window())
            return new Next.Over("The conversation does not fit the model's window of about %d tokens any more."
                    .formatted(bounds.window()));
        steps++;
        var reply = session.ask(new Ask(
                opening.system(), List.copyOf(messages), tools, schema, bounds.outputTokens(), opening.promptHash()));
        return new Next.Replied(
                reply instanceof Reply.ToolCalls it && it.calls().isEmpty()
                        ? new Reply.Text(it.model(), it.usage(), it.text())
                        : reply);
    }

    /** Near the end the model is told so: what it has found out should not be lost to a bound. */
    void used(Reply.ToolCalls reply, List<ToolResult> results) {
        messages.add(
                reply.text().length() > KEPT
                        ? new Message.Assistant(kept(reply.text()), reply.calls())
                        : reply.message());
        int left = bounds.steps() - steps;
        if (left > WARNED || results.isEmpty()) messages.add(new Message.ToolResults(results));
        else {
            var warned = new ArrayList<>(results);
            var last = warned.removeLast();
            warned.add(new ToolResult(
                    last.callId(),
                    "%s\n[%d replies are left to you in this turn: come to an end.]".formatted(last.content(), left),
                    last.error()));
            messages.add(new Message.ToolResults(warned));
        }
    }

    /** What the model said, and what it is told about it. */
    void answer(String said, String told) {
        messages.add(new Message.Assistant(said.isBlank() ? "(nothing)" : kept(said), List.of()));
        messages.add(new Message.User(told));
    }

    private Optional<String> over() {
        if (steps >= bounds.steps()) return Optional.of("The turn took more than %d steps.".formatted(bounds.steps()));
        if (clock.instant().isAfter(ends)) return Optional.of("The turn took longer than " + bounds.time() + ".");
        if (session.cost().compareTo(bounds.money()) >= 0)
            return Optional.of(
                    "The turn has cost %s; %s is what it may cost.".formatted(session.cost(), bounds.money()));
        var usage = session.usage();
        long tokens = usage.input() + usage.output() + usage.cacheWrite() + usage.cacheRead();
        return tokens >= bounds.tokens()
                ? Optional.of("The turn took %d tokens; %d is its bound.".formatted(tokens, bounds.tokens()))
                : Optional.empty();
    }

    private static String kept(String text) {
        return Texts.ends(text, KEPT, "they were too many");
    }
}
