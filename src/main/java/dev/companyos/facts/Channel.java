package dev.companyos.facts;

import dev.companyos.kernel.RoleId;
import java.util.ArrayList;
import java.util.List;

/** The company's streams. The names are the original's; {@link #of} is the only place that decides what travels where. */
public record Channel(String name) {
    /** What founders and users say to the company: missions, feedback, answers to questions in the inbox. */
    public static final Channel USER_FEEDBACK = new Channel("user.feedback");

    public static final Channel CEO_DIRECTIVES = new Channel("ceo.directives");
    public static final Channel CTO_TASKS = new Channel("cto.tasks");
    public static final Channel AGENT_REPORTS = new Channel("agent.reports");
    public static final Channel QA_ALERTS = new Channel("qa.alerts");
    public static final Channel HR_REQUESTS = new Channel("hr.requests");
    public static final Channel KNOWLEDGE_REQUESTS = new Channel("knowledge.requests");
    public static final Channel KNOWLEDGE_ANSWERS = new Channel("knowledge.answers");
    public static final Channel FINANCE_REPORTS = new Channel("finance.reports");
    public static final Channel MILESTONE_BROADCASTS = new Channel("milestone.broadcasts");
    public static final Channel DEAD_LETTERS = new Channel("dead.letters");

    /** Every channel that is read by everyone, i.e. all but the roles' own task channels. */
    public static final List<Channel> COMMON = List.of(
            USER_FEEDBACK,
            CEO_DIRECTIVES,
            CTO_TASKS,
            AGENT_REPORTS,
            QA_ALERTS,
            HR_REQUESTS,
            KNOWLEDGE_REQUESTS,
            KNOWLEDGE_ANSWERS,
            FINANCE_REPORTS,
            MILESTONE_BROADCASTS,
            DEAD_LETTERS);

    /** The channel on which the agents of {@code role} are handed their tasks. */
    public static Channel tasksOf(RoleId role) {
        return new Channel("cto.tasks." + role.value());
    }

    /** All channels of a company whose roles take tasks from {@code roles}. */
    public static List<Channel> all(Iterable<RoleId> roles) {
        var channels = new ArrayList<>(COMMON);
        roles.forEach(role -> channels.add(tasksOf(role)));
        return List.copyOf(channels);
    }

    public static Channel of(Fact fact) {
        return switch (fact) {
            case MissionFact _ -> USER_FEEDBACK;
            case DirectiveFact _ -> CEO_DIRECTIVES;
            case TaskFact.Planned _ -> CTO_TASKS;
            case TaskFact.Ready it -> tasksOf(it.role());
            case TaskFact _, AppraisalFact _, ReleaseFact _, BudgetFact _ -> AGENT_REPORTS;
            case InspectionFact _ -> QA_ALERTS;
            case KnowledgeFact.Asked _ -> KNOWLEDGE_REQUESTS;
            case KnowledgeFact.Answered _ -> KNOWLEDGE_ANSWERS;
            case StaffFact _ -> HR_REQUESTS;
            case FinanceFact _ -> FINANCE_REPORTS;
            case MilestoneFact _ -> MILESTONE_BROADCASTS;
            case InboxFact.DeadLettered _ -> DEAD_LETTERS;
            case InboxFact _ -> USER_FEEDBACK;
        };
    }
}
