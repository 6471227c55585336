package dev.companyos.api;

import dev.companyos.api.Views.CompanyView;
import dev.companyos.api.Views.FoundedView;
import dev.companyos.api.Views.StatusView;
import dev.companyos.bus.Bus;
import dev.companyos.company.Companies;
import dev.companyos.facts.MissionFact;
import dev.companyos.kernel.Transactions;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/companies")
final class CompanyController {
    private static final int LONGEST = 4_000;

    private final Companies companies;
    private final Operations operations;
    private final StatusReport status;
    private final Bus bus;
    private final Transactions transactions;
    private final Clock clock;

    CompanyController(
            Companies companies,
            Operations operations,
            StatusReport status,
            Bus bus,
            Transactions transactions,
            Clock clock) {
        this.companies = companies;
        this.operations = operations;
        this.status = status;
        this.bus = bus;
        this.transactions = transactions;
        this.clock = clock;
    }

    record Mission(
            @Nullable String mission,
            @Nullable String stack,
            @Nullable String adopt) {}

    record Feedback(@Nullable String from, @Nullable String text) {}

    @PostMapping
    ResponseEntity<FoundedView> found(@RequestBody Mission body) {
        String mission = Given.text(body.mission(), "mission", LONGEST);
        String stack = body.stack() == null || body.stack().isBlank() ? "" : Given.text(body.stack(), "stack", 100);
        var founded = body.adopt() == null || body.adopt().isBlank()
                ? operations.found(mission, stack)
                : operations.adopt(mission, stack, Given.text(body.adopt(), "adopt", 1_000));
        var view = new FoundedView(
                CompanyView.of(founded.company()), founded.isNew(), founded.stack(), founded.stackReason());
        return ResponseEntity.status(founded.isNew() ? 201 : 200).body(view);
    }

    @GetMapping
    List<CompanyView> list() {
        return companies.all().stream().map(CompanyView::of).toList();
    }

    @GetMapping("/{company}")
    CompanyView one(@PathVariable String company) {
        return CompanyView.of(Found.company(companies, company));
    }

    @GetMapping("/{company}/status")
    StatusView status(@PathVariable String company) {
        return status.of(Found.company(companies, company));
    }

    @PostMapping("/{company}/pause")
    CompanyView pause(@PathVariable String company) {
        operations.pause(Found.company(companies, company).id());
        return one(company);
    }

    @PostMapping("/{company}/resume")
    CompanyView resume(@PathVariable String company) {
        operations.resume(Found.company(companies, company).id());
        return one(company);
    }

    @PutMapping("/{company}/mission")
    CompanyView mission(@PathVariable String company, @RequestBody Mission body) {
        var it = Found.company(companies, company);
        String mission = Given.text(body.mission(), "mission", LONGEST).strip();
        transactions.run(() -> {
            companies.setMission(it.id(), mission);
            bus.publish(it.id(), new MissionFact.MissionSet(clock.instant(), mission, it.stack()));
        });
        return one(company);
    }

    @PostMapping("/{company}/feedback")
    ResponseEntity<Void> feedback(@PathVariable String company, @RequestBody Feedback body) {
        var it = Found.company(companies, company);
        String from = body.from() == null || body.from().isBlank() ? "founder" : Given.text(body.from(), "from", 100);
        bus.publish(
                it.id(),
                new MissionFact.FeedbackGiven(clock.instant(), from, Given.text(body.text(), "text", LONGEST)));
        return ResponseEntity.accepted().build();
    }
}
