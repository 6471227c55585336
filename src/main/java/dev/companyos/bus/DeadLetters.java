package dev.companyos.bus;

import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.FactId;
import java.time.Instant;
import java.util.List;

/** Deliveries that a consumer could not digest. */
public interface DeadLetters {
    List<DeadLetter> list(CompanyId company);

    /** Delivers it to its consumer once more. Returns false if there is no such letter. */
    boolean replay(CompanyId company, FactId letter, String consumer);

    /** @param payload the fact as it was received, cut to 4,000 characters */
    record DeadLetter(FactId id, String consumer, String channel, String reason, String payload, Instant at) {}
}
