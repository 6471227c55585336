package dev.companyos.work;

import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A task as the plan names it. The id comes from the turn, so a replayed turn plans nothing twice. */
public record NewTask(
        TaskId id,
        RoleId role,
        String title,
        String description,
        List<String> acceptance,
        Duration estimate,
        Set<TaskId> dependsOn,
        String cause) {}
