package dev.companyos.company;

import dev.companyos.kernel.CompanyId;

/**
 * Each write touches its own column or child row, so two writers never overwrite each other. A write that changes nothing
 * leaves the version as it is; one for a company that is not there does nothing.
 */
public interface Brains {
    /** @throws dev.companyos.kernel.CompanyException {@code not-found.company} */
    Brain read(CompanyId company);

    void nameProduct(CompanyId company, String name, String slug, String description, String stack);

    void setSprint(CompanyId company, String goal);

    /** @param name {@code api} or {@code frontend}; an empty url removes it */
    void setLiveUrl(CompanyId company, String name, String url);

    /** @param value finite, or {@code invalid.metric} */
    void setMetric(CompanyId company, String name, double value);

    /** @param delta finite, or {@code invalid.metric}; a metric that is not there starts at 0 */
    void addToMetric(CompanyId company, String name, double delta);

    /** {@code ref} makes it happen once: the task, alert or feedback that it came from. A note that was
     * closed opens again: the same task can be blocked twice. */
    void addNote(CompanyId company, Note kind, String ref, String text);

    /** A bug or blocker that is no longer open. */
    void closeNote(CompanyId company, Note kind, String ref);

    enum Note {
        SHIPPED_FEATURE,
        OPEN_BUG,
        BLOCKER,
        USER_FEEDBACK
    }
}
