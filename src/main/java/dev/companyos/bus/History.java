package dev.companyos.bus;

import dev.companyos.facts.Envelope;
import dev.companyos.kernel.CompanyId;
import java.time.Duration;
import java.util.List;

/** Every fact of a company, in the order in which they became visible; the source of the live event stream. */
public interface History {
    /**
     * @param after a cursor from an earlier {@link Entry}, or "" for the beginning
     * @param limit 1 to 1000
     * @return oldest first; empty when there is nothing newer
     */
    List<Entry> after(CompanyId company, String after, int limit);

    /** The cursor of the newest fact, or "". */
    String newest(CompanyId company);

    /** Returns when something newer than {@code after} can be read, or {@code atMost} has passed. Does not poll. */
    void await(CompanyId company, String after, Duration atMost);

    record Entry(String cursor, Envelope envelope) {}
}
