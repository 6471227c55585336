package dev.companyos.shift;

import dev.companyos.bus.Bus;
import dev.companyos.bus.Traffic;
import dev.companyos.company.Companies;
import dev.companyos.company.Company;
import dev.companyos.facts.StaffFact;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.Transactions;
import dev.companyos.memory.Memories;
import dev.companyos.roles.Staff;
import dev.companyos.work.Backlog;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every few seconds for what no fact tells of: leases that ran out, work that nobody was told of, long queues. */
public final class Watchdog {
    /** More ready tasks than this for one role, and HR is asked for another agent. */
    private static final int LONG_QUEUE = 5;

    private static final Duration FORGOTTEN = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final Backlog backlog;
    private final Offices offices;
    private final Bus bus;
    private final Traffic traffic;
    private final Transactions transactions;
    private final Clock clock;

    public record Offices(Companies companies, Staff staff, Memories memories) {}

    public Watchdog(
            Backlog backlog, Offices offices, Bus bus, Traffic traffic, Transactions transactions, Clock clock) {
        this.backlog = backlog;
        this.offices = offices;
        this.bus = bus;
        this.traffic = traffic;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** One round. Whatever goes wrong in it is logged; the next round comes. */
    public void round() {
        try {
            int reclaimed = backlog.reclaim(Optional.empty());
            if (reclaimed > 0)
                LOG.warn("{} tasks had an owner that no longer answers; they are ready again.", reclaimed);
            backlog.remindOfReady(FORGOTTEN);
            offices.memories().forget(clock.instant());
            for (var company : offices.companies().all()) {
                if (company.status() != Company.Status.RUNNING) continue;
                backlog.readyByRole(company.id()).forEach((role, queue) -> {
                    if (queue > LONG_QUEUE) askForHands(company.id(), role, queue);
                });
                traffic.nudge(company.id());
            }
        } catch (RuntimeException e) {
            LOG.warn("A round of the watchdog was cut short: {}", e.toString());
        }
    }

    private void askForHands(CompanyId company, RoleId role, int queue) {
        var request = new Staff.Request(
                UUID.randomUUID(),
                StaffFact.Kind.SPAWN_AGENT,
                role,
                "%d tasks are ready and wait for an agent.".formatted(queue),
                clock.instant());
        transactions.run(() -> {
            if (offices.staff().request(company, request))
                bus.publish(
                        company,
                        new StaffFact.Requested(request.at(), request.id(), request.kind(), role, request.reason()));
        });
    }
}
