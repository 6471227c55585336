package dev.companyos.work;

import dev.companyos.kernel.AgentId;

/** The right to work on a task, until its lease ends or somebody claims it with a higher epoch. */
public record Claim(Task task, AgentId by, String worker, long epoch, int attempt) {}
