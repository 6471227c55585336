package dev.companyos.kernel;

import java.util.UUID;

/** One task of the CTO's plan. */
public record TaskId(UUID value) {
    public static TaskId fresh() {
        return new TaskId(UUID.randomUUID());
    }

    /** The same seed gives the same id: a turn that is replayed after a crash makes no second task. */
    public static TaskId of(String seed) {
        return new TaskId(UUID.nameUUIDFromBytes(seed.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    /** Reads the long form, as {@link #value} prints it. */
    public static TaskId parse(String text) {
        return new TaskId(UUID.fromString(text));
    }

    /** Short and readable, for people and branch names; not unique enough to look things up with. */
    @Override
    public String toString() {
        return "task-" + value.toString().substring(0, 8);
    }
}
