package dev.companyos.inspection;

import dev.companyos.facts.InspectionFact.Severity;
import dev.companyos.kernel.CompanyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What inspections found, and which alerts are open. */
public interface Inspections {
    /** Characters of a cause that count: it is a key, and keys are short. */
    int LONGEST_CAUSE = 500;

    void record(CompanyId company, Health health);

    /** Newest first. */
    List<Health> history(CompanyId company, int limit);

    /** Opens an alert; false if one with this cause is open already. */
    boolean open(CompanyId company, Alert alert);

    /** Oldest first, at most 200. */
    List<Alert> openAlerts(CompanyId company);

    /** Open or closed. */
    Optional<Alert> find(CompanyId company, UUID alert);

    /** True for the one caller who closed it. */
    boolean close(CompanyId company, UUID alert, String why, Instant at);

    record Health(
            Instant at, boolean healthy, int probes, int probesPassed, int testsRun, int testsPassed, String detail) {}

    /** @param cause what went wrong, the same each time it does, such as {@code probe:/health} */
    record Alert(
            UUID id,
            String cause,
            Severity severity,
            String component,
            String details,
            String suggestedFix,
            Instant raisedAt) {}
}
