package dev.companyos.checks.python;

/** Ends the reading at the first thing that Python would refuse, as Python itself does. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** From 1. */
    final int line;

    Refusal(int line, String what) {
        super(what, null, false, false);
        this.line = line;
    }

    String what() {
        return String.valueOf(getMessage());
    }
}
