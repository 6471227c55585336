package app;

import java.util.Map;

/** A request that cannot be answered, and why, in words for the client. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Map<String, String> fields;

    public Problem(int status, String detail) {
        this(status, detail, Map.of());
    }

    private Problem(int status, String detail, Map<String, String> fields) {
        super(detail, null, false, false);
        this.status = status;
        this.fields = fields;
    }

    /** 422, with what is wrong by field. */
    public static Problem of(Map<String, String> fields) {
        return new Problem(422, "Some fields need attention", Map.copyOf(fields));
    }

    public int status() {
        return status;
    }

    public Map<String, String> fields() {
        return fields;
    }
}
