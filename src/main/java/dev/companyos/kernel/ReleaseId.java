package dev.companyos.kernel;

import java.util.UUID;

/** One attempt to put one commit of a product before its users. */
public record ReleaseId(UUID value) {
    public static ReleaseId fresh() {
        return new ReleaseId(UUID.randomUUID());
    }

    /** The same seed gives the same id: a turn that is replayed after a crash makes no second release. */
    public static ReleaseId of(String seed) {
        return new ReleaseId(UUID.nameUUIDFromBytes(seed.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    /** Reads the long form, as {@link #value} prints it. */
    public static ReleaseId parse(String text) {
        return new ReleaseId(UUID.fromString(text));
    }

    /** Short and readable, for people and branch names; not unique enough to look things up with. */
    @Override
    public String toString() {
        return "release-" + value.toString().substring(0, 8);
    }
}
