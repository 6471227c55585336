package dev.companyos.duties;

import dev.companyos.facts.Evidence;
import dev.companyos.work.NewTask;
import java.util.List;

/** How a turn on a task ended. */
public sealed interface Result {
    /** @param alongside written in the transaction that finishes the task */
    record Done(String result, Evidence evidence, Runnable alongside) implements Result {}

    /** @param stage where it ended: draft, checks, tests, merge, model, verify, … */
    record NotDone(String stage, String reason, Evidence evidence) implements Result {}

    /** It cannot go on before other work is done: the task waits for {@code first}, which is planned with it. */
    record Waits(String reason, List<NewTask> first, Evidence evidence) implements Result {}
}
