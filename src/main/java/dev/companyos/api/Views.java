package dev.companyos.api;

import dev.companyos.budget.Budgets;
import dev.companyos.company.Company;
import dev.companyos.company.Directive;
import dev.companyos.company.Inbox;
import dev.companyos.inspection.Inspections;
import dev.companyos.kernel.CompanyId;
import dev.companyos.llm.Ledger;
import dev.companyos.llm.LiveCalls;
import dev.companyos.llm.Reply;
import dev.companyos.memory.AgentMemory;
import dev.companyos.memory.Memories;
import dev.companyos.release.Releases;
import dev.companyos.roles.Role;
import dev.companyos.roles.Staff;
import dev.companyos.work.Task;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What leaves over REST. Ids are long forms; money is in US dollars; times are ISO 8601 in UTC. */
final class Views {
    private Views() {}

    record CompanyView(String id, String slug, String mission, String stack, String status, Instant founded_at) {
        static CompanyView of(Company it) {
            return new CompanyView(
                    it.id().value().toString(),
                    it.slug().value(),
                    it.mission(),
                    it.stack(),
                    it.status().name().toLowerCase(Locale.ROOT),
                    it.foundedAt());
        }
    }

    record FoundedView(CompanyView company, boolean is_new, String stack, String stack_reason) {}

    record TaskView(
            String task_id,
            String directive_id,
            int number,
            String role,
            String title,
            String description,
            List<String> acceptance_criteria,
            long estimated_minutes,
            List<String> depends_on,
            String status,
            int attempts,
            @Nullable String agent_id,
            String result,
            List<ErrorView> error_log,
            @Nullable Integer performance_score,
            Instant created_at,
            @Nullable Instant started_at,
            @Nullable Instant completed_at) {
        record ErrorView(int attempt, String stage, String error, Instant at) {}

        static TaskView of(Task it) {
            return new TaskView(
                    it.id().value().toString(),
                    it.directive().value().toString(),
                    it.number(),
                    it.role().value(),
                    it.title(),
                    it.description(),
                    it.acceptance(),
                    it.estimate().toMinutes(),
                    it.dependsOn().stream()
                            .map(id -> id.value().toString())
                            .sorted()
                            .toList(),
                    it.status().name().toLowerCase(Locale.ROOT),
                    it.attempt(),
                    it.agent().map(agent -> agent.value()).orElse(null),
                    it.result(),
                    it.errors().stream()
                            .map(e -> new ErrorView(e.attempt(), e.stage(), e.error(), e.at()))
                            .toList(),
                    it.score().orElse(null),
                    it.createdAt(),
                    it.startedAt().orElse(null),
                    it.completedAt().orElse(null));
        }
    }

    record DirectiveView(
            String id,
            String strategic_goal,
            String rationale,
            List<Directive.Priority> priorities,
            Instant deadline,
            String status,
            Instant issued_at) {
        static DirectiveView of(Directive it) {
            return new DirectiveView(
                    it.id().value().toString(),
                    it.goal(),
                    it.rationale(),
                    it.priorities(),
                    it.deadline(),
                    it.status().name().toLowerCase(Locale.ROOT),
                    it.issuedAt());
        }
    }

    record AgentView(
            String agent_id,
            String role,
            String status,
            boolean paused,
            String doing,
            Instant since,
            double performance_score,
            int tasks_completed,
            int tasks_failed,
            List<String> patterns_learned,
            List<Feedback> reward_history,
            List<Feedback> correction_history) {
        record Feedback(String prompt, Instant injected_at) {
            static List<Feedback> of(List<Memories.Entry> entries) {
                return entries.stream()
                        .map(it -> new Feedback(it.prompt(), it.injectedAt()))
                        .toList();
            }
        }

        static AgentView of(Staff.Agent it, AgentMemory memory) {
            return new AgentView(
                    it.id().value(),
                    it.role().value(),
                    it.status().name().toLowerCase(Locale.ROOT),
                    it.paused(),
                    it.doing(),
                    it.since(),
                    memory.performanceScore(),
                    memory.tasksCompleted(),
                    memory.tasksFailed(),
                    memory.patternsLearned(),
                    Feedback.of(memory.rewardHistory()),
                    Feedback.of(memory.correctionHistory()));
        }
    }

    record RoleView(
            String id,
            String title,
            String duty,
            String tier,
            List<String> hears,
            @Nullable String every,
            List<String> tools,
            int hands,
            String prompt) {
        static RoleView of(Role it) {
            return new RoleView(
                    it.id().value(),
                    it.title(),
                    it.duty().name().toLowerCase(Locale.ROOT),
                    it.tier().name().toLowerCase(Locale.ROOT),
                    it.hears(),
                    it.every().map(Object::toString).orElse(null),
                    it.tools(),
                    it.hands(),
                    it.prompt());
        }
    }

    /** @param caps_usd what is in force for {@code month}, {@code day}, {@code agent} (a month) and {@code task} */
    record BudgetView(double cap_usd, double spent_usd, double reserved_usd, Map<String, Double> caps_usd) {
        static BudgetView of(Budgets budgets, CompanyId company, Instant now) {
            var state = budgets.state(company, now);
            var caps = new LinkedHashMap<String, Double>();
            budgets.caps(company)
                    .forEach((scope, cap) -> caps.put(scope.name().toLowerCase(Locale.ROOT), cap.asDollars()));
            return new BudgetView(
                    state.cap().asDollars(),
                    state.spent().asDollars(),
                    state.reserved().asDollars(),
                    caps);
        }
    }

    /** @param by_model dearest first; the same for the others */
    record CostsView(
            long calls,
            double cost_usd,
            Usage tokens,
            List<CostView> by_model,
            List<CostView> by_agent,
            List<CostView> by_task) {
        record Usage(long input, long output, long cache_write, long cache_read) {
            static Usage of(Reply.Usage it) {
                return new Usage(it.input(), it.output(), it.cacheWrite(), it.cacheRead());
            }
        }

        record CostView(String name, long calls, double cost_usd, Usage tokens) {}

        static <K> List<CostView> list(Map<K, Ledger.Total> totals, Function<K, String> name) {
            return totals.entrySet().stream()
                    .map(it -> new CostView(
                            name.apply(it.getKey()),
                            it.getValue().calls(),
                            it.getValue().cost().asDollars(),
                            Usage.of(it.getValue().usage())))
                    .sorted(Comparator.comparingDouble(CostView::cost_usd)
                            .reversed()
                            .thenComparing(CostView::name))
                    .toList();
        }
    }

    record ReleaseView(
            String id,
            int number,
            String commit,
            String hosting,
            String status,
            String url,
            String notes,
            Instant started_at,
            @Nullable Instant verified_at) {
        static ReleaseView of(Releases.Release it) {
            return new ReleaseView(
                    it.id().value().toString(),
                    it.number(),
                    it.commit().sha(),
                    it.hosting(),
                    it.status().name().toLowerCase(Locale.ROOT),
                    it.url(),
                    it.detail(),
                    it.startedAt(),
                    it.verifiedAt().orElse(null));
        }
    }

    record InboxView(
            String id,
            String kind,
            String title,
            String body,
            String ref,
            Instant at,
            @Nullable String answer,
            @Nullable Instant answered_at) {
        static InboxView of(Inbox.Item it) {
            return new InboxView(
                    it.id().toString(),
                    it.kind(),
                    it.title(),
                    it.body(),
                    it.ref(),
                    it.at(),
                    it.answer().orElse(null),
                    it.answeredAt().orElse(null));
        }
    }

    record ProductView(String slug, String name, String dir, String url, String release, String stack) {}

    /** @param characters written so far */
    record LiveCallView(String agent, @Nullable String task_id, String model, Instant since, int characters) {
        static LiveCallView of(LiveCalls.LiveCall it) {
            return new LiveCallView(
                    it.caller().agent().value(),
                    it.caller().task().map(id -> id.value().toString()).orElse(null),
                    it.model(),
                    it.since(),
                    it.characters());
        }
    }

    /**
     * @param calls_under_way the calls to models that this server is waiting for
     * @param remarks what should be known about the choice of models, and a missing sandbox, a sentence each
     * @param sandbox which one is in use, and why that one
     */
    record StatusView(
            CompanyView company,
            String outcome,
            ProductView product,
            @Nullable DirectiveView directive,
            Map<String, Integer> tasks,
            int planned,
            int commits,
            @Nullable Double score,
            double cost_usd,
            BudgetView budget,
            int agents_working,
            int open_alerts,
            int inbox_open,
            Map<String, Double> metrics,
            Map<String, String> live_urls,
            @Nullable ReleaseView latest_release,
            AgentsView agents,
            List<AlertView> alerts,
            List<LiveCallView> calls_under_way,
            List<String> remarks,
            String sandbox) {}

    record AgentsView(int total, int working, int paused) {
        static AgentsView of(List<Staff.Agent> agents) {
            return new AgentsView(
                    agents.size(),
                    (int) agents.stream()
                            .filter(it -> it.status() == Staff.Agent.Status.WORKING)
                            .count(),
                    (int) agents.stream().filter(Staff.Agent::paused).count());
        }
    }

    record AlertView(
            String id, String severity, String component, String details, String suggested_fix, Instant raised_at) {
        static AlertView of(Inspections.Alert it) {
            return new AlertView(
                    it.id().toString(),
                    it.severity().name().toLowerCase(Locale.ROOT),
                    it.component(),
                    it.details(),
                    it.suggestedFix(),
                    it.raisedAt());
        }
    }
}
