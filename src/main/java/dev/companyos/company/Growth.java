package dev.companyos.company;

import dev.companyos.bus.Bus;
import dev.companyos.facts.MilestoneFact;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Transactions;
import java.time.Clock;
import java.util.List;

/** The company's figures, and the milestones that they reach. */
public final class Growth {
    private record Mark(String metric, double from, String milestone, String description) {}

    private static final List<Mark> MARKS = List.of(
            new Mark(Metric.DEPLOY_COUNT, 1, "first_deployment", "The product was deployed for the first time."),
            new Mark(Metric.USERS, 1, "first_user", "The product has its first user."),
            new Mark(Metric.USERS, 10, "10_users", "The product has 10 users."),
            new Mark(Metric.USERS, 100, "100_users", "The product has 100 users."),
            new Mark(Metric.REVENUE, 1, "first_dollar", "The product earned its first dollar."),
            new Mark(Metric.MRR, 100, "100_mrr", "The product earns $100 a month."),
            new Mark(Metric.MRR, 1000, "1000_mrr", "The product earns $1,000 a month."));

    private final Brains brains;
    private final Milestones milestones;
    private final Bus bus;
    private final Transactions transactions;
    private final Clock clock;

    public Growth(Brains brains, Milestones milestones, Bus bus, Transactions transactions, Clock clock) {
        this.brains = brains;
        this.milestones = milestones;
        this.bus = bus;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Sets a figure. Publishes {@link MilestoneFact.Reached} for each milestone that it reaches for the first time.
     *
     * @param metric one of {@link Metric}'s names
     */
    public void measured(CompanyId company, String metric, double value) {
        transactions.run(() -> {
            brains.setMetric(company, metric, value);
            reach(company, metric, value);
        });
    }

    /** As {@link #measured}, for one more of something. */
    public void counted(CompanyId company, String metric) {
        transactions.run(() -> {
            brains.addToMetric(company, metric, 1);
            reach(company, metric, brains.read(company).metrics().getOrDefault(metric, 0.0));
        });
    }

    private void reach(CompanyId company, String metric, double value) {
        var now = clock.instant();
        for (var mark : MARKS)
            if (mark.metric.equals(metric)
                    && value >= mark.from
                    && milestones.reach(company, mark.milestone, mark.description, now))
                bus.publish(company, new MilestoneFact.Reached(now, mark.milestone, mark.description));
    }
}
