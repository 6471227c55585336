package dev.companyos.facts;

import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.FactId;

/** A fact on its way: whose it is, and the id under which each consumer remembers it. */
public record Envelope(FactId id, CompanyId company, Channel channel, Fact fact) {}
