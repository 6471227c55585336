package dev.companyos.duties;

import dev.companyos.duties.build.TestSuite;
import dev.companyos.duties.talk.Fence;
import dev.companyos.duties.tools.LookAround;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** INSPECT, for code review as a task: reads what is on {@code main} and how its tests stand, and reports findings. */
public final class Review implements TaskDuty {
    private final Essentials with;
    private final Launch launch;
    private final TestSuite suite;
    private final LookAround looks;

    public Review(Essentials with, Launch launch, TestSuite suite, LookAround looks) {
        this.with = with;
        this.launch = launch;
        this.suite = suite;
        this.looks = looks;
    }

    @Override
    public Result perform(TaskTurn turn) {
        var repository = launch.repository(turn.product());
        var main = repository.main();
        if (main.isEmpty())
            return new Result.NotDone(
                    "review",
                    "There is nothing on main to review.",
                    turn.evidence(0, 0, 0, 0, with.clock().instant()));
        boolean ours = with.writesOnlyOurCode(turn.role()) && Provenance.ours(repository);
        suite.admit(ours);
        var tree = launch.export(
                turn.product(), main.get(), "review-" + turn.claim().epoch());
        var tests = suite.run(tree, launch.stack(turn.brain().stack()), ours);
        String commits = repository.log(30).stream()
                .map(it -> "- " + it.subject() + " (" + it.author() + ")")
                .collect(Collectors.joining("\n"));
        var verdict = Verdict.ask(
                with,
                turn.session(),
                turn.role(),
                looks.tools(turn.role(), turn.company().id(), () -> tree, Optional.empty()),
                turn.bodySlots(),
                Map.of(
                        "mission", turn.company().mission(),
                        "product", turn.brain().productName(),
                        "product_description", turn.brain().productDescription(),
                        "task", turn.taskBlock(),
                        "evidence",
                                "tests: %d passed, %d failed%ncommits:%n%s%nfiles:%n%s"
                                        .formatted(
                                                tests.passed(),
                                                tests.failed(),
                                                Fence.inert(commits),
                                                Fence.inert(String.join("\n", ProductView.files(tree)))),
                        "memory", turn.memory()));
        String findings = verdict.findings().stream()
                .map(it -> "%s %s: %s"
                        .formatted(it.severity().map(Enum::name).orElse("SUGGESTION"), it.component(), it.details()))
                .collect(Collectors.joining("\n"));
        return new Result.Done(
                "%s %s%n%s"
                        .formatted(verdict.approved() ? "Approved." : "Rejected.", verdict.summary(), findings)
                        .strip(),
                turn.evidence(tests.total(), tests.passed(), 0, 0, with.clock().instant()),
                () -> {});
    }
}
