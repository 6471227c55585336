package dev.companyos.kernel;

/** One agent within its company: {@code <role>_<n>}, n from 1, such as {@code backend_2}. */
public record AgentId(String value) {
    public static AgentId of(RoleId role, int number) {
        return new AgentId(role.value() + "_" + number);
    }

    public RoleId role() {
        return new RoleId(value.substring(0, value.lastIndexOf('_')));
    }

    @Override
    public String toString() {
        return value;
    }
}
