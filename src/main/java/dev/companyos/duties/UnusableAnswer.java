package dev.companyos.duties;

import dev.companyos.kernel.CompanyException;

/** A standing turn got no answer that can be used; it is taken again on the role's next tick. */
public final class UnusableAnswer extends CompanyException {
    public UnusableAnswer(String what, String reason) {
        super(
                "unavailable.answer",
                "There is no %s this time.".formatted(what),
                reason,
                "The turn is taken again on the next tick; a larger model may help (`ANTHROPIC_MODEL`).");
    }
}
