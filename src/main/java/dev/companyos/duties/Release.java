package dev.companyos.duties;

import static dev.companyos.duties.talk.StructuredAsk.optionalText;

import dev.companyos.duties.talk.Bounds;
import dev.companyos.duties.talk.Fence;
import dev.companyos.duties.talk.StructuredAsk;
import dev.companyos.duties.talk.StructuredAsk.Outcome;
import dev.companyos.duties.tools.LookAround;
import dev.companyos.facts.ReleaseFact;
import dev.companyos.hosting.Hosting;
import dev.companyos.hosting.Prober.Probe;
import dev.companyos.kernel.ReleaseId;
import dev.companyos.release.Releases;
import dev.companyos.repo.Repository.LogEntry;
import dev.companyos.work.Task;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * RELEASE: puts the newest {@code main} before users, asks it over HTTP whether it works, and takes it back if it does
 * not: then the task waits for a repair.
 */
public final class Release implements TaskDuty {
    private static final String SCHEMA = """
            {"type":"object","additionalProperties":false,"required":["go","notes","reason"],
             "properties":{"go":{"type":"boolean"},"notes":{"type":"string"},"reason":{"type":"string"}}}
            """;

    private final Essentials with;
    private final Releases releases;
    private final Launch launch;
    private final LookAround looks;

    public Release(Essentials with, Releases releases, Launch launch, LookAround looks) {
        this.with = with;
        this.releases = releases;
        this.launch = launch;
        this.looks = looks;
    }

    private record Decision(boolean go, String notes, String reason) {
        static Decision read(JsonNode answer) {
            if (!answer.path("go").isBoolean()) throw StructuredAsk.wrong("`go` must be true or false.");
            return new Decision(
                    answer.path("go").asBoolean(),
                    optionalText(answer, "notes", 8_000),
                    optionalText(answer, "reason", 2_000));
        }
    }

    @Override
    public Result perform(TaskTurn turn) {
        var repository = launch.repository(turn.product());
        var main = repository.main();
        if (main.isEmpty()) return notDone(turn, "verify", "There is nothing on main that could be released.");
        launch.hosting().admit(turn.product());
        var history = releases.list(turn.company().id(), 50);
        var tools = looks.tools(
                turn.role(),
                turn.company().id(),
                () -> launch.export(
                        turn.product(), main.get(), "release-of-" + turn.claim().epoch()),
                releases.live(turn.company().id()).map(Releases.Release::url));
        var outcome = with.question(turn.role(), SCHEMA, Decision::read, Bounds.LOOK, tools)
                .ask(
                        turn.session(),
                        with.opening(turn.role(), turn.bodySlots(), brief(turn, repository.log(40), history)));
        return switch (outcome) {
            case Outcome.Unusable<Decision> it -> notDone(turn, "model", it.reason());
            case Outcome.Usable<Decision> it -> {
                if (!it.value().go()) yield notDone(turn, "decision", it.value().reason());
                var release = new Releases.Release(
                        ReleaseId.of("%s/%s/%s"
                                .formatted(
                                        turn.product(),
                                        main.get(),
                                        turn.claim().task().id())),
                        history.stream()
                                        .mapToInt(Releases.Release::number)
                                        .max()
                                        .orElse(0)
                                + 1,
                        main.get(),
                        launch.hosting().name(),
                        Releases.Status.STARTING,
                        "",
                        it.value().notes(),
                        with.clock().instant(),
                        Optional.empty());
                releases.add(turn.company().id(), release);
                yield deploy(turn, release, releases.live(turn.company().id()));
            }
        };
    }

    private Result deploy(TaskTurn turn, Releases.Release release, Optional<Releases.Release> before) {
        var stack = launch.stack(turn.brain().stack());
        return switch (launch.put(turn.product(), release.id(), release.commit(), stack)) {
            case Hosting.Outcome.Down it -> takeBack(turn, release, before, it.reason(), List.of());
            case Hosting.Outcome.Up it -> {
                var probes = launch.verify(it.running().url(), stack);
                boolean healthy = probes.stream().allMatch(Probe::passed);
                yield healthy
                        ? released(turn, release, it.running(), probes)
                        : takeBack(turn, release, before, Launch.describe(probes), probes);
            }
        };
    }

    private Result released(TaskTurn turn, Releases.Release release, Hosting.Running running, List<Probe> probes) {
        Instant now = with.clock().instant();
        return new Result.Done(
                "Released %s at %s".formatted(release.commit().abbreviated(), running.url()),
                turn.evidence(probes.size(), probes.size(), 0, 0, now),
                () -> {
                    releases.verified(turn.company().id(), release.id(), running.url(), now);
                    with.bus()
                            .publish(
                                    turn.company().id(),
                                    new ReleaseFact.Released(
                                            now, release.id(), release.commit(), running.url(), probes.size()));
                });
    }

    private Result takeBack(
            TaskTurn turn,
            Releases.Release release,
            Optional<Releases.Release> before,
            String reason,
            List<Probe> probes) {
        String url = before.map(it -> launch.put(
                        turn.product(),
                        it.id(),
                        it.commit(),
                        launch.stack(turn.brain().stack())))
                .map(it -> it instanceof Hosting.Outcome.Up up ? up.running().url() : "")
                .orElseGet(() -> {
                    launch.hosting().stop(turn.product());
                    return "";
                });
        Instant now = with.clock().instant();
        with.transactions().run(() -> {
            releases.failed(turn.company().id(), release.id(), reason, now);
            before.filter(_ -> !url.isEmpty())
                    .ifPresent(it -> releases.moved(turn.company().id(), it.id(), url));
            with.bus()
                    .publish(
                            turn.company().id(),
                            new ReleaseFact.RolledBack(now, release.id(), release.commit(), reason, url));
        });
        int passed = (int) probes.stream().filter(Probe::passed).count();
        Task task = turn.claim().task();
        var repair = NewTasks.repair(
                task.id().value() + "/" + turn.claim().attempt(),
                "release:" + task.id().value() + "/" + turn.claim().attempt(),
                "Repair: release %s does not work".formatted(release.commit().abbreviated()),
                reason);
        return new Result.Waits(reason, List.of(repair), turn.evidence(Math.max(1, probes.size()), passed, 1, 0, now));
    }

    private static Map<String, String> brief(TaskTurn turn, List<LogEntry> log, List<Releases.Release> history) {
        String last = history.stream()
                .findFirst()
                .map(it -> "last release: number %d, commit %s, %s"
                        .formatted(it.number(), it.commit().abbreviated(), it.status()))
                .orElse("last release: none, this is the first");
        String commits = log.stream()
                .map(it -> "- %s %s (%s)".formatted(it.commit().abbreviated(), it.subject(), it.author()))
                .collect(Collectors.joining("\n"));
        return Map.of(
                "mission", turn.company().mission(),
                "product", turn.brain().productName(),
                "product_description", turn.brain().productDescription(),
                "task", turn.taskBlock(),
                "evidence",
                        last + "\nevery commit on main passed all tests when it was merged:\n" + Fence.inert(commits),
                "last_error", turn.lastError(),
                "memory", turn.memory());
    }

    private Result notDone(TaskTurn turn, String stage, String reason) {
        return new Result.NotDone(
                stage, reason, turn.evidence(1, 0, 0, 0, with.clock().instant()));
    }
}
