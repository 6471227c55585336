package dev.companyos.budget.memory;

import dev.companyos.budget.Notices;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Usd;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

public final class MemoryNotices implements Notices {
    private record Said(CompanyId company, YearMonth month, Usd cap, String kind) {}

    private final Set<Said> said = ConcurrentHashMap.newKeySet();

    @Override
    public boolean first(CompanyId company, Usd cap, String kind, Instant now) {
        return said.add(new Said(company, YearMonth.from(now.atOffset(ZoneOffset.UTC)), cap, kind));
    }
}
