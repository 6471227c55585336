package dev.companyos.work;

import dev.companyos.facts.Evidence;
import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.TaskId;
import dev.companyos.kernel.Usd;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tasks for tests: {@code Planned.task("page").after("api")}. */
public record Planned(NewTask task) {
    public static final AgentId BACKEND = new AgentId("backend_1");
    public static final Evidence EVIDENCE =
            new Evidence(3, 3, 0, 0, 1, Duration.ofMinutes(4), Duration.ofMinutes(30), Usd.ZERO);

    public static TaskId id(String name) {
        return TaskId.of("test " + name);
    }

    public static Planned task(String name) {
        return new Planned(new NewTask(
                id(name),
                new RoleId("backend"),
                name,
                "Make " + name,
                List.of(name + " works"),
                Duration.ofMinutes(30),
                Set.of(),
                ""));
    }

    public Planned after(String... names) {
        return new Planned(
                task.dependingOn(Arrays.stream(names).map(Planned::id).collect(Collectors.toSet())));
    }

    public Planned repairing(String cause) {
        return new Planned(new NewTask(
                task.id(),
                task.role(),
                task.title(),
                task.description(),
                task.acceptance(),
                task.estimate(),
                task.dependsOn(),
                cause));
    }

    public Planned as(String role) {
        return new Planned(new NewTask(
                task.id(),
                new RoleId(role),
                task.title(),
                task.description(),
                task.acceptance(),
                task.estimate(),
                task.dependsOn(),
                task.cause()));
    }

    public Planned lasting(Duration estimate) {
        return new Planned(new NewTask(
                task.id(),
                task.role(),
                task.title(),
                task.description(),
                task.acceptance(),
                estimate,
                task.dependsOn(),
                task.cause()));
    }

    public Planned titled(String title, String description) {
        return new Planned(new NewTask(
                task.id(),
                task.role(),
                title,
                description,
                List.of(description),
                task.estimate(),
                task.dependsOn(),
                task.cause()));
    }

    public static List<NewTask> plan(Planned... tasks) {
        return Arrays.stream(tasks).map(Planned::task).toList();
    }
}
