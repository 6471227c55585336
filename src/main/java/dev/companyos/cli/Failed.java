package dev.companyos.cli;

import dev.companyos.kernel.CompanyException;

/** A command that ends with an exit code of its own: 1 failed, 2 not in time, 64 wrong usage, 69 unavailable. */
final class Failed extends RuntimeException {
    static final int FAILED = 1;
    static final int NOT_IN_TIME = 2;
    static final int USAGE = 64;
    static final int UNAVAILABLE = 69;

    private final int exitCode;
    private final String what;
    private final String why;
    private final String doThis;

    Failed(int exitCode, String what, String why, String doThis) {
        super(what);
        this.exitCode = exitCode;
        this.what = what;
        this.why = why;
        this.doThis = doThis;
    }

    static Failed of(CompanyException e) {
        boolean unavailable = e.code().startsWith("unavailable.") || e.code().equals("conflict.home");
        boolean usage = e.code().startsWith("invalid.");
        return new Failed(unavailable ? UNAVAILABLE : usage ? USAGE : FAILED, e.what(), e.why(), e.doThis());
    }

    int exitCode() {
        return exitCode;
    }

    /** Three lines: what, why, what to do. */
    String text() {
        var text = new StringBuilder("error: ").append(what);
        if (!why.isBlank()) text.append("\n  why: ").append(why.strip().replace("\n", "\n       "));
        if (!doThis.isBlank()) text.append("\n  do:  ").append(doThis.strip().replace("\n", "\n       "));
        return text.toString();
    }
}
