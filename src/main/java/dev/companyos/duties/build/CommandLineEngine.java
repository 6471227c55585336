package dev.companyos.duties.build;

import dev.companyos.codingagent.CodingAgent;
import dev.companyos.duties.talk.Tool;
import dev.companyos.duties.talk.ToolLoop.Ended;
import dev.companyos.kernel.Usd;
import dev.companyos.llm.Gateway.Outside;
import dev.companyos.llm.ModelFailed;
import dev.companyos.llm.Reply;
import dev.companyos.llm.Request.SystemBlock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * A coding agent's own command line writes the files. What it changed is kept in the journal with what it cost, so that a
 * turn that starts again after a crash has both. What is wrong with it goes back into the same conversation.
 */
public final class CommandLineEngine implements Engine {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int ROUNDS = 4;
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final CodingAgent agent;
    private final Usd money;
    private final Function<Reply.Usage, Usd> price;

    /**
     * @param money what one round may cost
     * @param price for an agent that counts tokens and no money, and for what one had done when it failed
     */
    public CommandLineEngine(CodingAgent agent, Usd money, Function<Reply.Usage, Usd> price) {
        this.agent = agent;
        this.money = money;
        this.price = price;
    }

    /** What a round came to, as the journal keeps it. */
    private record Round(String session, String said, ChangedFiles changed) {}

    @Override
    public Ended work(Job job) {
        String prompt = prompt(job);
        Optional<String> session = Optional.empty();
        String reason = "";
        for (int i = 0; i < ROUNDS; i++) {
            Round round;
            try {
                round = round(job, prompt, session);
            } catch (ModelFailed e) {
                if (i == 0 || e.kind() == ModelFailed.Kind.CANCELLED || e.kind() == ModelFailed.Kind.RATE_LIMITED)
                    throw e;
                if (session.isEmpty()) return new Ended.GaveUp("model", String.valueOf(e.getMessage()));
                // its conversation may be gone, as after a crash: what it has written is not
                session = Optional.empty();
                prompt = "%s\n\nThe folder holds your work so far. It is not accepted yet. Mend this:\n\n%s"
                        .formatted(prompt(job), reason);
                continue;
            }
            session = Optional.of(round.session()).filter(it -> !it.isBlank());
            switch (job.hands().finish(round.said().isBlank() ? "Done." : round.said())) {
                case Tool.Outcome.Finished it -> {
                    return new Ended.Finished(it.summary());
                }
                case Tool.Outcome.Error it -> reason = it.text();
                case Tool.Outcome other -> reason = other.toString();
            }
            prompt = "Your work is not accepted yet. Mend this, in the files:\n\n" + reason;
        }
        return new Ended.GaveUp("tests", "After %d rounds: %s".formatted(ROUNDS, reason));
    }

    private Round round(Job job, String prompt, Optional<String> session) {
        var what = new Outside(
                agent.name(),
                agent.name(),
                session.orElse("") + "\n" + prompt,
                job.opening().promptHash(),
                money);
        var done = job.turn().session().outside(what, price, () -> {
            var before = ChangedFiles.hashes(job.workspace());
            var work = agent.work(job.workspace(), prompt, session, new CodingAgent.Bounds(LONGEST, money));
            var changed = ChangedFiles.since(before, job.workspace());
            return new Outside.Done(
                    JSON.writeValueAsString(new Round(work.session(), work.said(), changed)),
                    work.usage(),
                    work.cost().orElseGet(() -> price.apply(work.usage())));
        });
        var round = JSON.readValue(done, Round.class);
        round.changed().apply(job.workspace());
        return round;
    }

    private static String prompt(Job job) {
        String system = job.opening().system().stream().map(SystemBlock::text).collect(Collectors.joining("\n\n"));
        return """
                %s

                You have tools of your own for reading and changing files; use them in place of those that are named above, \
                in the current folder only. You cannot run commands: when you have finished, the tests are run for you, and \
                what fails is told to you. End with two or three sentences on what you did.

                %s""".formatted(system, job.opening().brief());
    }
}
