package dev.companyos.repo.github;

import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.repo.Publications;
import dev.companyos.repo.Publications.Publication;
import dev.companyos.repo.PublishingFailed;
import dev.companyos.repo.commandline.GitPush;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Publishes merged work, product by product in the order of the merges: first the task's branch and its pull request, then
 * {@code main}, by which GitHub sees that the pull request is merged. Each step looks what is there already, so a round that
 * was cut off anywhere is taken again without doing anything twice. Not for more than one thread.
 */
public final class Publisher {
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Publications publications;
    private final GitPush git;
    private final GitHub hub;
    private final Function<Publication, Optional<String>> repository;
    private final Told told;
    private final Clock clock;

    /** Hears what the founder has to know. */
    public interface Told {
        void trouble(CompanyId company, CompanyException why, Instant at);

        void well(CompanyId company, Instant at);
    }

    /** @param repository {@code owner/name} for a product; empty for one that is not published */
    public Publisher(
            Publications publications,
            GitPush git,
            GitHub hub,
            Function<Publication, Optional<String>> repository,
            Told told,
            Clock clock) {
        this.publications = publications;
        this.git = git;
        this.hub = hub;
        this.repository = repository;
        this.told = told;
        this.clock = clock;
    }

    /** Publishes what is due. Never throws what GitHub or git had to say: that is noted, and told to the founder. */
    public void round() {
        for (var due = publications.due(clock.instant()); !due.isEmpty(); due = publications.due(clock.instant())) {
            for (var it : due) {
                if (Thread.currentThread().isInterrupted()) return;
                attempt(it);
            }
        }
    }

    private void attempt(Publication it) {
        try {
            var where = repository.apply(it);
            if (where.isPresent()) publish(it, where.get());
            publications.published(it.company(), it.task(), clock.instant());
            if (where.isPresent()) told.well(it.company(), clock.instant());
        } catch (PublishingFailed e) {
            var wait = later(it.progress().tries(), e);
            publications.failed(
                    it.company(),
                    it.task(),
                    String.valueOf(e.getMessage()),
                    clock.instant().plus(wait));
            if (!e.isPassing() || it.progress().tries() >= 3) told.trouble(it.company(), e, clock.instant());
        } catch (CompanyException e) {
            publications.failed(
                    it.company(),
                    it.task(),
                    String.valueOf(e.getMessage()),
                    clock.instant().plus(LONGEST));
            told.trouble(it.company(), e, clock.instant());
        }
    }

    private static Duration later(int tries, PublishingFailed why) {
        var backoff = SHORTEST.multipliedBy(1L << Math.min(tries, 7));
        var wait = why.retryAfter().orElse(why.isPassing() ? backoff : LONGEST);
        if (wait.compareTo(SHORTEST) < 0) return SHORTEST;
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private void publish(Publication it, String where) {
        var product = it.product();
        var place = git.place(where);
        var base = hub.defaultBranch(where);
        var parents = git.parents(product, it.commit());
        var there = git.there(product, place, base);
        boolean onMain = there.isPresent() && git.holds(product, there.get(), it.commit());
        if (parents.size() == 2 && it.progress().pullRequest().isEmpty()) {
            var onto = parents.getFirst();
            var tip = parents.getLast();
            // without what it was merged onto, the pull request would show the work of others, too
            if (there.isEmpty() || !git.holds(product, there.get(), onto)) git.push(product, place, onto, base);
            var branch = git.branch(product, tip);
            if (!onMain) git.push(product, place, tip, branch);
            var pull = onMain ? hub.find(where, branch) : hub.open(where, branch, base, it.title(), body(it));
            pull.ifPresent(one -> publications.opened(it.company(), it.task(), one.number(), one.url()));
        }
        if (!onMain) git.push(product, place, it.commit(), base);
    }

    private static String body(Publication it) {
        return "Written by %s for task `%s`, and merged as %s after the product's tests had passed on the merged tree."
                .formatted(
                        it.author().replaceAll("[^A-Za-z0-9_-]", ""),
                        it.task().value(),
                        it.commit().sha());
    }
}
