package dev.companyos.budget;

import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Usd;
import java.time.Instant;

/** What the founder has been told about a month's cap. */
public interface Notices {
    /** True the first time for this month, cap and kind. */
    boolean first(CompanyId company, Usd cap, String kind, Instant now);
}
