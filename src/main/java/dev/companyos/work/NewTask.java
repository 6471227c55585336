package dev.companyos.work;

import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A task as the plan names it. The id comes from the turn, so a replayed turn plans nothing twice.
 *
 * @param title not blank; cut at 200 characters
 * @param estimate what is below 15 or above 240 minutes counts as that
 * @param cause the alert that a repair answers, or ""
 */
public record NewTask(
        TaskId id,
        RoleId role,
        String title,
        String description,
        List<String> acceptance,
        Duration estimate,
        Set<TaskId> dependsOn,
        String cause) {
    NewTask dependingOn(Set<TaskId> others) {
        return new NewTask(id, role, title, description, acceptance, estimate, others, cause);
    }
}
