package dev.companyos.duties;

import static dev.companyos.duties.talk.StructuredAsk.text;

import dev.companyos.duties.talk.Bounds;
import dev.companyos.duties.talk.Fence;
import dev.companyos.duties.talk.Opening;
import dev.companyos.duties.talk.StructuredAsk;
import dev.companyos.duties.talk.StructuredAsk.Outcome;
import dev.companyos.kernel.CompanyId;
import dev.companyos.knowledge.Knowledge;
import dev.companyos.knowledge.Knowledge.Passage;
import dev.companyos.llm.Gateway.Session;
import dev.companyos.roles.Role;
import dev.companyos.roles.Role.Duty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** One question to one colleague, who answers from the passages of the knowledge base, with sources. */
public final class Consultation {
    private static final int PASSAGES = 6;
    private static final String SCHEMA = """
            {"type":"object","additionalProperties":false,"required":["answer","sources"],
             "properties":{"answer":{"type":"string","minLength":1},"sources":{"type":"array","items":{"type":"string"}}}}
            """;

    private final Essentials with;
    private final Knowledge knowledge;

    public Consultation(Essentials with, Knowledge knowledge) {
        this.with = with;
        this.knowledge = knowledge;
    }

    /** @param body the slots of the answering role's prompt */
    public record Question(CompanyId company, String mission, Map<String, String> body, String asker, String text) {}

    public record Said(String answer, List<String> sources) {}

    /** @param role who answers, in the manner of its own prompt */
    public Outcome<Said> ask(Session session, Role role, Question question) {
        var passages = knowledge.search(question.company(), question.text(), PASSAGES);
        var sources = passages.stream().map(Passage::source).toList();
        var opening = new Opening(
                with.prompts().system(Duty.ANSWER, role, question.body(), Map.of()),
                with.prompts()
                        .brief(
                                Duty.ANSWER,
                                Map.of(
                                        "mission", question.mission(),
                                        "question", Fence.data(question.asker(), question.text(), 4_000),
                                        "passages", block(passages))),
                with.prompts().hash(Duty.ANSWER, role));
        return new StructuredAsk<>(SCHEMA, it -> read(it, sources), with.clock(), with.within(role, Bounds.ANSWER))
                .ask(session, opening);
    }

    private static String block(List<Passage> passages) {
        if (passages.isEmpty()) return "The knowledge base holds nothing on this.";
        return passages.stream()
                .map(it -> "<passage source=\"%s\">\n%s\n</passage>"
                        .formatted(Fence.attribute(it.source()), Fence.data("document", it.text(), 2_000)))
                .collect(Collectors.joining("\n"));
    }

    /** Sources that were not handed to the model are dropped: it made them up. */
    private static Said read(JsonNode answer, List<String> known) {
        var sources = new ArrayList<String>();
        for (var it : answer.path("sources"))
            for (String source : known)
                if (it.isString()
                        && Fence.attribute(source).equals(it.asString().strip())
                        && !sources.contains(source)) sources.add(source);
        return new Said(text(answer, "answer", 4_000), List.copyOf(sources));
    }
}
