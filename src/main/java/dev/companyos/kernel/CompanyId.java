package dev.companyos.kernel;

import java.util.UUID;

/** One company of many on a server; everything that belongs to it carries this. */
public record CompanyId(UUID value) {
    public static CompanyId fresh() {
        return new CompanyId(UUID.randomUUID());
    }

    /** The same seed gives the same id: a turn that is replayed after a crash makes no second company. */
    public static CompanyId of(String seed) {
        return new CompanyId(UUID.nameUUIDFromBytes(seed.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    /** Reads the long form, as {@link #value} prints it. */
    public static CompanyId parse(String text) {
        return new CompanyId(UUID.fromString(text));
    }

    /** Short and readable, for people and branch names; not unique enough to look things up with. */
    @Override
    public String toString() {
        return "company-" + value.toString().substring(0, 8);
    }
}
