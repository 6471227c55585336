package dev.companyos.kernel;

import java.util.UUID;

/** One strategic directive of the CEO. */
public record DirectiveId(UUID value) {
    public static DirectiveId fresh() {
        return new DirectiveId(UUID.randomUUID());
    }

    /** The same seed gives the same id: a turn that is replayed after a crash makes no second directive. */
    public static DirectiveId of(String seed) {
        return new DirectiveId(UUID.nameUUIDFromBytes(seed.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    /** Reads the long form, as {@link #value} prints it. */
    public static DirectiveId parse(String text) {
        return new DirectiveId(UUID.fromString(text));
    }

    /** Short and readable, for people and branch names; not unique enough to look things up with. */
    @Override
    public String toString() {
        return "directive-" + value.toString().substring(0, 8);
    }
}
