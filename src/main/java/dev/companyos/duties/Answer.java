package dev.companyos.duties;

import static dev.companyos.duties.StructuredAsk.text;

import dev.companyos.facts.KnowledgeFact;
import dev.companyos.knowledge.Knowledge;
import dev.companyos.llm.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** ANSWER: a colleague's or the founder's question, from the passages of the knowledge base, with sources. */
public final class Answer implements StandingDuty {
    private static final String SCHEMA = """
            {"type":"object","additionalProperties":false,"required":["answer","sources"],
             "properties":{"answer":{"type":"string"},"sources":{"type":"array","items":{"type":"string"}}}}
            """;

    private final Essentials with;
    private final Knowledge knowledge;

    public Answer(Essentials with, Knowledge knowledge) {
        this.with = with;
        this.knowledge = knowledge;
    }

    private record Said(String answer, List<String> sources) {}

    @Override
    public Optional<Did> perform(StandingTurn turn) {
        if (turn.errand().isEmpty() || !(turn.errand().get().fact() instanceof KnowledgeFact.Asked asked))
            return Optional.empty();
        var passages = knowledge.search(turn.company().id(), asked.text(), 6);
        String block = passages.isEmpty()
                ? "The knowledge base holds nothing on this."
                : passages.stream()
                        .map(it -> "<passage source=\"%s\">%n%s%n</passage>"
                                .formatted(
                                        it.source().replaceAll("[\"<>\\p{Cntrl}]", " "),
                                        Prompts.data("passage", it.text(), 2_000)))
                        .collect(Collectors.joining("\n"));
        var session = with.gateway()
                .open(
                        new Caller(
                                turn.company().id(),
                                turn.agent(),
                                "answer/" + asked.question(),
                                Optional.empty(),
                                Optional.empty()),
                        turn.role().tier());
        var sources = passages.stream().map(Knowledge.Passage::source).toList();
        var outcome = StructuredAsk.ask(
                session,
                with.prompts().system(turn.role(), turn.bodySlots(), Map.of()),
                with.prompts()
                        .brief(
                                turn.role().duty(),
                                Map.of(
                                        "mission", turn.company().mission(),
                                        "question", Prompts.data(asked.asker(), asked.text(), 4_000),
                                        "passages", block)),
                SCHEMA,
                with.prompts().hash(turn.role()),
                it -> read(it, sources));
        var said =
                switch (outcome) {
                    case StructuredAsk.Outcome.Usable<Said> it -> it.value();
                    case StructuredAsk.Outcome.Unusable<Said> it ->
                        new Said("No answer could be given: " + it.reason(), List.of());
                };
        turn.onDone().accept(() -> with.bus()
                .publish(
                        turn.company().id(),
                        new KnowledgeFact.Answered(
                                with.clock().instant(),
                                asked.question(),
                                asked.asker(),
                                said.answer(),
                                said.sources())));
        return Optional.of(Did.one("answered " + asked.asker()));
    }

    /** Sources that were not handed to the model are dropped: it made them up. */
    private static Said read(JsonNode answer, List<String> known) {
        var sources = new ArrayList<String>();
        for (var it : answer.path("sources"))
            if (it.isString() && known.contains(it.asString()) && !sources.contains(it.asString()))
                sources.add(it.asString());
        return new Said(text(answer, "answer", 4_000), List.copyOf(sources));
    }
}
