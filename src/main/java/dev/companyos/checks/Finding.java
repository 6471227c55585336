package dev.companyos.checks;

/** @param line from 1, or 0 for the whole file; @param repair what the writer should do */
public record Finding(String file, int line, String problem, String repair) {
    @Override
    public String toString() {
        return (line > 0 ? file + ":" + line : file) + ": " + problem + " " + repair;
    }
}
