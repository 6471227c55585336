package dev.companyos.duties;

import static dev.companyos.duties.talk.StructuredAsk.optionalText;
import static dev.companyos.duties.talk.StructuredAsk.text;

import dev.companyos.duties.build.Documents;
import dev.companyos.duties.talk.Bounds;
import dev.companyos.duties.talk.Fence;
import dev.companyos.duties.talk.StructuredAsk.Outcome;
import dev.companyos.facts.TaskFact;
import dev.companyos.kernel.Slug;
import dev.companyos.work.Task;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** WRITE, for growth roles: a document that is merged into the product's repository under {@code docs/<role>/}. */
public final class Write implements TaskDuty {
    static final String SCHEMA = """
            {"type":"object","additionalProperties":false,"required":["title","filename","markdown","summary"],
             "properties":{"title":{"type":"string"},"filename":{"type":"string"},"markdown":{"type":"string"},
              "summary":{"type":"string"},"headcount":{"type":"integer"},"plan":{"type":"string"}}}
            """;

    private final Essentials with;
    private final ProductView products;
    private final Documents documents;

    public Write(Essentials with, ProductView products, Documents documents) {
        this.with = with;
        this.products = products;
        this.documents = documents;
    }

    /** @param headcount for staffing requests: how many there should be */
    record Document(
            String title, String filename, String markdown, String summary, Optional<Integer> headcount, String plan) {
        static Document read(JsonNode answer) {
            return new Document(
                    text(answer, "title", 200),
                    text(answer, "filename", 100),
                    text(answer, "markdown", 100_000),
                    text(answer, "summary", 1_000),
                    answer.path("headcount").isInt()
                            ? Optional.of(answer.path("headcount").asInt())
                            : Optional.empty(),
                    optionalText(answer, "plan", 1_000));
        }
    }

    @Override
    public Result perform(TaskTurn turn) {
        Task task = turn.claim().task();
        var merged = documents.mergedBefore(turn);
        if (merged.isPresent())
            return new Result.Done(
                    "Merged as " + merged.get().abbreviated() + ".",
                    turn.evidence(1, 1, 0, 0, with.clock().instant()),
                    () -> {});
        var brief = Map.of(
                "mission", turn.company().mission(),
                "product", turn.brain().productName(),
                "product_description", turn.brain().productDescription(),
                "task", turn.taskBlock(),
                "evidence",
                        Fence.inert("shipped: %s%nlive: %s%nfiles:%n%s"
                                .formatted(
                                        turn.brain().shippedFeatures(),
                                        turn.brain().liveUrls(),
                                        products.fileList(turn.product().value()))),
                "last_error", turn.lastError(),
                "memory", turn.memory());
        var outcome = with.question(turn.role(), SCHEMA, Document::read, Bounds.DOCUMENT)
                .ask(turn.session(), with.opening(turn.role(), turn.bodySlots(), brief));
        return switch (outcome) {
            case Outcome.Unusable<Document> it ->
                new Result.NotDone(
                        "model",
                        it.reason(),
                        turn.evidence(0, 0, 0, 0, with.clock().instant()));
            case Outcome.Usable<Document> it -> {
                var document = it.value();
                String name = Slug.of(document.filename().replaceAll("(?i)\\.md$", ""), "document") + ".md";
                String path = "docs/" + task.role().value().replace('_', '-') + "/" + name;
                int wanted = task.acceptance().size();
                var placed = documents.merge(
                        turn, path, document.markdown(), document.summary(), with.writesOnlyOurCode(turn.role()));
                yield switch (placed) {
                    case Documents.Placed.Merged(var commit) ->
                        new Result.Done(
                                document.summary() + " (" + path + ")",
                                turn.evidence(wanted, wanted, 0, 0, with.clock().instant()),
                                () -> with.bus()
                                        .publish(
                                                turn.company().id(),
                                                new TaskFact.Merged(
                                                        with.clock().instant(),
                                                        task.id(),
                                                        turn.claim().by(),
                                                        commit,
                                                        document.title())));
                    case Documents.Placed.Refused(var reason) ->
                        new Result.NotDone(
                                "merge",
                                reason,
                                turn.evidence(wanted, 0, 0, 1, with.clock().instant()));
                };
            }
        };
    }
}
