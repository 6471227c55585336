package dev.companyos.kernel;

/** A failure with three parts: what happened, why, and what the reader can do about it. */
public class CompanyException extends RuntimeException {
    private final String code;
    private final String what;
    private final String why;
    private final String doThis;

    public CompanyException(String code, String what, String why, String doThis) {
        super("%s %s %s".formatted(what, why, doThis).strip());
        this.code = code;
        this.what = what;
        this.why = why;
        this.doThis = doThis;
    }

    public CompanyException(String code, String what, String why, String doThis, Throwable cause) {
        this(code, what, why, doThis);
        initCause(cause);
    }

    /**
     * Stable machine name, such as {@code budget.exhausted}; the REST problem carries it as {@code code}. Its first
     * word decides the HTTP status at the rim: {@code not-found} 404, {@code conflict} 409, {@code invalid} 400, {@code
     * unavailable} 503, {@code budget} 402; anything else 500.
     */
    public final String code() {
        return code;
    }

    public final String what() {
        return what;
    }

    public final String why() {
        return why;
    }

    public final String doThis() {
        return doThis;
    }

    /** Bad input: what was given, why it cannot be used, what would be right. */
    public static CompanyException invalid(String subject, String what, String why, String doThis) {
        return new CompanyException("invalid." + subject, what, why, doThis);
    }

    public static CompanyException notFound(String subject, String id) {
        return new CompanyException(
                "not-found." + subject,
                "There is no %s `%s`.".formatted(subject, id),
                "It was never made, or belongs to another company.",
                "List what there is with `company %s list`.".formatted(subject));
    }

    public static CompanyException conflict(String subject, String what, String why, String doThis) {
        return new CompanyException("conflict." + subject, what, why, doThis);
    }

    public static CompanyException unavailable(String subject, String what, String why, String doThis) {
        return new CompanyException("unavailable." + subject, what, why, doThis);
    }
}
