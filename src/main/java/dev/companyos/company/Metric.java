package dev.companyos.company;

import dev.companyos.kernel.CompanyException;

/** The figures in the brain, under the original's names. Money in US dollars. */
public final class Metric {
    public static final String USERS = "users";
    public static final String REVENUE = "revenue";
    public static final String MRR = "mrr";

    /** 0 to 100; see {@link BrainKeeper}. */
    public static final String UPTIME_PCT = "uptime_pct";

    /** Probes of the last inspection that failed, 0 to 1. */
    public static final String ERROR_RATE = "error_rate";

    public static final String DEPLOY_COUNT = "deploy_count";

    private Metric() {}

    /** @throws CompanyException {@code invalid.metric} for what is no number */
    public static double finite(String name, double value) {
        if (!Double.isFinite(value))
            throw CompanyException.invalid(
                    "metric",
                    "%s cannot be %s.".formatted(name, value),
                    "A metric is a finite number.",
                    "Leave out what was not measured.");
        return value;
    }
}
