package dev.companyos.duties;

import dev.companyos.duties.talk.StructuredAsk.Outcome;
import dev.companyos.facts.KnowledgeFact;
import dev.companyos.llm.Caller;
import java.util.List;
import java.util.Optional;

/** ANSWER: a colleague's or the founder's question, from the passages of the knowledge base, with sources. */
public final class Answer implements StandingDuty {
    private final Essentials with;
    private final Consultation consultation;

    public Answer(Essentials with, Consultation consultation) {
        this.with = with;
        this.consultation = consultation;
    }

    @Override
    public Optional<Did> perform(StandingTurn turn) {
        if (turn.errand().isEmpty() || !(turn.errand().get().fact() instanceof KnowledgeFact.Asked asked))
            return Optional.empty();
        var company = turn.company();
        var session = with.gateway()
                .open(
                        new Caller(
                                company.id(),
                                turn.agent(),
                                "answer/" + asked.question(),
                                Optional.empty(),
                                Optional.empty()),
                        turn.role().tier());
        var question = new Consultation.Question(
                company.id(), company.mission(), turn.bodySlots(), asked.asker(), asked.text());
        var said =
                switch (consultation.ask(session, turn.role(), question)) {
                    case Outcome.Usable<Consultation.Said>(var it) -> it;
                    case Outcome.Unusable<Consultation.Said>(var reason) ->
                        new Consultation.Said("No answer could be given: " + reason, List.of());
                };
        turn.onDone().accept(() -> with.bus()
                .publish(
                        company.id(),
                        new KnowledgeFact.Answered(
                                with.clock().instant(),
                                asked.question(),
                                asked.asker(),
                                said.answer(),
                                said.sources())));
        return Optional.of(Did.one("answered " + asked.asker()));
    }
}
