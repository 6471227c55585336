package dev.companyos.bus;

import dev.companyos.facts.Fact;
import dev.companyos.kernel.CompanyId;

/** A department tells the others what happened only through here. */
public interface Bus {
    /**
     * Stores {@code fact} in the caller's transaction (or in one of its own); nobody sees it before that commits. After
     * the commit it reaches every subscriber at least once, and each subscriber's effects happen once.
     */
    void publish(CompanyId company, Fact fact);
}
