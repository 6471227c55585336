package dev.companyos.llm.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The rules of a plan, as whoever receives it checks them. */
final class Plans {
    private Plans() {}

    static void check(JsonNode tasks, List<String> roles) {
        assertThat(tasks.size()).isBetween(5, 10);
        Set<String> seen = new HashSet<>();
        for (JsonNode task : tasks) {
            assertThat(task.path("title").asString()).isNotBlank().hasSizeLessThan(200);
            assertThat(task.path("description").asString()).isNotBlank();
            assertThat(task.path("acceptance_criteria").size()).isPositive();
            assertThat(task.path("estimated_minutes").asInt()).isBetween(15, 240);
            assertThat(roles).contains(task.path("role").asString());
            // what a task waits for stands before it, so there is no way round in a circle
            for (JsonNode before : task.path("depends_on")) assertThat(seen).contains(before.asString());
            assertThat(seen.add(task.path("key").asString())).isTrue();
        }
    }
}
