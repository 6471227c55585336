package dev.companyos.work;

import dev.companyos.kernel.CompanyException;

/** Thrown into a turn that no longer holds its task. Whatever it did is void; it must stop. */
public final class LeaseLost extends CompanyException {
    public LeaseLost(Claim claim) {
        super(
                "conflict.lease",
                "%s no longer holds %s.".formatted(claim.by(), claim.task().id()),
                "Its lease ran out, or the task was cancelled or claimed again after epoch %d."
                        .formatted(claim.epoch()),
                "Nothing needs doing: whoever holds the task goes on with it.");
    }
}
