package dev.companyos.repo;

import dev.companyos.kernel.Commit;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Slug;
import dev.companyos.kernel.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Merged work that is to be published, and how far that has come. */
public interface Publications {
    /** Notes it; false and no change where the task has been noted before. */
    boolean add(Publication publication);

    /** Of each product the oldest that is not published, if it is due; oldest first. */
    List<Publication> due(Instant now);

    /** The pull request is there; noted as soon as it is known, before anything else happens. */
    void opened(CompanyId company, TaskId task, int number, String url);

    void published(CompanyId company, TaskId task, Instant at);

    /** It did not work; it is tried again at {@code dueAt}. */
    void failed(CompanyId company, TaskId task, String trouble, Instant dueAt);

    /** Newest first. */
    List<Publication> list(CompanyId company, int limit);

    /** @param commit on {@code main}; its first parent is what it was merged onto, its second the task's own work */
    record Publication(
            CompanyId company,
            TaskId task,
            Slug product,
            Commit commit,
            String title,
            String author,
            Progress progress) {
        public static Publication of(
                CompanyId company, TaskId task, Slug product, Commit commit, String title, String author, Instant at) {
            var progress = new Progress(Optional.empty(), "", 0, "", at, Optional.empty());
            return new Publication(company, task, product, commit, title, author, progress);
        }

        public Publication with(Progress other) {
            return new Publication(company, task, product, commit, title, author, other);
        }
    }

    /** @param url of the pull request, or "" @param trouble why the last try failed, or "" */
    record Progress(
            Optional<Integer> pullRequest,
            String url,
            int tries,
            String trouble,
            Instant dueAt,
            Optional<Instant> publishedAt) {}
}
