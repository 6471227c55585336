package dev.companyos.company;

import dev.companyos.kernel.CompanyId;
import java.util.List;
import java.util.Optional;

/** All companies of this server. */
public interface Companies {
    /**
     * Stores a new company together with its empty brain.
     *
     * @throws dev.companyos.kernel.CompanyException {@code conflict.company} if its slug or its id is taken; the caller's
     *     transaction goes on
     */
    void add(Company company);

    Optional<Company> find(CompanyId id);

    Optional<Company> bySlug(String slug);

    /** Oldest first. */
    List<Company> all();

    /** Returns false if it had that status already. */
    boolean setStatus(CompanyId id, Company.Status status);

    /** @throws dev.companyos.kernel.CompanyException {@code not-found.company} */
    void setMission(CompanyId id, String mission);
}
