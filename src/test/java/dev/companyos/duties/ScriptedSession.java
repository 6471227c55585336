package dev.companyos.duties;

import dev.companyos.kernel.Usd;
import dev.companyos.llm.Gateway;
import dev.companyos.llm.Message;
import dev.companyos.llm.Reply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A model whose replies are written down beforehand. */
public final class ScriptedSession implements Gateway.Session {
    private final Deque<Reply> script = new ArrayDeque<>();
    private boolean refuses;
    private Reply.Usage usage = Reply.Usage.NONE;
    private final List<Gateway.Ask> asked = new ArrayList<>();

    public ScriptedSession says(String text) {
        script.add(new Reply.Text("scripted", Reply.Usage.NONE, text));
        return this;
    }

    public ScriptedSession calls(String tool, String arguments) {
        var call = new Message.ToolCall("call-" + script.size(), tool, arguments);
        script.add(new Reply.ToolCalls("scripted", Reply.Usage.NONE, "", List.of(call)));
        return this;
    }

    public ScriptedSession replies(Reply reply) {
        script.add(reply);
        return this;
    }

    /** From now on every question is refused. */
    public ScriptedSession refuses() {
        refuses = true;
        return this;
    }

    public List<Gateway.Ask> asked() {
        return asked;
    }

    @Override
    public Reply ask(Gateway.Ask ask) {
        asked.add(new Gateway.Ask(
                ask.system(),
                List.copyOf(ask.messages()),
                ask.tools(),
                ask.outputSchema(),
                ask.maxTokens(),
                ask.promptHash()));
        if (refuses) return new Reply.Refused("scripted", Reply.Usage.NONE, "no");
        if (script.isEmpty())
            throw new AssertionError("the script is over, and one more thing is asked: "
                    + ask.messages().getLast());
        var reply = script.remove();
        usage = usage.plus(reply.usage());
        return reply;
    }

    /** Done as often as it is asked for: nothing is replayed. */
    @Override
    public String outside(
            Gateway.Outside what,
            java.util.function.Function<Reply.Usage, Usd> price,
            java.util.function.Supplier<Gateway.Outside.Done> work) {
        return work.get().text();
    }

    @Override
    public Usd cost() {
        return new Usd(asked.size() * 1_000L);
    }

    @Override
    public Reply.Usage usage() {
        return usage;
    }
}
