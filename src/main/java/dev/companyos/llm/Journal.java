package dev.companyos.llm;

import dev.companyos.kernel.CompanyId;
import java.util.Optional;

/** Every call that was made, kept before anybody uses its reply. */
public interface Journal {
    /** Joins the caller's transaction. */
    void record(ModelCall call);

    /** The first reply to this very request of this turn, if one was ever paid for. */
    Optional<Replay> find(CompanyId company, String turn, int step, String requestHash);

    record Replay(Reply reply, dev.companyos.kernel.Usd cost) {}
}
