package dev.companyos.repo;

import dev.companyos.kernel.Commit;
import dev.companyos.kernel.TaskId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One product's git repository. Nothing in the product's files can make git run a command: hooks, filters, diff
 * drivers and the user's own configuration are out of reach. Safe to call from many threads.
 */
public interface Repository {
    /** The product's folder: {@code main}, checked out, with its {@code .git}. */
    Path directory();

    /** The tip of {@code main}; empty before the first commit. */
    Optional<Commit> main();

    /** Writes the tree of {@code commit} into {@code into}, which is emptied first; no {@code .git} there. */
    void export(Commit commit, Path into);

    /**
     * Commits the whole content of {@code workspace} as {@code branch} (made or moved), with {@code parent} as its only
     * parent (none for the first commit of a repository).
     *
     * @return the new commit, or empty when the tree equals the parent's
     */
    Optional<Commit> commit(Path workspace, String branch, Optional<Commit> parent, Message message);

    /**
     * What {@code to} changed since {@code from}, as a unified diff with git's own headers; at most about a megabyte of it,
     * and of files that are no text only that they differ.
     */
    String diff(Commit from, Commit to);

    /** Where {@code main} was before {@code merged} came to it; empty for the first commit. */
    Optional<Commit> before(Commit merged);

    /** The files that {@code merged} changed on {@code main}, by path; a file that moved is one deleted and one added. */
    List<Changed> changes(Commit merged);

    /**
     * A commit with {@code merged} as its only parent in which {@code paths}, some of {@link #changes}, are as they were
     * before it; nothing points to it yet.
     */
    Commit undone(Commit merged, Set<String> paths, Message message);

    /** Merges {@code tip} onto the newest {@code main} without touching either, or any folder. */
    MergeResult merge(Commit tip, Message message);

    /** Moves {@code main} from {@code from} to {@code to} if it still is at {@code from}, and the folder with it. */
    boolean advance(Optional<Commit> from, Commit to);

    /** Newest first. */
    List<LogEntry> log(int limit);

    /** Signed commits on {@code main} that carry a trailer for {@code task}; how a restarted turn learns that it is done. */
    Optional<Commit> mergedFor(TaskId task);

    record Changed(String path, Kind kind) {
        public enum Kind {
            ADDED,
            CHANGED,
            DELETED
        }
    }

    sealed interface MergeResult {
        /** @param candidate a commit whose first parent is {@code onto}; nothing points to it yet */
        record Clean(Commit candidate, Commit onto) implements MergeResult {}

        record Conflicted(List<String> files, String details) implements MergeResult {}
    }

    /** @param trailers {@code Task: …} lines and the like, in order */
    record Message(String subject, String body, String author, List<Trailer> trailers) {}

    record Trailer(String key, String value) {}

    /** @param signed whether this home made it, trailers and all; see {@link Signatures} */
    record LogEntry(Commit commit, String author, Instant at, String subject, List<Trailer> trailers, boolean signed) {}
}
