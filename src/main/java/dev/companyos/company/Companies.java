package dev.companyos.company;

import dev.companyos.kernel.CompanyId;
import java.util.List;
import java.util.Optional;

/** All companies of this server. */
public interface Companies {
    /** Stores a new company together with its empty brain. The slug must be free. */
    void add(Company company);

    Optional<Company> find(CompanyId id);

    Optional<Company> bySlug(String slug);

    /** Oldest first. */
    List<Company> all();

    /** Returns false if it had that status already. */
    boolean setStatus(CompanyId id, Company.Status status);

    void setMission(CompanyId id, String mission);
}
