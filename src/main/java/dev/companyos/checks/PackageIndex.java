package dev.companyos.checks;

/** Knows which packages there are. Safe to call from many threads. */
@FunctionalInterface
public interface PackageIndex {
    enum Ecosystem {
        NPM("the npm registry"),
        PYPI("PyPI"),
        MAVEN("the Maven repository");

        private final String title;

        Ecosystem(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    enum Presence {
        PRESENT,
        ABSENT,
        /** The registry could not be asked, or did not say. */
        UNKNOWN
    }

    /** @param name any text at all; for Maven {@code group:artifact} */
    Presence of(Ecosystem ecosystem, String name);
}
