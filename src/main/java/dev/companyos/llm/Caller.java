package dev.companyos.llm;

import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.DirectiveId;
import dev.companyos.kernel.TaskId;
import java.util.Optional;

/**
 * Who asks, and on whose account.
 *
 * @param turn the same for a turn that restarts after a crash, such as {@code task-1b2c…/2}: replies are journaled under it
 */
public record Caller(
        CompanyId company, AgentId agent, String turn, Optional<DirectiveId> directive, Optional<TaskId> task) {}
