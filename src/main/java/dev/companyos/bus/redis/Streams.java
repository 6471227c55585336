package dev.companyos.bus.redis;

import dev.companyos.bus.postgres.Outbox;
import dev.companyos.kernel.CompanyId;
import java.util.Map;

/** Names and fields of the streams. */
final class Streams {
    static final String GROUP = "company";
    static final String ID = "id";
    static final String TYPE = "type";
    static final String PAYLOAD = "payload";
    /** The place in the outbox: the order of publishing over all of a company's streams. */
    static final String PLACE = "place";

    private Streams() {}

    /** A company's streams share one slot of a cluster. */
    static String key(CompanyId company, String channel) {
        return "{" + company.value() + "}:" + channel;
    }

    /** Wakes this worker's reader, and nobody else's. */
    static String doorbell(CompanyId company, String worker) {
        return key(company, "bell." + worker);
    }

    static Map<String, String> fields(Outbox.Row row) {
        return Map.of(
                ID, row.fact().value().toString(), TYPE, row.type(), PAYLOAD, row.payload(), PLACE, "" + row.id());
    }
}
