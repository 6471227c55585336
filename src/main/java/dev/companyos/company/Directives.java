package dev.companyos.company;

import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.DirectiveId;
import java.util.List;
import java.util.Optional;

/** The CEO's directives. */
public interface Directives {
    /** Adds it; false and no change if one with its id is there. */
    boolean add(Directive directive);

    Optional<Directive> find(CompanyId company, DirectiveId id);

    /** Newest first. */
    List<Directive> list(CompanyId company, int limit);

    /** Moves it on if it still is {@code from}; true for the one caller who did. */
    boolean move(CompanyId company, DirectiveId id, Directive.Status from, Directive.Status to);
}
