package dev.companyos.checks;

import java.util.List;

/** One thing that is looked for in a change. Runs nothing, writes nothing. Safe to call from many threads. */
@FunctionalInterface
public interface ChangeRule {
    /** What was so before the change is none of its findings. */
    List<Finding> look(ChangeSet changes);
}
