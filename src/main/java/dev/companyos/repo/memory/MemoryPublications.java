package dev.companyos.repo.memory;

import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Slug;
import dev.companyos.kernel.TaskId;
import dev.companyos.repo.Publications;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** In the order in which they were noted. */
public final class MemoryPublications implements Publications {
    private final List<Publication> all = new ArrayList<>();

    @Override
    public synchronized boolean add(Publication publication) {
        if (all.stream().anyMatch(it -> is(it, publication.company(), publication.task()))) return false;
        return all.add(publication);
    }

    @Override
    public synchronized List<Publication> due(Instant now) {
        Set<Slug> seen = new HashSet<>();
        return all.stream()
                .filter(it -> it.progress().publishedAt().isEmpty())
                .filter(it -> seen.add(it.product()))
                .filter(it -> !it.progress().dueAt().isAfter(now))
                .toList();
    }

    @Override
    public synchronized void opened(CompanyId company, TaskId task, int number, String url) {
        change(
                company,
                task,
                it -> new Progress(Optional.of(number), url, it.tries(), it.trouble(), it.dueAt(), it.publishedAt()));
    }

    @Override
    public synchronized void published(CompanyId company, TaskId task, Instant at) {
        change(
                company,
                task,
                it -> new Progress(it.pullRequest(), it.url(), it.tries(), "", it.dueAt(), Optional.of(at)));
    }

    @Override
    public synchronized void failed(CompanyId company, TaskId task, String trouble, Instant dueAt) {
        change(
                company,
                task,
                it -> new Progress(it.pullRequest(), it.url(), it.tries() + 1, trouble, dueAt, it.publishedAt()));
    }

    @Override
    public synchronized List<Publication> list(CompanyId company, int limit) {
        return all.reversed().stream()
                .filter(it -> it.company().equals(company))
                .limit(limit)
                .toList();
    }

    private void change(CompanyId company, TaskId task, UnaryOperator<Progress> how) {
        all.replaceAll(it -> is(it, company, task) ? it.with(how.apply(it.progress())) : it);
    }

    private static boolean is(Publication it, CompanyId company, TaskId task) {
        return it.company().equals(company) && it.task().equals(task);
    }
}
