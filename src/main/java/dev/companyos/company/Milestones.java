package dev.companyos.company;

import dev.companyos.kernel.CompanyId;
import java.time.Instant;
import java.util.List;

/** What the company has reached. */
public interface Milestones {
    /** True the first time, and only then. */
    boolean reach(CompanyId company, String type, String description, Instant at);

    /** In the order in which they were reached. */
    List<Milestone> list(CompanyId company);

    record Milestone(String type, String description, Instant achievedAt) {}
}
