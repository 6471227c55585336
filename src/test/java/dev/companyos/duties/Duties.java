package dev.companyos.duties;

import dev.companyos.budget.Scope;
import dev.companyos.budget.memory.MemoryBudgets;
import dev.companyos.duties.build.Briefing;
import dev.companyos.duties.build.Build;
import dev.companyos.duties.build.Documents;
import dev.companyos.duties.build.Engine;
import dev.companyos.duties.build.Foundation;
import dev.companyos.duties.build.MergeGate;
import dev.companyos.duties.build.PeerReview;
import dev.companyos.duties.build.ToolLoopEngine;
import dev.companyos.duties.tools.Teammates;
import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.Commit;
import dev.companyos.kernel.ReleaseId;
import dev.companyos.kernel.Usd;
import dev.companyos.llm.Caller;
import dev.companyos.llm.ModelCall;
import dev.companyos.llm.Reply;
import dev.companyos.llm.memory.MemoryJournal;
import dev.companyos.release.Releases;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The duties of an {@link Office}, wired as the server wires them. */
final class Duties {
    private Duties() {}

    static Direct direct(Office it) {
        return new Direct(it.with, it.store.directives(), it.store.brains(), it.stacks, (q, n) -> it.web.search(q, n));
    }

    static Plan plan(Office it) {
        return new Plan(it.with, it.store.directives(), it.inspections, it.backlog, it.roles, it.products);
    }

    static Build build(Office it) {
        return build(it, new ToolLoopEngine(it.with));
    }

    static Build build(Office it, Engine engine) {
        return build(it, engine, PeerReview.Policy.NONE);
    }

    static Build build(Office it, Engine engine, PeerReview.Policy policy) {
        var teammates = new Teammates(it.gateway, it.roles, new Consultation(it.with, it.knowledge));
        return new Build(
                it.with,
                it.backlog,
                it.stacks,
                it.checks,
                grounds(it),
                new Build.Desk(
                        new Briefing(it.knowledge),
                        it.lookups(),
                        teammates,
                        engine,
                        new PeerReview(it.with, it.roles, policy)));
    }

    private static Build.Grounds grounds(Office it) {
        var workspaces = it.folder.resolve("workspaces");
        return new Build.Grounds(
                it.repositories,
                new Foundation(it.repositories, workspaces, (_, product) -> Map.of("README.md", "# " + product + "\n")),
                it.suite,
                new MergeGate(it.suite),
                workspaces);
    }

    static Write write(Office it) {
        return new Write(
                it.with, it.products, new Documents(grounds(it), it.stacks, it.checks, it.backlog, it.transactions));
    }

    static Release release(Office it) {
        return new Release(it.with, it.releases, it.launch, it.looks());
    }

    static Review review(Office it) {
        return new Review(it.with, it.launch, it.suite, it.looks());
    }

    static Inspect inspect(Office it) {
        return new Inspect(it.with, it.releases, it.inspections, it.launch, it.suite, it.looks());
    }

    static Answer answer(Office it) {
        return new Answer(it.with, new Consultation(it.with, it.knowledge));
    }

    static Staffing staffing(Office it) {
        return new Staffing(it.with, it.staff, it.backlog);
    }

    /** After the backend has spent a quarter of a dollar. */
    static FinanceReport finance(Office it) {
        var budgets = new MemoryBudgets(Usd.dollars(20));
        budgets.setCap(it.company, Scope.MONTH, Usd.dollars(10));
        var ledger = new MemoryJournal();
        ledger.record(new ModelCall(
                new Caller(it.company, new AgentId("backend_1"), "t", Optional.empty(), Optional.empty()),
                0,
                "hash",
                "prompt",
                "scripted",
                "scripted",
                false,
                new ModelCall.Result.Answered(new Reply.Text("scripted", Reply.Usage.NONE, "x")),
                Usd.dollars(0.25),
                Duration.ofSeconds(1),
                it.clock.instant()));
        return new FinanceReport(it.with, budgets, ledger, it.store.inbox());
    }

    /** What is on {@code main} runs, and users see it. */
    static Releases.Release live(Office it) {
        Commit commit = it.repositories.open(Office.PRODUCT).main().orElseThrow();
        var id = ReleaseId.of("a test's release " + commit);
        var up = (dev.companyos.hosting.Hosting.Outcome.Up) it.launch.put(
                Office.PRODUCT, id, commit, it.stacks.choose("java").stack());
        var release = new Releases.Release(
                id, 1, commit, "memory", Releases.Status.STARTING, "", "notes", it.clock.instant(), Optional.empty());
        it.releases.add(it.company, release);
        it.releases.verified(it.company, id, up.running().url(), it.clock.instant());
        return it.releases.live(it.company).orElseThrow();
    }
}
