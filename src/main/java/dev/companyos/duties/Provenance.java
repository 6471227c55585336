package dev.companyos.duties;

import dev.companyos.repo.Repository;
import dev.companyos.repo.Repository.LogEntry;

/**
 * Who wrote a product, by its history: what a model wrote last month stays a model's code, whoever does the thinking
 * today. What is not signed by this home is somebody else's, whatever it says of itself.
 */
public final class Provenance {
    /** On every commit of files that came from our own templates. */
    public static final Repository.Trailer OURS = new Repository.Trailer("Origin", "templates");

    private static final String SCAFFOLD_AUTHOR = "company-os";

    private Provenance() {}

    /** Whether all that ever came to {@code main} was written by our own code; so it is before the first commit. */
    public static boolean ours(Repository repository) {
        return repository.log(Integer.MAX_VALUE).stream().allMatch(Provenance::ours);
    }

    private static boolean ours(LogEntry commit) {
        return commit.signed()
                && (commit.trailers().contains(OURS)
                        || commit.author().equals(SCAFFOLD_AUTHOR)
                                && commit.trailers().stream()
                                        .anyMatch(it -> it.key().equals("Stack")));
    }
}
