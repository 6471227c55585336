package dev.companyos.duties.tools;

import dev.companyos.duties.Consultation;
import dev.companyos.duties.TaskTurn;
import dev.companyos.duties.talk.Fence;
import dev.companyos.duties.talk.StructuredAsk.Outcome;
import dev.companyos.duties.talk.Told;
import dev.companyos.duties.talk.Tool;
import dev.companyos.kernel.Tier;
import dev.companyos.kernel.Usd;
import dev.companyos.llm.Caller;
import dev.companyos.llm.Gateway;
import dev.companyos.llm.ModelFailed;
import dev.companyos.roles.Role;
import dev.companyos.roles.Roles;
import java.util.HashMap;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lets an agent ask another role a question in the middle of its turn: one call of the cheap model, on the task's account. */
public final class Teammates {
    private static final int QUESTIONS = 3;
    private static final int LONGEST = 1_500;

    private final Gateway gateway;
    private final Roles roles;
    private final Consultation consultation;

    public Teammates(Gateway gateway, Roles roles, Consultation consultation) {
        this.gateway = gateway;
        this.roles = roles;
        this.consultation = consultation;
    }

    record AskTeammate(
            @Told("id of the role to ask, such as cto or frontend")
            String role,

            @Told("one question that can be answered without seeing your workspace; at most 1500 characters")
            String question) {}

    public Desk forTurn(TaskTurn turn) {
        return new Desk(turn);
    }

    /** One turn's questions, of which there are at most {@value #QUESTIONS}, and what they have cost. */
    public final class Desk {
        private final TaskTurn turn;
        private int asked;
        private Usd cost = Usd.ZERO;

        private Desk(TaskTurn turn) {
            this.turn = turn;
        }

        public Tool tool() {
            return Tool.looks(
                    "ask_teammate",
                    "Asks a colleague of another role. They know the company's documents, not your workspace. At most %d times in a turn."
                            .formatted(QUESTIONS),
                    AskTeammate.class,
                    this::ask);
        }

        public Usd cost() {
            return cost;
        }

        private Tool.Outcome ask(AskTeammate arguments) {
            var role = find(arguments.role());
            if (role.isEmpty() || role.get().id().equals(turn.role().id()))
                return new Tool.Outcome.Error("There is no colleague `%s`. There are: %s."
                        .formatted(
                                Fence.attribute(arguments.role()),
                                roles.all().stream()
                                        .map(it -> it.id().value())
                                        .filter(it ->
                                                !it.equals(turn.role().id().value()))
                                        .collect(Collectors.joining(", "))));
            if (arguments.question().isBlank() || arguments.question().length() > LONGEST)
                return new Tool.Outcome.Error("`question` must have 1 to %d characters.".formatted(LONGEST));
            if (asked >= QUESTIONS)
                return new Tool.Outcome.Error(
                        "You have asked %d questions in this turn; that is the most. Decide by yourself, and say what you assumed when you finish."
                                .formatted(QUESTIONS));
            return ask(role.get(), arguments.question());
        }

        private Optional<Role> find(String id) {
            return roles.all().stream()
                    .filter(it -> it.id().value().equals(id.strip()))
                    .findFirst();
        }

        private Tool.Outcome ask(Role role, String question) {
            var session = gateway.open(caller(++asked), Tier.JUNIOR);
            try {
                var body = new HashMap<>(turn.bodySlots());
                body.put("agent", role.title());
                var asking = new Consultation.Question(
                        turn.company().id(),
                        turn.company().mission(),
                        body,
                        turn.role().title(),
                        question);
                return switch (consultation.ask(session, role, asking)) {
                    case Outcome.Unusable<Consultation.Said>(var reason) ->
                        new Tool.Outcome.Error("No answer could be had: " + reason);
                    case Outcome.Usable<Consultation.Said>(var said) ->
                        new Tool.Outcome.Ok(Fence.data(role.title(), words(said), 5_000));
                };
            } catch (ModelFailed e) {
                return new Tool.Outcome.Error("Nobody could be asked now: " + e.what());
            } finally {
                cost = cost.plus(session.cost());
            }
        }

        private Caller caller(int number) {
            var task = turn.claim().task();
            return new Caller(
                    turn.company().id(),
                    turn.claim().by(),
                    "%s/%d/ask/%d".formatted(task.id().value(), turn.claim().attempt(), number),
                    Optional.of(task.directive()),
                    Optional.of(task.id()));
        }
    }

    private static String words(Consultation.Said said) {
        return said.sources().isEmpty()
                ? said.answer()
                : "%s\nSources: %s".formatted(said.answer(), String.join(", ", said.sources()));
    }
}
