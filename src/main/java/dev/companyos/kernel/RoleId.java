package dev.companyos.kernel;

/** The name of a job, such as {@code backend}; also the name of its role file. */
public record RoleId(String value) implements Comparable<RoleId> {
    public RoleId {
        if (!value.matches("[a-z][a-z0-9_]{0,39}"))
            throw CompanyException.invalid(
                    "role",
                    "`%s` is not a role's name.".formatted(value.length() > 60 ? value.substring(0, 60) + "…" : value),
                    "A role's name is 1 to 40 lower-case letters, digits and underscores, and starts with a letter.",
                    "Use one that `company role list` shows.");
    }

    @Override
    public int compareTo(RoleId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
