package dev.companyos.duties;

import static dev.companyos.duties.talk.StructuredAsk.text;
import static dev.companyos.duties.talk.StructuredAsk.wrong;

import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.TaskId;
import dev.companyos.roles.Role;
import dev.companyos.work.NewTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Reads a model's plan, and says everything that is wrong with it in a form that the model can act on.
 *
 * @param turn names the plan: task ids are made of it and the plan's own keys
 * @param cause written into the first task, see {@link NewTask}
 */
record PlanReader(String turn, List<Role> roles, int fewest, int most, String cause) {
    private static final String SCHEMA = """
            {"type":"object","additionalProperties":false,"required":["tasks"],"properties":{"tasks":{"type":"array",
             "minItems":%d,"maxItems":%d,"items":{"type":"object","additionalProperties":false,
              "required":["key","title","description","acceptance_criteria","estimated_minutes","role","depends_on"],
              "properties":{"key":{"type":"string"},"title":{"type":"string"},"description":{"type":"string"},
               "acceptance_criteria":{"type":"array","minItems":1,"items":{"type":"string"}},
               "estimated_minutes":{"type":"integer","minimum":15,"maximum":240},"role":{"type":"string"},
               "depends_on":{"type":"array","items":{"type":"string"}}}}}}}
            """;

    /** What the plan must look like before it is read. */
    String schema() {
        return SCHEMA.formatted(fewest, most);
    }

    List<NewTask> read(JsonNode answer) {
        var tasks = new LinkedHashMap<String, JsonNode>();
        for (var it : answer.path("tasks"))
            if (tasks.put(text(it, "key", 40), it) != null)
                throw wrong("two tasks have the key `%s`.".formatted(text(it, "key", 40)));
        if (tasks.size() < fewest || tasks.size() > most)
            throw wrong("`tasks` must hold %d to %d tasks, not %d.".formatted(fewest, most, tasks.size()));
        var known = roles.stream().map(it -> it.id().value()).collect(Collectors.toSet());
        var edges = new HashMap<String, List<String>>();
        var plan = new ArrayList<NewTask>();
        tasks.forEach((key, it) -> {
            String role = text(it, "role", 40);
            if (!known.contains(role))
                throw wrong("task `%s` has the role `%s`; the roles are %s.".formatted(key, role, known));
            var needs = strings(it.path("depends_on"), 20);
            for (String need : needs)
                if (!tasks.containsKey(need) || need.equals(key))
                    throw wrong("task `%s` depends on `%s`, which is no other task of this plan.".formatted(key, need));
            edges.put(key, needs);
            var acceptance = strings(it.path("acceptance_criteria"), 12);
            if (acceptance.isEmpty()) throw wrong("task `%s` has no acceptance criteria.".formatted(key));
            int minutes = it.path("estimated_minutes").asInt(-1);
            if (minutes < 15 || minutes > 240)
                throw wrong("task `%s` is estimated at %d minutes; 15 to 240 are allowed.".formatted(key, minutes));
            plan.add(new NewTask(
                    id(key),
                    new RoleId(role),
                    text(it, "title", 120).replaceAll("\\p{Cntrl}", " "),
                    text(it, "description", 8_000),
                    acceptance,
                    Duration.ofMinutes(minutes),
                    needs.stream().map(this::id).collect(Collectors.toSet()),
                    plan.isEmpty() ? cause : ""));
        });
        refuseCircles(edges);
        return List.copyOf(plan);
    }

    private TaskId id(String key) {
        return TaskId.of(turn + "/" + key);
    }

    private static List<String> strings(JsonNode array, int most) {
        var texts = new ArrayList<String>();
        for (var it : array)
            if (it.isString() && !it.asString().isBlank() && texts.size() < most) {
                String text = it.asString().strip();
                texts.add(text.length() > 500 ? text.substring(0, 500) : text);
            }
        return texts;
    }

    private static void refuseCircles(Map<String, List<String>> edges) {
        var done = new HashSet<String>();
        for (boolean moved = true; moved; ) {
            moved = false;
            for (var it : edges.entrySet())
                if (!done.contains(it.getKey()) && done.containsAll(it.getValue())) moved = done.add(it.getKey());
        }
        var left = Set.copyOf(edges.keySet()).stream()
                .filter(it -> !done.contains(it))
                .sorted()
                .toList();
        if (!left.isEmpty()) throw wrong("these tasks wait for each other in a circle: %s.".formatted(left));
    }
}
