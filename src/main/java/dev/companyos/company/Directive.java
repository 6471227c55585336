package dev.companyos.company;

import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.DirectiveId;
import java.time.Instant;
import java.util.List;

/** @param priorities 1 to 5, most important first */
public record Directive(
        DirectiveId id,
        CompanyId company,
        String goal,
        String rationale,
        List<Priority> priorities,
        Instant deadline,
        Status status,
        Instant issuedAt) {
    public record Priority(String area, String focus, String why) {}

    public enum Status {
        ISSUED,
        PLANNED,
        CLOSED
    }
}
