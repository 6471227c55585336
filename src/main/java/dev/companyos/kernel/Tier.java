package dev.companyos.kernel;

/** How much thought a turn is worth: a role names one, {@code models.yaml} says which model does the thinking. */
public enum Tier {
    SENIOR,
    JUNIOR
}
