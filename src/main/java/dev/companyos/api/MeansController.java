package dev.companyos.api;

import dev.companyos.api.Views.BudgetView;
import dev.companyos.api.Views.ReleaseView;
import dev.companyos.budget.Budgets;
import dev.companyos.budget.Scope;
import dev.companyos.budget.Treasurer;
import dev.companyos.company.Companies;
import dev.companyos.company.Milestones;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.Usd;
import dev.companyos.release.Releases;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Money, releases, milestones. */
@RestController
@RequestMapping("/api/v1/companies/{company}")
final class MeansController {
    private final Companies companies;
    private final Spending spending;
    private final Releases releases;
    private final Milestones milestones;
    private final Operations operations;

    record Spending(Budgets budgets, Treasurer treasurer, Clock clock) {}

    MeansController(
            Companies companies,
            Budgets budgets,
            Treasurer treasurer,
            Clock clock,
            Releases releases,
            Milestones milestones,
            Operations operations) {
        this.companies = companies;
        this.spending = new Spending(budgets, treasurer, clock);
        this.releases = releases;
        this.milestones = milestones;
        this.operations = operations;
    }

    record Cap(@Nullable Double cap_usd, @Nullable String scope) {}

    @GetMapping("/budget")
    BudgetView budget(@PathVariable String company) {
        return BudgetView.of(
                spending.budgets(),
                Found.company(companies, company).id(),
                spending.clock().instant());
    }

    /** For the month, or for one of the narrower scopes; an amount of null takes a scope's own cap away again. */
    @PutMapping("/budget")
    BudgetView setBudget(@PathVariable String company, @RequestBody Cap body) {
        var id = Found.company(companies, company).id();
        var scope = scope(body.scope());
        if (body.cap_usd() == null && scope != Scope.MONTH) spending.treasurer().liftCap(id, scope);
        else if (body.cap_usd() == null || !(body.cap_usd() >= 0 && body.cap_usd() <= 1_000_000))
            throw CompanyException.invalid(
                    "budget", "`cap_usd` cannot be used.", "It is a number from 0 to 1000000.", "Send another.");
        else spending.treasurer().setCap(id, scope, Usd.dollars(body.cap_usd()));
        return budget(company);
    }

    private static Scope scope(@Nullable String name) {
        return switch (name) {
            case null -> Scope.MONTH;
            case "month" -> Scope.MONTH;
            case "day" -> Scope.DAY;
            case "agent" -> Scope.AGENT;
            case "task" -> Scope.TASK;
            default ->
                throw CompanyException.invalid(
                        "budget",
                        "`scope` cannot be used.",
                        "There are month, day, agent and task.",
                        "Send one of these, or leave it out for the month.");
        };
    }

    @GetMapping("/releases")
    List<ReleaseView> releases(@PathVariable String company, @RequestParam(defaultValue = "" + Given.PAGE) int limit) {
        return releases.list(Found.company(companies, company).id(), Given.limit(limit)).stream()
                .map(ReleaseView::of)
                .toList();
    }

    @GetMapping("/releases/{release}")
    ReleaseView release(@PathVariable String company, @PathVariable String release) {
        return releases.list(Found.company(companies, company).id(), 1_000).stream()
                .filter(it -> it.id().value().toString().equals(release)
                        || it.id().toString().equals(release)
                        || String.valueOf(it.number()).equals(release))
                .findFirst()
                .map(ReleaseView::of)
                .orElseThrow(() -> CompanyException.notFound("release", release));
    }

    @PostMapping("/releases/{release}/rollback")
    Map<String, String> rollback(@PathVariable String company, @PathVariable String release) {
        return Map.of(
                "url", operations.rollback(Found.company(companies, company).id(), release));
    }

    @GetMapping("/milestones")
    List<Milestones.Milestone> milestones(@PathVariable String company) {
        return milestones.list(Found.company(companies, company).id());
    }
}
