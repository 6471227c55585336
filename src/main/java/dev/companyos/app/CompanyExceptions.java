package dev.companyos.app;

import dev.companyos.kernel.CompanyException;

/** Finds the sentence for people inside what a framework wrapped around it. */
final class CompanyExceptions {
    private CompanyExceptions() {}

    static RuntimeException rootOf(RuntimeException e) {
        for (Throwable it = e; it != null; it = it.getCause()) if (it instanceof CompanyException known) return known;
        return e;
    }
}
