package dev.companyos.shift;

import dev.companyos.budget.Budgets;
import dev.companyos.company.Brains;
import dev.companyos.company.Company;
import dev.companyos.duties.Launch;
import dev.companyos.hosting.Hosting;
import dev.companyos.kernel.Slug;
import dev.companyos.release.Releases;
import dev.companyos.roles.Staff.Agent.Status;
import dev.companyos.shift.TaskShift.Surroundings;
import dev.companyos.stacks.Stacks;
import dev.companyos.work.Backlog;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server does before its first turn: puts right what the one before it left undone, however that one ended. */
public final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Backlog backlog;
    private final Agenda agenda;
    private final Budgets budgets;
    private final Surroundings around;
    private final Products products;

    /** What it takes to bring a product up again. */
    public record Products(Releases releases, Launch launch, Stacks stacks, Brains brains) {}

    public Recovery(Backlog backlog, Agenda agenda, Budgets budgets, Surroundings around, Products products) {
        this.backlog = backlog;
        this.agenda = agenda;
        this.budgets = budgets;
        this.around = around;
        this.products = products;
    }

    /** Frees whatever an earlier life of this worker held. */
    public void freeWhatWasHeld() {
        int tasks = backlog.reclaim(Optional.of(around.worker()));
        int turns = agenda.releaseAllOf(around.worker(), around.clock().instant());
        int reservations = budgets.releaseAllOf(around.worker());
        if (tasks + turns + reservations > 0)
            LOG.info("Took over from an earlier run: {} tasks, {} turns, {} reservations.", tasks, turns, reservations);
        for (var company : around.companies().all())
            for (var agent : around.staff().agents(company.id()))
                around.staff()
                        .setStatus(
                                company.id(),
                                agent.id(),
                                Status.IDLE,
                                "",
                                around.clock().instant());
    }

    /** Brings a company's live product up again where it does not run. A product that does not start is said, not fatal. */
    public void resumeProduct(Company company) {
        try {
            var live = products.releases().live(company.id());
            var brain = products.brains().read(company.id());
            if (live.isEmpty() || brain.productSlug().isBlank()) return;
            var stack = products.stacks().choose(brain.stack()).stack();
            var outcome = products.launch()
                    .put(
                            new Slug(brain.productSlug()),
                            live.get().id(),
                            live.get().commit(),
                            stack);
            switch (outcome) {
                case Hosting.Outcome.Up it -> {
                    String url = it.running().url();
                    if (url.equals(live.get().url())) return;
                    around.transactions().run(() -> {
                        products.releases().moved(company.id(), live.get().id(), url);
                        products.brains().setLiveUrl(company.id(), "api", url);
                        products.brains().setLiveUrl(company.id(), "frontend", url);
                    });
                }
                case Hosting.Outcome.Down it ->
                    LOG.warn("{} did not come up again: {}", brain.productName(), it.reason());
            }
        } catch (RuntimeException e) {
            LOG.warn("The product of {} could not be brought up again.", company.slug(), e);
        }
    }
}
