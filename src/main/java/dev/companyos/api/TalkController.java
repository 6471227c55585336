package dev.companyos.api;

import dev.companyos.api.Views.InboxView;
import dev.companyos.bus.Bus;
import dev.companyos.bus.DeadLetters;
import dev.companyos.company.Companies;
import dev.companyos.company.Inbox;
import dev.companyos.facts.InboxFact;
import dev.companyos.facts.KnowledgeFact;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.FactId;
import dev.companyos.kernel.Transactions;
import dev.companyos.knowledge.Knowledge;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is said between the founder and the company: inbox, knowledge, letters that could not be read. */
@RestController
@RequestMapping("/api/v1/companies/{company}")
final class TalkController {
    private final Companies companies;
    private final Inbox inbox;
    private final Knowledge knowledge;
    private final DeadLetters letters;
    private final Said said;

    record Said(Bus bus, Transactions transactions, Clock clock) {}

    TalkController(
            Companies companies,
            Inbox inbox,
            Knowledge knowledge,
            DeadLetters letters,
            Bus bus,
            Transactions transactions,
            Clock clock) {
        this.companies = companies;
        this.inbox = inbox;
        this.knowledge = knowledge;
        this.letters = letters;
        this.said = new Said(bus, transactions, clock);
    }

    record AnswerBody(@Nullable String answer) {}

    record DocumentBody(
            @Nullable String title,
            @Nullable String category,
            @Nullable String text) {}

    record QuestionBody(@Nullable String question) {}

    @GetMapping("/inbox")
    List<InboxView> inbox(
            @PathVariable String company,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(defaultValue = "" + Given.PAGE) int limit) {
        return Given.page(inbox.list(Found.company(companies, company).id(), open), limit).stream()
                .map(InboxView::of)
                .toList();
    }

    @PostMapping("/inbox/{item}/answer")
    ResponseEntity<Void> answer(@PathVariable String company, @PathVariable String item, @RequestBody AnswerBody body) {
        var id = Found.company(companies, company).id();
        var uuid = Found.uuid("inbox", item);
        String answer = Given.text(body.answer(), "answer", 4_000);
        var now = said.clock().instant();
        boolean first = said.transactions().call(() -> {
            boolean answered = inbox.answer(id, uuid, answer, now);
            if (answered) said.bus().publish(id, new InboxFact.Answered(now, uuid, answer));
            return answered;
        });
        if (!first) throw CompanyException.notFound("inbox", item);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/knowledge")
    ResponseEntity<Void> add(@PathVariable String company, @RequestBody DocumentBody body) {
        String category = body.category() == null || body.category().isBlank()
                ? "general"
                : Given.text(body.category(), "category", 100);
        knowledge.add(
                Found.company(companies, company).id(),
                Given.text(body.title(), "title", 300),
                category,
                Given.text(body.text(), "text", 2_000_000));
        return ResponseEntity.status(201).build();
    }

    @GetMapping("/knowledge")
    List<Knowledge.Document> documents(
            @PathVariable String company, @RequestParam(defaultValue = "" + Given.PAGE) int limit) {
        return Given.page(knowledge.documents(Found.company(companies, company).id()), limit);
    }

    /** The answer comes as a {@code KnowledgeFact.Answered} with this question's id on the event stream. */
    @PostMapping("/knowledge/ask")
    ResponseEntity<Map<String, String>> ask(@PathVariable String company, @RequestBody QuestionBody body) {
        var id = Found.company(companies, company).id();
        var question = UUID.randomUUID();
        String text = Given.text(body.question(), "question", 4_000);
        said.bus().publish(id, new KnowledgeFact.Asked(said.clock().instant(), question, "founder", text));
        return ResponseEntity.accepted().body(Map.of("question", question.toString()));
    }

    @GetMapping("/dead-letters")
    List<DeadLetters.DeadLetter> letters(
            @PathVariable String company, @RequestParam(defaultValue = "" + Given.PAGE) int limit) {
        return Given.page(letters.list(Found.company(companies, company).id()), limit);
    }

    @PostMapping("/dead-letters/{letter}/replay")
    ResponseEntity<Void> replay(
            @PathVariable String company, @PathVariable String letter, @RequestParam String consumer) {
        var id = Found.company(companies, company).id();
        if (!letters.replay(id, new FactId(Found.uuid("letter", letter)), Given.text(consumer, "consumer", 200)))
            throw CompanyException.notFound("letter", letter);
        return ResponseEntity.accepted().build();
    }
}
