package dev.companyos.duties;

import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.TaskId;
import dev.companyos.work.NewTask;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tasks that the company plans by rule, without asking a model. */
final class NewTasks {
    private NewTasks() {}

    /** Puts what {@code after} changes before users. */
    static NewTask release(String key, List<NewTask> after, String title) {
        return new NewTask(
                TaskId.of(key + "/release"),
                new RoleId("devops"),
                title,
                "Deploy the newest main and verify it over HTTP.",
                List.of("The new release answers all probes of its stack"),
                Duration.ofMinutes(15),
                after.stream().map(NewTask::id).collect(Collectors.toSet()),
                "");
    }

    static NewTask repair(String key, String cause, String title, String details) {
        return new NewTask(
                TaskId.of(key + "/repair"),
                new RoleId("fullstack"),
                title,
                "What was seen:\n" + details,
                List.of("The product starts and answers all probes of its stack", "A test would have caught it"),
                Duration.ofMinutes(45),
                Set.of(),
                cause);
    }
}
