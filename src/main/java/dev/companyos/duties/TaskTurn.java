package dev.companyos.duties;

import dev.companyos.company.Brain;
import dev.companyos.company.Company;
import dev.companyos.duties.talk.Fence;
import dev.companyos.facts.Evidence;
import dev.companyos.kernel.Slug;
import dev.companyos.kernel.Usd;
import dev.companyos.llm.Gateway.Session;
import dev.companyos.repo.Repository;
import dev.companyos.roles.Role;
import dev.companyos.work.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/** One agent's turn on one task, with all that it reads at the start. */
public record TaskTurn(
        Company company, Brain brain, Role role, Claim claim, Session session, String memory, Instant startedAt) {

    /** The same turn, speaking through another session. */
    public TaskTurn through(Session other) {
        return new TaskTurn(company, brain, role, claim, other, memory, startedAt);
    }

    public Slug product() {
        return new Slug(brain.productSlug());
    }

    public Map<String, String> bodySlots() {
        return Map.of(
                "company", company.slug().value(),
                "product", brain.productName(),
                "mission", company.mission(),
                "agent", claim.by().value());
    }

    /** The {@code <task>} block of a brief. */
    public String taskBlock() {
        var task = claim.task();
        var block = new StringBuilder("<task number=\"%d\" role=\"%s\" attempt=\"%d\">%n"
                .formatted(task.number(), task.role(), claim.attempt()));
        block.append("title: ").append(Fence.inert(task.title()));
        block.append("\ndescription: ").append(Fence.inert(task.description()));
        block.append("\nestimate: ").append(task.estimate().toMinutes()).append(" minutes\nacceptance:\n");
        task.acceptance()
                .forEach(it -> block.append("- ").append(Fence.inert(it)).append('\n'));
        return block.append("</task>").toString();
    }

    /** What the attempts before this one came to: the newest in full, the older ones in a line each. */
    public String lastError() {
        var errors = claim.task().errors();
        if (errors.isEmpty()) return "";
        var text = new StringBuilder("<last_error>\n");
        for (int i = 0; i < errors.size(); i++) {
            var it = errors.get(i);
            boolean newest = i == errors.size() - 1;
            String error = newest || it.error().length() <= 300
                    ? it.error()
                    : it.error().substring(0, 300) + " […]";
            text.append("Attempt %d ended at %s: %s%n".formatted(it.attempt(), it.stage(), Fence.inert(error)));
        }
        return text.append("Do not try the same again.\n</last_error>").toString();
    }

    /**
     * Who did it, for what, and what it cost: the trailers of every commit of this turn, which the repository signs.
     *
     * @param ours whether our own code wrote what is committed; the trailer that says so is looked for before it runs
     */
    public Repository.Message commitMessage(String summary, boolean ours) {
        var task = claim.task();
        return new Repository.Message(
                task.title(),
                summary,
                claim.by().value(),
                Stream.of(
                                new Repository.Trailer("Task", task.id().value().toString()),
                                new Repository.Trailer(
                                        "Directive", task.directive().value().toString()),
                                new Repository.Trailer("Attempt", String.valueOf(claim.attempt())),
                                new Repository.Trailer("Model", session.model()),
                                new Repository.Trailer("Cost", session.cost().toString()),
                                Provenance.OURS)
                        .filter(it -> ours || it != Provenance.OURS)
                        .filter(it -> !it.value().isEmpty())
                        .toList());
    }

    public Evidence evidence(int run, int passed, int regressions, int findings, Instant now) {
        Usd cost = session.cost();
        return new Evidence(
                run,
                passed,
                regressions,
                findings,
                claim.attempt(),
                Duration.between(startedAt, now),
                claim.task().estimate(),
                cost);
    }
}
