package dev.companyos.duties.tools;

/** One run of a product's whole test suite. @param ran false when the command itself did not work */
public record TestRun(boolean ran, int passed, int failed, String output) {
    public boolean green() {
        return ran && failed == 0 && passed > 0;
    }

    public int total() {
        return passed + failed;
    }

    public String summary() {
        if (!ran && failed == 0 && passed == 0) return "The tests could not be run.";
        return "%d passed, %d failed".formatted(passed, failed);
    }
}
