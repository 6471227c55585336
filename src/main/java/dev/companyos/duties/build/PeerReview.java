package dev.companyos.duties.build;

import dev.companyos.checks.Finding;
import dev.companyos.duties.Essentials;
import dev.companyos.duties.TaskTurn;
import dev.companyos.duties.Verdict;
import dev.companyos.duties.talk.Fence;
import dev.companyos.duties.talk.Tool;
import dev.companyos.duties.tools.TestRun;
import dev.companyos.duties.tools.Toolset;
import dev.companyos.facts.InspectionFact.Severity;
import dev.companyos.facts.TaskFact;
import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.Usd;
import dev.companyos.llm.Caller;
import dev.companyos.roles.Role;
import dev.companyos.roles.Roles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Before a change is merged, somebody of another role holds it against what was asked, with its tests' results in hand, and
 * may send it back once. What is still wrong at the second look does not hold it up: it counts in the evidence.
 */
public final class PeerReview {
    private static final RoleId REVIEWER = new RoleId("code_review");
    private static final int LOOKS = 2;
    private static final int DIFF = 60_000;
    private static final int LONGEST = 8_000;

    private final Essentials with;
    private final Roles roles;
    private final Policy policy;

    /** Which changes are looked at. */
    public enum Policy {
        ALL,
        NONE
    }

    public PeerReview(Essentials with, Roles roles, Policy policy) {
        this.with = with;
        this.roles = roles;
        this.policy = policy;
    }

    /**
     * @param diff as git shows it, against where the work began
     * @param advice what the checks hold against it without refusing it
     * @param tools to look further, in the same workspace
     */
    public record Change(String diff, TestRun tests, List<Finding> advice, String summary, List<Tool> tools) {}

    public Desk forTurn(TaskTurn turn) {
        return new Desk(turn, policy == Policy.NONE ? Optional.empty() : reviewer(turn));
    }

    private Optional<Role> reviewer(TaskTurn turn) {
        return turn.role().id().equals(REVIEWER) ? Optional.empty() : roles.find(REVIEWER);
    }

    /** The reviews of one turn, at most {@value #LOOKS}, and what they have cost. Not for more than one thread. */
    public final class Desk {
        private final TaskTurn turn;
        private final Optional<Role> reviewer;
        private int looks;
        private Usd cost = Usd.ZERO;
        private @Nullable Verdict last;

        private Desk(TaskTurn turn, Optional<Role> reviewer) {
            this.turn = turn;
            this.reviewer = reviewer;
        }

        public Usd cost() {
            return cost;
        }

        /** What the last look still held against the change: each critical or high finding of it. */
        public int findings() {
            return last == null || last.approved() ? 0 : Math.max(1, (int) serious(last));
        }

        /** One line for the task's result; empty where nobody looked. */
        public String note() {
            if (last == null || reviewer.isEmpty()) return "";
            if (!last.given()) return "Not reviewed: " + last.summary();
            return last.approved()
                    ? "Reviewed by %s: approved.".formatted(reviewer.get().title())
                    : "Reviewed by %s, who still says: %s"
                            .formatted(reviewer.get().title(), last.summary());
        }

        /** @return the reasons for which the author has to go on, fenced; empty when it may be merged */
        public Optional<String> look(Change change) {
            if (reviewer.isEmpty() || looks == LOOKS) return Optional.empty();
            var role = reviewer.get();
            var verdict = ask(role, change, ++looks);
            last = verdict;
            boolean back = !verdict.approved() && looks < LOOKS;
            if (verdict.given()) tell(verdict, back);
            return back ? Optional.of(reasons(role, verdict)) : Optional.empty();
        }

        private Verdict ask(Role role, Change change, int number) {
            var session = with.gateway().open(caller(number), role.tier());
            try {
                var body = new HashMap<>(turn.bodySlots());
                body.put("agent", agent().value());
                return Verdict.ask(
                        with,
                        session,
                        role,
                        Toolset.of(role, change.tools()),
                        body,
                        Map.of(
                                "mission", turn.company().mission(),
                                "product", turn.brain().productName(),
                                "product_description", turn.brain().productDescription(),
                                "task", turn.taskBlock(),
                                "evidence", evidence(change),
                                "memory", ""));
            } finally {
                cost = cost.plus(session.cost());
            }
        }

        private String evidence(Change change) {
            return "A change that is to be merged now. The tests of the whole product, with it: %d passed, %d failed.\n%s%s\n%s"
                    .formatted(
                            change.tests().passed(),
                            change.tests().failed(),
                            advice(change),
                            Fence.data("the author's summary", change.summary(), 2_000),
                            Fence.data("the change", change.diff(), DIFF));
        }

        private static String advice(Change change) {
            if (change.advice().isEmpty()) return "";
            var lines = change.advice().stream().map(Finding::toString).collect(Collectors.joining("\n"));
            return "Our own checks are not sure of this; judge it.\n"
                    + Fence.data("findings of the checks", lines, LONGEST) + "\n";
        }

        private AgentId agent() {
            return new AgentId(REVIEWER.value() + "_1");
        }

        private void tell(Verdict verdict, boolean back) {
            with.bus()
                    .publish(
                            turn.company().id(),
                            new TaskFact.Reviewed(
                                    with.clock().instant(),
                                    turn.claim().task().id(),
                                    agent(),
                                    verdict.approved(),
                                    back,
                                    verdict.summary()));
        }

        private Caller caller(int number) {
            var task = turn.claim().task();
            return new Caller(
                    turn.company().id(),
                    agent(),
                    "%s/%d/review/%d".formatted(task.id().value(), turn.claim().attempt(), number),
                    Optional.of(task.directive()),
                    Optional.of(task.id()));
        }
    }

    private static long serious(Verdict verdict) {
        return verdict.findings().stream().filter(PeerReview::isSerious).count();
    }

    private static boolean isSerious(Verdict.Found found) {
        return found.severity()
                .filter(it -> it == Severity.CRITICAL || it == Severity.HIGH)
                .isPresent();
    }

    private static String reasons(Role role, Verdict verdict) {
        var shown = serious(verdict) > 0
                ? verdict.findings().stream().filter(PeerReview::isSerious).toList()
                : verdict.findings();
        String findings = shown.stream()
                .map(it -> "- %s %s: %s %s"
                        .formatted(
                                it.severity().map(Enum::name).orElse("SUGGESTION"),
                                it.component(),
                                it.details(),
                                it.suggestedFix()))
                .collect(Collectors.joining("\n"));
        return "The tests pass, and the review sends it back, once. Mend what is right in this, say at the end what you did not"
                + " follow and why, and finish again.\n"
                + Fence.data(role.title(), verdict.summary() + "\n" + findings, LONGEST);
    }
}
