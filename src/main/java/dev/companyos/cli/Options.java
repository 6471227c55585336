package dev.companyos.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command takes. */
public final class Options {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = picocli.CommandLine.ScopeType.LOCAL,
            description = "Where the company keeps everything; default $COMPANY_HOME or ~/.companyos.")
    @Nullable
    Path home;

    @Option(names = "--json", description = "Print JSON instead of text.")
    boolean json;

    @Option(names = "--help", usageHelp = true, description = "Show this help and end.")
    boolean help;

    Optional<Path> home() {
        return Optional.ofNullable(home);
    }

    /** The folder that is meant, whether it is there or not. */
    Path folder() {
        String set = System.getenv("COMPANY_HOME");
        Path folder = home != null
                ? home
                : set != null && !set.isBlank() ? Path.of(set) : Path.of(System.getProperty("user.home"), ".companyos");
        return folder.toAbsolutePath().normalize();
    }

    static void checkPort(@Nullable Integer port) {
        if (port != null && (port < 1 || port > 65_535))
            throw new Failed(
                    Failed.USAGE, "Port %d is not a port.".formatted(port), "Ports are 1 to 65535.", "Name another.");
    }
}
