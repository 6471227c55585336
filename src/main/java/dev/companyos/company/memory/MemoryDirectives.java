package dev.companyos.company.memory;

import dev.companyos.company.Directive;
import dev.companyos.company.Directives;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.DirectiveId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Directives in one map. */
public final class MemoryDirectives implements Directives {
    private record Key(CompanyId company, DirectiveId id) {}

    private final Map<Key, Directive> directives = new LinkedHashMap<>();

    @Override
    public synchronized boolean add(Directive directive) {
        return directives.putIfAbsent(new Key(directive.company(), directive.id()), directive) == null;
    }

    @Override
    public synchronized Optional<Directive> find(CompanyId company, DirectiveId id) {
        return Optional.ofNullable(directives.get(new Key(company, id)));
    }

    @Override
    public synchronized List<Directive> list(CompanyId company, int limit) {
        return directives.values().stream()
                .filter(directive -> directive.company().equals(company))
                .toList()
                .reversed()
                .stream()
                .sorted(Comparator.comparing(Directive::issuedAt).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean move(CompanyId company, DirectiveId id, Directive.Status from, Directive.Status to) {
        var old = directives.get(new Key(company, id));
        if (old == null || old.status() != from) return false;
        directives.put(
                new Key(company, id),
                new Directive(
                        id,
                        company,
                        old.goal(),
                        old.rationale(),
                        old.priorities(),
                        old.deadline(),
                        to,
                        old.issuedAt()));
        return true;
    }
}
