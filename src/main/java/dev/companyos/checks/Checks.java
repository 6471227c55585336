package dev.companyos.checks;

import java.nio.file.Path;
import java.util.List;

/** Looks at what an agent wants to write. No finding means that it may be written. */
public interface Checks {
    /**
     * The path's place inside {@code workspace} and the content's syntax, by its ending. Nothing is written or run.
     *
     * @param path as the model gave it: any text at all
     */
    List<Finding> write(Path workspace, String path, String content);

    /** Every file in the workspace, for what only shows on the whole: broken syntax, links, sizes. */
    List<Finding> workspace(Path workspace);

    /** The file that {@code path} names in {@code workspace}, or the findings that say why it names none. */
    Place place(Path workspace, String path);

    sealed interface Place {
        record Inside(Path file) implements Place {}

        record Refused(Finding finding) implements Place {}
    }
}
