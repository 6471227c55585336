package dev.companyos.duties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.Tier;
import dev.companyos.roles.Role;
import dev.companyos.work.NewTask;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PlanReaderTest {
    final Role backend = new Role(
            new RoleId("backend"),
            "Backend engineer",
            Role.Duty.BUILD,
            Tier.SENIOR,
            List.of("cto.tasks.backend"),
            Optional.empty(),
            List.of(),
            1,
            "");
    final PlanReader reader = new PlanReader("plan/1", List.of(backend), 2, 3, "alert:7");

    static String task(String key, String role, int minutes, String needs) {
        return """
                {"key":"%s","title":"T","description":"D","acceptance_criteria":["a"],"estimated_minutes":%d,
                 "role":"%s","depends_on":[%s]}""".formatted(key, minutes, role, needs);
    }

    List<NewTask> read(String... tasks) {
        return reader.read(JsonMapper.builder().build().readTree("{\"tasks\":[" + String.join(",", tasks) + "]}"));
    }

    @Test
    void reads_tasks_with_their_dependencies_and_the_same_ids_each_time() {
        var plan = read(task("a", "backend", 30, ""), task("b", "backend", 30, "\"a\""));
        assertThat(plan.get(1).dependsOn()).containsExactly(plan.get(0).id());
        assertThat(plan).isEqualTo(read(task("a", "backend", 30, ""), task("b", "backend", 30, "\"a\"")));
        assertThat(plan).extracting(NewTask::cause).containsExactly("alert:7", "");
    }

    @Test
    void refuses_a_circle_and_names_it() {
        refused("circle: [a, b]", task("a", "backend", 30, "\"b\""), task("b", "backend", 30, "\"a\""));
    }

    @Test
    void refuses_unknown_roles_estimates_and_dependencies() {
        refused("role `wizard`", task("a", "wizard", 30, ""), task("b", "backend", 30, ""));
        refused("15 to 240", task("a", "backend", 5, ""), task("b", "backend", 30, ""));
        refused("no other task", task("a", "backend", 30, "\"zzz\""), task("b", "backend", 30, ""));
        refused("no other task", task("a", "backend", 30, "\"a\""), task("b", "backend", 30, ""));
        refused("two tasks have the key", task("a", "backend", 30, ""), task("a", "backend", 30, ""));
    }

    @Test
    void refuses_too_few_and_too_many() {
        refused("2 to 3 tasks, not 1", task("a", "backend", 30, ""));
        refused(
                "2 to 3 tasks, not 4",
                IntStream.range(0, 4)
                        .mapToObj(i -> task("t" + i, "backend", 30, ""))
                        .collect(Collectors.toList())
                        .toArray(String[]::new));
    }

    private void refused(String reason, String... tasks) {
        assertThatThrownBy(() -> read(tasks))
                .isInstanceOf(CompanyException.class)
                .hasMessageContaining(reason);
    }
}
