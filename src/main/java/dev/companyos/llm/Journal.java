package dev.companyos.llm;

import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Usd;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Every call that was made, kept before anybody uses its reply, and every call whose reply is still to come. */
public interface Journal {
    /** Ends its {@link Waiting}, if there is one. Joins the caller's transaction. */
    void record(ModelCall call);

    /** The first reply to this very request of this turn, if one was ever paid for. */
    Optional<Replay> find(CompanyId company, String turn, int step, String requestHash);

    /** Joins the caller's transaction. */
    void submitted(Waiting waiting);

    /** What this very call of this turn is waiting for. */
    Optional<Waiting> waiting(CompanyId company, String turn, int step, String requestHash);

    record Replay(Reply reply, Usd cost) {}

    /**
     * A call that was put into a provider's batch.
     *
     * @param reservation what is set aside for it
     * @param reserved how much that is
     */
    record Waiting(Call call, String model, String batch, UUID reservation, Usd reserved, Instant since) {
        public record Call(CompanyId company, String turn, int step, String requestHash) {}
    }
}
