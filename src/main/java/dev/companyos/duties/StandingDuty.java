package dev.companyos.duties;

import dev.companyos.company.Brain;
import dev.companyos.company.Company;
import dev.companyos.facts.Envelope;
import dev.companyos.kernel.AgentId;
import dev.companyos.roles.Role;
import java.util.Map;
import java.util.Optional;

/** A kind of turn that an agent takes of its own accord: on a tick, or because a fact woke it. */
public interface StandingDuty {
    /**
     * Looks at the state first: where there is nothing to do, no model is asked.
     *
     * @return empty when there was nothing to do
     */
    Optional<Did> perform(StandingTurn turn);

    /**
     * @param what in a few words, for people
     * @param more look again at once: there may be another of its kind
     * @param seen what the next turn finds as {@link StandingTurn#seen}: lets a duty tell whether anything is new
     */
    record Did(String what, String seen, boolean more) {
        /** Did one of perhaps many. */
        public static Did one(String what) {
            return new Did(what, "", true);
        }

        /** Did all that there was. */
        public static Did all(String what, String seen) {
            return new Did(what, seen, false);
        }
    }

    /**
     * @param seen what this role's last turn that did something left in {@link Did#seen}, or ""
     * @param errand the fact that this turn answers, for roles that answer facts one by one
     * @param onDone runs what it is given, and the note that the errand is done, in one transaction
     */
    record StandingTurn(
            Company company,
            Brain brain,
            Role role,
            AgentId agent,
            String memory,
            String seen,
            Optional<Envelope> errand,
            java.util.function.Consumer<Runnable> onDone) {
        public Map<String, String> bodySlots() {
            return Map.of(
                    "company", company.slug().value(),
                    "product", brain.productName().isBlank() ? "the product" : brain.productName(),
                    "mission", company.mission(),
                    "agent", agent.value());
        }
    }
}
