package dev.companyos.duties.build;

import dev.companyos.checks.Checks;
import dev.companyos.duties.Essentials;
import dev.companyos.duties.ProductView;
import dev.companyos.duties.Provenance;
import dev.companyos.duties.Result;
import dev.companyos.duties.SharedBill;
import dev.companyos.duties.TaskDuty;
import dev.companyos.duties.TaskTurn;
import dev.companyos.duties.talk.ToolLoop;
import dev.companyos.duties.tools.Lookups;
import dev.companyos.duties.tools.ReadingTools;
import dev.companyos.duties.tools.Teammates;
import dev.companyos.duties.tools.TestRun;
import dev.companyos.duties.tools.WorkspaceTools;
import dev.companyos.facts.TaskFact;
import dev.companyos.kernel.Commit;
import dev.companyos.kernel.Slug;
import dev.companyos.repo.Repositories;
import dev.companyos.repo.Repository;
import dev.companyos.stacks.Stack;
import dev.companyos.stacks.Stacks;
import dev.companyos.work.Backlog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/** BUILD: an engineer drafts, checks and tests in a workspace of their own; what passes is committed and merged. */
public final class Build implements TaskDuty {
    private static final int LONGEST_DIFF = 12_000;

    private final Essentials with;
    private final Backlog backlog;
    private final Stacks stacks;
    private final Checks checks;
    private final Grounds grounds;
    private final Desk desk;

    /** Where building happens. @param workspaces folder of all workspaces, outside every repository */
    public record Grounds(
            Repositories repositories, Foundation foundation, TestSuite suite, MergeGate gate, Path workspaces) {}

    /** Who writes, where an engineer can ask and look things up, and who looks at the result. */
    public record Desk(Briefing briefing, Lookups lookups, Teammates teammates, Engine engine, PeerReview review) {}

    public Build(Essentials with, Backlog backlog, Stacks stacks, Checks checks, Grounds grounds, Desk desk) {
        this.with = with;
        this.backlog = backlog;
        this.stacks = stacks;
        this.checks = checks;
        this.grounds = grounds;
        this.desk = desk;
    }

    @Override
    public Result perform(TaskTurn given) {
        var teammates = desk.teammates().forTurn(given);
        var review = desk.review().forTurn(given);
        var bill = new SharedBill(given.session(), () -> teammates.cost().plus(review.cost()));
        return perform(given.through(bill), teammates, review);
    }

    /** One task, its workspace, and those who help with it. */
    private record Work(
            TaskTurn turn,
            Repository repository,
            Commit base,
            Stack stack,
            boolean ours,
            Path workspace,
            PeerReview.Desk review) {}

    private Result perform(TaskTurn turn, Teammates.Desk teammates, PeerReview.Desk review) {
        var task = turn.claim().task();
        var stack = stacks.choose(turn.brain().stack()).stack();
        var repository = grounds.repositories().open(turn.product());
        boolean ours = with.writesOnlyOurCode(turn.role()) && Provenance.ours(repository);
        grounds.suite().admit(ours);
        Commit base = grounds.foundation().lay(turn.product(), turn.brain().productName(), stack);

        var merged = repository.mergedFor(task.id());
        if (merged.isPresent()) return mergedBefore(turn, repository, merged.get(), stack, ours);

        Path workspace = grounds.workspaces()
                .resolve(turn.product().value())
                .resolve(task.id() + "-" + turn.claim().epoch());
        try {
            repository.export(base, workspace);
            return draft(new Work(turn, repository, base, stack, ours, workspace, review), teammates);
        } finally {
            Workspaces.delete(workspace);
        }
    }

    /** A turn before this one merged and died before it could say so. */
    private Result mergedBefore(TaskTurn turn, Repository repository, Commit merged, Stack stack, boolean ours) {
        Path folder = gateFolder(turn);
        repository.export(merged, folder);
        var run = grounds.suite().run(folder, stack, ours);
        Workspaces.delete(folder);
        var evidence =
                turn.evidence(run.total(), run.passed(), 0, 0, with.clock().instant());
        return new Result.Done("Merged as " + merged.abbreviated() + ".", evidence, () -> publishMerged(turn, merged));
    }

    private Result draft(Work work, Teammates.Desk teammates) {
        var turn = work.turn();
        Path workspace = work.workspace();
        var reading = new ReadingTools(() -> workspace, checks).all();
        var tools = new WorkspaceTools(
                workspace,
                checks,
                turn.claim().task().title() + "\n" + turn.claim().task().description(),
                () -> {
                    var run = grounds.suite().run(workspace, work.stack(), work.ours());
                    tell(turn, run, false);
                    return run;
                },
                (tests, advice, summary) -> commit(work, summary).flatMap(tip -> work.review()
                        .look(new PeerReview.Change(
                                work.repository().diff(work.base(), tip), tests, advice, summary, reading))));
        var offered = new ArrayList<>(reading);
        offered.addAll(tools.all());
        offered.addAll(desk.lookups().forTurn(turn.company().id()));
        offered.add(teammates.tool());
        var brief = Map.of(
                "mission", turn.company().mission(),
                "product", turn.brain().productName(),
                "product_description", turn.brain().productDescription(),
                "task", turn.taskBlock(),
                "files", String.join("\n", ProductView.files(workspace)),
                "knowledge", desk.briefing().passages(turn),
                "last_error", turn.lastError(),
                "memory", turn.memory());
        var contract =
                Map.of("stack", work.stack().name(), "guide", work.stack().guide());
        var opening = with.opening(turn.role(), turn.bodySlots(), contract, brief);
        var ended = desk.engine().work(new Engine.Job(turn, opening, offered, tools, workspace));
        return switch (ended) {
            case ToolLoop.Ended.GaveUp it -> {
                var last = tools.lastRun();
                String tests = last.map(run -> "\nLast tests: " + run.summary() + "\n" + tail(run.output()))
                        .orElse("");
                yield notDone(
                        turn, it.stage(), it.reason() + tests, last.orElse(new TestRun(false, 0, 0, "")), 0, tools);
            }
            case ToolLoop.Ended.Finished it -> merge(work, it.summary(), tools);
        };
    }

    private Repository.Message message(Work work, String summary) {
        return work.turn()
                .commitMessage(summary, with.writesOnlyOurCode(work.turn().role()));
    }

    /** The workspace on the task's own branch; empty where nothing has changed. */
    private Optional<Commit> commit(Work work, String summary) {
        var task = work.turn().claim().task();
        String branch = "agent/%s/%s".formatted(task.id(), Slug.of(task.title(), "task"));
        return work.repository().commit(work.workspace(), branch, Optional.of(work.base()), message(work, summary));
    }

    private Result merge(Work work, String summary, WorkspaceTools tools) {
        var turn = work.turn();
        Optional<Commit> tip = commit(work, summary);
        var run = tools.lastRun().orElseThrow();
        if (tip.isEmpty()) {
            var evidence =
                    turn.evidence(run.total(), run.passed(), 0, 0, with.clock().instant());
            return new Result.Done("Nothing had to change. " + summary, evidence, () -> {});
        }
        var passage = grounds.gate()
                .pass(
                        work.repository(),
                        tip.get(),
                        message(work, summary),
                        work.stack(),
                        work.ours(),
                        gateFolder(turn),
                        it -> tell(turn, it, true),
                        (from, to) -> with.transactions().call(() -> {
                            backlog.assertHeld(turn.claim());
                            return work.repository().advance(from, to);
                        }));
        return switch (passage) {
            case MergeGate.Passage.Conflicted it ->
                notDone(
                        turn,
                        "merge",
                        "Somebody else changed the same lines of %s.%n%s%n%s"
                                .formatted(it.files(), tail(it.details()), mine(work, tip.get())),
                        run,
                        0,
                        tools);
            case MergeGate.Passage.Broken it ->
                notDone(
                        turn,
                        "merge",
                        "The tests passed in the workspace and fail on the merged tree: %s%n%s%n%s"
                                .formatted(it.tests().summary(), tail(it.tests().output()), mine(work, tip.get())),
                        it.tests(),
                        Math.max(1, it.tests().failed()),
                        tools);
            case MergeGate.Passage.Merged it ->
                new Result.Done(
                        (summary.isBlank() ? "Merged." : summary)
                                + (work.review().note().isEmpty()
                                        ? ""
                                        : "\n" + work.review().note()),
                        turn.evidence(
                                it.tests().total(),
                                it.tests().passed(),
                                0,
                                tools.refusedWrites()
                                        + tools.advice().size()
                                        + work.review().findings(),
                                with.clock().instant()),
                        () -> publishMerged(turn, it.commit()));
        };
    }

    private Result notDone(
            TaskTurn turn, String stage, String reason, TestRun run, int regressions, WorkspaceTools tools) {
        return new Result.NotDone(
                stage,
                reason,
                turn.evidence(
                        run.total(),
                        run.passed(),
                        regressions,
                        tools.refusedWrites(),
                        with.clock().instant()));
    }

    private void tell(TaskTurn turn, TestRun run, boolean merged) {
        with.bus()
                .publish(
                        turn.company().id(),
                        new TaskFact.Tested(
                                with.clock().instant(),
                                turn.claim().task().id(),
                                turn.claim().by(),
                                run.total(),
                                run.passed(),
                                merged));
    }

    private void publishMerged(TaskTurn turn, Commit commit) {
        var task = turn.claim().task();
        with.bus()
                .publish(
                        turn.company().id(),
                        new TaskFact.Merged(
                                with.clock().instant(), task.id(), turn.claim().by(), commit, task.title()));
    }

    private Path gateFolder(TaskTurn turn) {
        return grounds.workspaces()
                .resolve(turn.product().value())
                .resolve("gate-" + turn.claim().task().id() + "-" + turn.claim().epoch());
    }

    /** What the author had done, for the next attempt not to begin with nothing. */
    private static String mine(Work work, Commit tip) {
        String diff = work.repository().diff(work.base(), tip);
        return "What you had changed, which is not on main:\n"
                + (diff.length() > LONGEST_DIFF ? diff.substring(0, LONGEST_DIFF) + "\n[…]" : diff);
    }

    private static String tail(String text) {
        return text.length() > 6_000 ? text.substring(text.length() - 6_000) : text;
    }
}
