package dev.companyos.kernel;

/** A git commit by its full 40-digit hash. */
public record Commit(String sha) {
    public String abbreviated() {
        return sha.substring(0, Math.min(10, sha.length()));
    }

    @Override
    public String toString() {
        return sha;
    }
}
