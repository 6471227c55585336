package dev.companyos.duties;

import dev.companyos.duties.Verdict.Found;
import dev.companyos.duties.build.TestSuite;
import dev.companyos.duties.talk.Fence;
import dev.companyos.duties.talk.Texts;
import dev.companyos.duties.tools.LookAround;
import dev.companyos.duties.tools.TestRun;
import dev.companyos.facts.InspectionFact;
import dev.companyos.facts.InspectionFact.Severity;
import dev.companyos.hosting.Prober.Probe;
import dev.companyos.inspection.Inspections;
import dev.companyos.inspection.Inspections.Alert;
import dev.companyos.inspection.Inspections.Health;
import dev.companyos.kernel.Slug;
import dev.companyos.llm.Caller;
import dev.companyos.release.Releases;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * INSPECT, for QA: the health suite against the live address, and the test suite on the live commit. A healthy product
 * costs nothing: a model is asked only what a failure means.
 */
public final class Inspect implements StandingDuty {
    private final Essentials with;
    private final Releases releases;
    private final Inspections inspections;
    private final Launch launch;
    private final TestSuite suite;
    private final LookAround looks;

    public Inspect(
            Essentials with,
            Releases releases,
            Inspections inspections,
            Launch launch,
            TestSuite suite,
            LookAround looks) {
        this.with = with;
        this.releases = releases;
        this.inspections = inspections;
        this.launch = launch;
        this.suite = suite;
        this.looks = looks;
    }

    @Override
    public Optional<Did> perform(StandingTurn turn) {
        var live = releases.live(turn.company().id());
        if (live.isEmpty()) return Optional.empty();
        var stack = launch.stack(turn.brain().stack());
        var product = new Slug(turn.brain().productSlug());
        var probes = launch.verify(live.get().url(), stack);
        boolean ours = with.writesOnlyOurCode(turn.role()) && Provenance.ours(launch.repository(product));
        suite.admit(ours);
        var commit = live.get().commit();
        // a commit whose tests have passed passes them again: they are run once, the probes each time
        var tests = turn.seen().equals(commit.sha())
                ? lastTests(turn)
                : suite.run(launch.export(product, commit, "inspection"), stack, ours);

        Instant now = with.clock().instant();
        int passed = (int) probes.stream().filter(Probe::passed).count();
        boolean healthy = passed == probes.size() && tests.green();
        String details =
                Launch.describe(probes) + "\ntests: " + tests.passed() + " passed, " + tests.failed() + " failed";
        var alerts = healthy ? List.<Alert>of() : diagnose(turn, live.get(), probes, tests, details, now);
        turn.onDone().accept(() -> {
            var company = turn.company().id();
            inspections.record(
                    company, new Health(now, healthy, probes.size(), passed, tests.total(), tests.passed(), details));
            with.bus()
                    .publish(
                            company,
                            new InspectionFact.Inspected(
                                    now, healthy, probes.size(), passed, tests.total(), tests.passed()));
            alerts.forEach(it -> raise(turn, it));
            if (healthy) inspections.openAlerts(company).forEach(it -> close(turn, it, now));
        });
        return Optional.of(Did.all(
                healthy ? "inspected: all well" : "inspected: " + alerts.size() + " alerts",
                tests.green() ? commit.sha() : "none"));
    }

    private TestRun lastTests(StandingTurn turn) {
        return inspections.history(turn.company().id(), 1).stream()
                .findFirst()
                .map(it -> new TestRun(true, it.testsPassed(), it.testsRun() - it.testsPassed(), ""))
                .orElse(new TestRun(true, 0, 0, ""));
    }

    private List<Alert> diagnose(
            StandingTurn turn, Releases.Release live, List<Probe> probes, TestRun tests, String details, Instant now) {
        String symptom = probes.stream()
                .filter(it -> !it.passed())
                .findFirst()
                .map(it -> "probe:" + it.path())
                .orElse("tests");
        // the same symptom on the same commit is the same trouble: it is not diagnosed, or paid for, twice
        String cause = symptom + "@" + live.commit().abbreviated();
        if (inspections.openAlerts(turn.company().id()).stream()
                .anyMatch(it -> it.cause().equals(cause))) return List.of();
        String key = "inspect/" + turn.company().id().value() + "/" + cause;
        var session = with.gateway()
                .open(
                        new Caller(turn.company().id(), turn.agent(), key, Optional.empty(), Optional.empty()),
                        turn.role().tier());
        String evidence =
                Fence.inert(details) + "\n" + Fence.data("test output", Texts.tail(tests.output(), 8_000), 8_000);
        var product = new Slug(turn.brain().productSlug());
        var tools = looks.tools(
                turn.role(),
                turn.company().id(),
                () -> launch.export(product, live.commit(), "inspection"),
                Optional.of(live.url()));
        var verdict = Verdict.ask(
                with,
                session,
                turn.role(),
                tools,
                turn.bodySlots(),
                Map.of(
                        "mission", turn.company().mission(),
                        "product", turn.brain().productName(),
                        "product_description", turn.brain().productDescription(),
                        "task", "",
                        "evidence", evidence,
                        "memory", turn.memory()));
        var worst = verdict.findings().stream().findFirst();
        boolean down = symptom.startsWith("probe:");
        return List.of(new Alert(
                UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)),
                cause,
                worst.flatMap(Found::severity).orElse(down ? Severity.CRITICAL : Severity.HIGH),
                worst.map(Found::component).orElse(symptom),
                details + worst.map(it -> "\n" + it.details()).orElse(""),
                worst.map(Found::suggestedFix).orElse("Find out why " + symptom + " fails."),
                now));
    }

    private void raise(StandingTurn turn, Alert alert) {
        if (inspections.open(turn.company().id(), alert))
            with.bus()
                    .publish(
                            turn.company().id(),
                            new InspectionFact.AlertRaised(
                                    alert.raisedAt(),
                                    alert.id(),
                                    alert.severity(),
                                    alert.component(),
                                    alert.details(),
                                    alert.suggestedFix()));
    }

    private void close(StandingTurn turn, Alert alert, Instant now) {
        if (inspections.close(turn.company().id(), alert.id(), "A later inspection found nothing wrong.", now))
            with.bus()
                    .publish(
                            turn.company().id(),
                            new InspectionFact.AlertClosed(now, alert.id(), "A later inspection found nothing wrong."));
    }
}
