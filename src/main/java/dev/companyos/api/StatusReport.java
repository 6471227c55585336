package dev.companyos.api;

import dev.companyos.api.Views.AgentsView;
import dev.companyos.api.Views.AlertView;
import dev.companyos.api.Views.BudgetView;
import dev.companyos.api.Views.CompanyView;
import dev.companyos.api.Views.DirectiveView;
import dev.companyos.api.Views.LiveCallView;
import dev.companyos.api.Views.ProductView;
import dev.companyos.api.Views.ReleaseView;
import dev.companyos.api.Views.StatusView;
import dev.companyos.budget.Budgets;
import dev.companyos.company.Brains;
import dev.companyos.company.Company;
import dev.companyos.company.Directive;
import dev.companyos.company.Directives;
import dev.companyos.company.Inbox;
import dev.companyos.inspection.Inspections;
import dev.companyos.kernel.Slug;
import dev.companyos.llm.Gateway;
import dev.companyos.llm.Ledger;
import dev.companyos.release.Releases;
import dev.companyos.repo.Repositories;
import dev.companyos.roles.Staff;
import dev.companyos.sandbox.MachineSandbox;
import dev.companyos.work.Backlog;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** One picture of a company, for the terminal and the panel. */
public final class StatusReport {
    private static final int MOST = 10_000;

    private final Backlog backlog;
    private final Direction direction;
    private final Means means;
    private final Releases releases;
    private final Repositories repositories;

    public record Direction(Brains brains, Directives directives, Inbox inbox) {}

    public record Means(
            Staff staff,
            Budgets budgets,
            Inspections inspections,
            Thinking thinking,
            MachineSandbox sandbox,
            Clock clock) {}

    public record Thinking(Ledger ledger, Gateway gateway) {}

    public StatusReport(
            Backlog backlog, Direction direction, Means means, Releases releases, Repositories repositories) {
        this.backlog = backlog;
        this.direction = direction;
        this.means = means;
        this.releases = releases;
        this.repositories = repositories;
    }

    StatusView of(Company company) {
        var id = company.id();
        var brain = direction.brains().read(id);
        var directive = direction.directives().list(id, 1).stream().findFirst();
        var tasks = backlog.list(id, MOST);
        var live = releases.live(id);
        var counts = new TreeMap<String, Integer>();
        tasks.forEach(it -> counts.merge(it.status().name().toLowerCase(Locale.ROOT), 1, Integer::sum));
        var scores = tasks.stream()
                .flatMap(it -> it.score().stream())
                .mapToInt(it -> it)
                .average();
        var agents = AgentsView.of(means.staff().agents(id));
        var alerts =
                means.inspections().openAlerts(id).stream().map(AlertView::of).toList();
        boolean productKnown = !brain.productSlug().isBlank();
        var repository = productKnown ? repositories.open(new Slug(brain.productSlug())) : null;
        String outcome = live.isPresent()
                ? "shipped"
                : directive.filter(it -> it.status() == Directive.Status.CLOSED).isPresent() ? "failed" : "working";
        return new StatusView(
                CompanyView.of(company),
                outcome,
                new ProductView(
                        brain.productSlug(),
                        brain.productName(),
                        repository == null ? "" : repository.directory().toString(),
                        live.map(Releases.Release::url).orElse(""),
                        live.map(it -> it.id().value().toString()).orElse(""),
                        brain.stack()),
                directive.map(DirectiveView::of).orElse(null),
                counts,
                tasks.size(),
                repository == null ? 0 : repository.log(MOST).size(),
                scores.isPresent() ? Math.round(scores.getAsDouble() * 10) / 10.0 : null,
                means.thinking().ledger().total(id).cost().asDollars(),
                BudgetView.of(means.budgets(), id, means.clock().instant()),
                agents.working(),
                alerts.size(),
                direction.inbox().list(id, true).size(),
                brain.metrics(),
                brain.liveUrls(),
                releases.list(id, 1).stream().findFirst().map(ReleaseView::of).orElse(null),
                agents,
                Given.page(alerts, Given.PAGE),
                means.thinking().gateway().live(id).stream()
                        .map(LiveCallView::of)
                        .toList(),
                remarks(),
                "%s: %s"
                        .formatted(
                                means.sandbox().name(), means.sandbox().choice().reason()));
    }

    private List<String> remarks() {
        var remarks = new ArrayList<>(means.thinking().gateway().remarks());
        if (!means.sandbox().confines())
            remarks.add("There is no sandbox here, so that only code from this program's own templates is run, and that"
                    + " unconfined. " + means.sandbox().advice());
        return List.copyOf(remarks);
    }
}
