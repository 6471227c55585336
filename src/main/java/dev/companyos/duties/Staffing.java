package dev.companyos.duties;

import dev.companyos.duties.talk.Bounds;
import dev.companyos.duties.talk.Fence;
import dev.companyos.duties.talk.StructuredAsk;
import dev.companyos.facts.StaffFact;
import dev.companyos.llm.Caller;
import dev.companyos.roles.Staff;
import dev.companyos.work.Backlog;
import java.util.Map;
import java.util.Optional;

/** WRITE, for HR: decides how many agents of a role there should be, and carries it out. */
public final class Staffing implements StandingDuty {
    /** Whatever a model says, a role grows by one request to no more than this. */
    private static final int MOST_HANDS = 10;

    private final Essentials with;
    private final Staff staff;
    private final Backlog backlog;

    public Staffing(Essentials with, Staff staff, Backlog backlog) {
        this.with = with;
        this.staff = staff;
        this.backlog = backlog;
    }

    @Override
    public Optional<Did> perform(StandingTurn turn) {
        if (turn.errand().isEmpty() || !(turn.errand().get().fact() instanceof StaffFact.Requested asked))
            return Optional.empty();
        var company = turn.company().id();
        int now = staff.agents(company, asked.role()).size();
        int queue = backlog.readyByRole(company).getOrDefault(asked.role(), 0);
        var session = with.gateway()
                .open(
                        new Caller(
                                company, turn.agent(), "staff/" + asked.request(), Optional.empty(), Optional.empty()),
                        turn.role().tier());
        var brief = Map.of(
                "mission", turn.company().mission(),
                "product", turn.brain().productName(),
                "product_description", turn.brain().productDescription(),
                "task",
                        "<staffing role=\"%s\" queue=\"%d\" headcount=\"%d\" request=\"%s\">%s</staffing>"
                                .formatted(
                                        asked.role(),
                                        queue,
                                        now,
                                        asked.kind(),
                                        Fence.data("request", asked.reason(), 1_000)),
                "evidence", "tasks by state: " + backlog.counts(company),
                "last_error", "",
                "memory", turn.memory());
        var outcome = with.question(turn.role(), Write.SCHEMA, Write.Document::read, Bounds.DOCUMENT)
                .ask(session, with.opening(turn.role(), turn.bodySlots(), brief));
        int fallback = asked.kind() == StaffFact.Kind.SCALE_DOWN ? Math.max(1, now - 1) : now + 1;
        int wanted = outcome instanceof StructuredAsk.Outcome.Usable<Write.Document>(var it)
                ? it.headcount().orElse(fallback)
                : fallback;
        int headcount = Math.clamp(wanted, 1, MOST_HANDS);
        String plan = outcome instanceof StructuredAsk.Outcome.Usable<Write.Document>(var it)
                        && !it.plan().isBlank()
                ? it.plan()
                : "%d agents of %s from now on.".formatted(headcount, asked.role());
        turn.onDone().accept(() -> {
            if (!staff.close(company, asked.request(), plan, with.clock().instant())) return;
            staff.setHeadcount(company, asked.role(), headcount);
            with.bus()
                    .publish(
                            company,
                            new StaffFact.Staffed(
                                    with.clock().instant(), asked.request(), asked.role(), headcount, plan));
        });
        return Optional.of(Did.one("staffed %s: %d".formatted(asked.role(), headcount)));
    }
}
