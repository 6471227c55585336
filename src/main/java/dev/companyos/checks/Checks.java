package dev.companyos.checks;

import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;

/** Looks at what an agent wants to write. No finding means that it may be written. */
public interface Checks {
    /**
     * The path's place inside {@code workspace}, the content's syntax, by its ending, and secrets that the file did not hold.
     * Nothing is written or run.
     *
     * @param path as the model gave it: any text at all
     */
    List<Finding> write(Path workspace, String path, String content);

    /** Every file in the workspace, for what only shows on the whole: broken syntax, links, sizes. */
    List<Finding> workspace(Path workspace);

    /** The product's texts, for a {@link ChangeSet}: what tools make and what is no text is not among them. */
    SequencedMap<String, String> texts(Path workspace);

    /** What shows only on a change as a whole; those that block first. */
    List<Finding> changes(ChangeSet changes);

    /** The file that {@code path} names in {@code workspace}, or the findings that say why it names none. */
    Place place(Path workspace, String path);

    sealed interface Place {
        record Inside(Path file) implements Place {}

        record Refused(Finding finding) implements Place {}
    }
}
