package dev.companyos.company.memory;

import dev.companyos.company.Companies;
import dev.companyos.company.Company;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Companies in one map. */
public final class MemoryCompanies implements Companies {
    private final Map<CompanyId, Company> companies = new LinkedHashMap<>();
    private final Map<CompanyId, Integer> missionChanges = new HashMap<>();

    @Override
    public synchronized void add(Company company) {
        if (companies.containsKey(company.id())
                || bySlug(company.slug().value()).isPresent())
            throw CompanyException.conflict(
                    "company",
                    "The company `%s` cannot be founded.".formatted(company.slug()),
                    "One of that name or id is there already.",
                    "Choose another name, or go on with the company that is there.");
        companies.put(company.id(), company);
    }

    @Override
    public synchronized Optional<Company> find(CompanyId id) {
        return Optional.ofNullable(companies.get(id));
    }

    @Override
    public synchronized Optional<Company> bySlug(String slug) {
        return companies.values().stream()
                .filter(company -> company.slug().value().equals(slug))
                .findFirst();
    }

    @Override
    public synchronized List<Company> all() {
        return companies.values().stream()
                .sorted(Comparator.comparing(Company::foundedAt)
                        .thenComparing(company -> company.slug().value()))
                .toList();
    }

    @Override
    public synchronized boolean setStatus(CompanyId id, Company.Status status) {
        var old = companies.get(id);
        if (old == null || old.status() == status) return false;
        companies.put(id, new Company(id, old.slug(), old.mission(), old.stack(), status, old.foundedAt()));
        return true;
    }

    @Override
    public synchronized void setMission(CompanyId id, String mission) {
        var old = find(id).orElseThrow(
                        () -> CompanyException.notFound("company", id.value().toString()));
        if (old.mission().equals(mission)) return;
        companies.put(id, new Company(id, old.slug(), mission, old.stack(), old.status(), old.foundedAt()));
        missionChanges.merge(id, 1, Integer::sum);
    }

    /** The mission is part of the brain, so its changes count in the brain's version. */
    synchronized int missionChanges(CompanyId id) {
        return missionChanges.getOrDefault(id, 0);
    }
}
