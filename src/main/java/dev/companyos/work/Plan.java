package dev.companyos.work;

import static java.util.stream.Collectors.joining;

import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Tasks that fit together: 1 to 50, each id once, each with a title, and no circle among their dependencies. */
record Plan(List<NewTask> tasks) {
    static final int MOST = 50;
    private static final Duration SHORTEST = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofMinutes(240);

    /** @throws CompanyException {@code invalid.plan} */
    static Plan of(List<NewTask> tasks) {
        if (tasks.isEmpty() || tasks.size() > MOST)
            throw invalid(
                    "A plan of %d tasks cannot be stored.".formatted(tasks.size()),
                    "A plan has 1 to %d tasks.".formatted(MOST),
                    "Plan fewer tasks, the most important ones first.");
        var ids = new HashSet<TaskId>();
        for (var task : tasks) {
            if (!ids.add(task.id()))
                throw invalid(
                        "The plan names %s twice.".formatted(task.id()),
                        "An id belongs to one task.",
                        "Give each task an id of its own.");
            if (task.title().isBlank())
                throw invalid(
                        "%s has no title.".formatted(task.id()),
                        "People and prompts name a task by its title.",
                        "Give it one.");
        }
        var plan = new Plan(tasks.stream().map(Plan::tidied).toList());
        plan.refuseCircle();
        return plan;
    }

    /** Text as it can be stored, the estimate within 15 to 240 minutes. */
    private static NewTask tidied(NewTask task) {
        var estimate = task.estimate().compareTo(SHORTEST) < 0
                ? SHORTEST
                : task.estimate().compareTo(LONGEST) > 0 ? LONGEST : task.estimate();
        return new NewTask(
                task.id(),
                task.role(),
                Storable.text(task.title().strip(), 200),
                Storable.text(task.description(), 20_000),
                task.acceptance().stream()
                        .map(each -> Storable.text(each, 1_000))
                        .toList(),
                estimate,
                task.dependsOn(),
                Storable.text(task.cause(), 200));
    }

    Set<TaskId> ids() {
        return tasks.stream().map(NewTask::id).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Set<String> causes() {
        return tasks.stream()
                .map(NewTask::cause)
                .filter(cause -> !cause.isEmpty())
                .collect(Collectors.toSet());
    }

    Set<TaskId> idsAndDependencies() {
        var all = ids();
        tasks.forEach(task -> all.addAll(task.dependsOn()));
        return all;
    }

    /** @throws CompanyException {@code invalid.plan} if a dependency is neither in the plan nor {@code known} */
    void refuseUnknownDependencies(Collection<TaskId> known) {
        var there = ids();
        there.addAll(known);
        for (var task : tasks)
            for (var dependency : task.dependsOn())
                if (!there.contains(dependency))
                    throw invalid(
                            "“%s” depends on %s, which there is not.".formatted(task.title(), dependency),
                            "A dependency is a task of the same plan, or one that is in the backlog.",
                            "Leave the dependency out, or plan the task that it means.");
    }

    /**
     * What is left to add: without the tasks that are {@code known}, and without repairs whose cause another task
     * answers. What depended on such a repair depends on that other task.
     *
     * @param openByCause the tasks in the backlog that answer a cause
     */
    Plan without(Set<TaskId> known, Map<String, TaskId> openByCause) {
        var answers = new HashMap<>(openByCause);
        var replaced = new HashMap<TaskId, TaskId>();
        var left = new ArrayList<NewTask>();
        for (var task : tasks) {
            if (known.contains(task.id())) continue;
            var other = task.cause().isEmpty() ? null : answers.putIfAbsent(task.cause(), task.id());
            if (other == null) left.add(task);
            else replaced.put(task.id(), other);
        }
        if (replaced.isEmpty()) return new Plan(left);
        var plan = new Plan(left.stream()
                .map(task -> task.dependingOn(task.dependsOn().stream()
                        .map(id -> replaced.getOrDefault(id, id))
                        .collect(Collectors.toSet())))
                .toList());
        plan.refuseCircle();
        return plan;
    }

    private void refuseCircle() {
        var left = new LinkedHashMap<TaskId, NewTask>();
        tasks.forEach(task -> left.put(task.id(), task));
        while (left.values().removeIf(task -> task.dependsOn().stream().noneMatch(left::containsKey))) {
            // each round takes away what waits for nothing that is left
        }
        if (left.isEmpty()) return;
        throw invalid(
                "The plan goes in a circle: %s.".formatted(circleIn(left)),
                "Each of these tasks waits for the next one, so none could ever start.",
                "Take one of these dependencies out.");
    }

    /** Everything in {@code left} waits for something in it: whoever follows that comes to a task for the second time. */
    private static String circleIn(Map<TaskId, NewTask> left) {
        var path = new LinkedHashSet<NewTask>();
        var here = left.values().iterator().next();
        while (path.add(here)) {
            here = here.dependsOn().stream()
                    .map(left::get)
                    .filter(task -> task != null)
                    .findFirst()
                    .orElseThrow();
        }
        var circle = new ArrayList<>(path);
        circle.subList(0, circle.indexOf(here)).clear();
        circle.add(here);
        return circle.stream().map(task -> "“" + task.title() + "”").collect(joining(" → "));
    }

    private static CompanyException invalid(String what, String why, String doThis) {
        return CompanyException.invalid("plan", what, why, doThis);
    }
}
