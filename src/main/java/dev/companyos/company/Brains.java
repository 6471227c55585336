package dev.companyos.company;

import dev.companyos.kernel.CompanyId;

/** Each write touches its own column or child row, so two writers never overwrite each other. */
public interface Brains {
    Brain read(CompanyId company);

    void nameProduct(CompanyId company, String name, String slug, String description, String stack);

    void setSprint(CompanyId company, String goal);

    /** @param name {@code api} or {@code frontend}; an empty url removes it */
    void setLiveUrl(CompanyId company, String name, String url);

    void setMetric(CompanyId company, String name, double value);

    void addToMetric(CompanyId company, String name, double delta);

    /** {@code ref} makes it happen once: the task, alert or feedback that it came from. */
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
