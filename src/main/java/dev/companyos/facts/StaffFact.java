package dev.companyos.facts;

import dev.companyos.kernel.RoleId;
import java.time.Instant;
import java.util.UUID;

/** Hands wanted, hands given. */
public sealed interface StaffFact extends Fact {
    UUID request();

    @Override
    default String key() {
        return request().toString();
    }

    record Requested(Instant at, UUID request, Kind kind, RoleId role, String reason) implements StaffFact {}

    /** @param headcount agents of {@code role} from now on */
    record Staffed(Instant at, UUID request, RoleId role, int headcount, String plan) implements StaffFact {}

    enum Kind {
        SPAWN_AGENT,
        SCALE_DOWN,
        REASSIGN
    }
}
