package dev.companyos.duties.talk;

import dev.companyos.llm.Gateway.Session;
import dev.companyos.llm.Reply;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** A conversation in which the model acts through tools until it calls one that finishes, or a bound is reached. */
public final class ToolLoop {
    private final List<Tool> tools;
    private final Clock clock;
    private final Bounds bounds;

    public ToolLoop(List<Tool> tools, Clock clock, Bounds bounds) {
        this.tools = List.copyOf(tools);
        this.clock = clock;
        this.bounds = bounds;
    }

    public sealed interface Ended {
        record Finished(String summary) implements Ended {}

        /** @param stage {@code model} for a model that refuses or goes nowhere, {@code bounds} for a bound */
        record GaveUp(String stage, String reason) implements Ended {}
    }

    public Ended run(Session session, Opening opening) {
        var strikes = new Strikes();
        var box = new Toolbox(tools, strikes, bounds.window());
        var talk = new Conversation(session, opening, box.specs(), Optional.empty(), bounds, clock);
        while (true) {
            Reply reply;
            switch (talk.next()) {
                case Conversation.Next.Over(var reason) -> {
                    return new Ended.GaveUp("bounds", reason);
                }
                case Conversation.Next.Replied(var it) -> reply = it;
            }
            switch (reply) {
                case Reply.ToolCalls it -> {
                    switch (box.use(it.calls())) {
                        case Toolbox.Used.Results(var results) -> talk.used(it, results);
                        case Toolbox.Used.Finished(var summary) -> {
                            return new Ended.Finished(summary);
                        }
                        case Toolbox.Used.GivenUp(var reason) -> {
                            return new Ended.GaveUp("model", reason);
                        }
                    }
                }
                case Reply other -> {
                    var bad = BadText.of(other, false);
                    if (strikes.out(bad.kind())) return new Ended.GaveUp("model", bad.reason());
                    talk.answer(bad.said(), bad.told());
                }
            }
        }
    }
}
