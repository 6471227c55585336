package dev.companyos.budget;

/** What a cap stands over. The widest comes first. */
public enum Scope {
    /** All that a company spends in a calendar month (UTC). */
    MONTH,
    /** All that a company spends in a day (UTC). */
    DAY,
    /** All that one agent spends in a calendar month (UTC). */
    AGENT,
    /** All that one task costs, whoever works on it, from its first attempt to its last. */
    TASK
}
