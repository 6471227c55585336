package dev.companyos.checks;

/** @param line from 1, or 0 for the whole file; @param repair what the writer should do */
public record Finding(String file, int line, String problem, String repair, Severity severity) {
    public enum Severity {
        /** The work is not accepted while it stands. */
        BLOCKING,
        /** It may be right as it is: it is counted, and shown to whoever reviews. */
        ADVISORY
    }

    public Finding(String file, int line, String problem, String repair) {
        this(file, line, problem, repair, Severity.BLOCKING);
    }

    public Finding asAdvice() {
        return new Finding(file, line, problem, repair, Severity.ADVISORY);
    }

    public boolean blocks() {
        return severity == Severity.BLOCKING;
    }

    @Override
    public String toString() {
        return (line > 0 ? file + ":" + line : file) + ": " + problem + " " + repair;
    }
}
