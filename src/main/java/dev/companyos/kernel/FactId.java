package dev.companyos.kernel;

import java.util.UUID;

/** One thing that happened; the key under which a consumer remembers that it has seen it. */
public record FactId(UUID value) {
    public static FactId fresh() {
        return new FactId(UUID.randomUUID());
    }

    /** The same seed gives the same id: a turn that is replayed after a crash makes no second fact. */
    public static FactId of(String seed) {
        return new FactId(UUID.nameUUIDFromBytes(seed.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    /** Reads the long form, as {@link #value} prints it. */
    public static FactId parse(String text) {
        return new FactId(UUID.fromString(text));
    }

    /** Short and readable, for people and branch names; not unique enough to look things up with. */
    @Override
    public String toString() {
        return "fact-" + value.toString().substring(0, 8);
    }
}
