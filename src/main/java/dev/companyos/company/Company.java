package dev.companyos.company;

import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Slug;
import java.time.Instant;

/** @param stack the founder's wish, or "" for the company's choice; @param slug unique on this server */
public record Company(CompanyId id, Slug slug, String mission, String stack, Status status, Instant foundedAt) {
    public enum Status {
        RUNNING,
        PAUSED
    }
}
