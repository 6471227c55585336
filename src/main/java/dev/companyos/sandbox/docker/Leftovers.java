package dev.companyos.sandbox.docker;

import dev.companyos.sandbox.process.Owner;
import java.time.Duration;
import java.util.List;

/** By their labels, containers are known again. */
final class Leftovers {
    private static final String MACHINE = "dev.companyos.machine";
    private static final String SERVER = "dev.companyos.server";

    private Leftovers() {}

    static List<String> labels(Owner owner) {
        return List.of(MACHINE + "=" + owner.machine(), SERVER + "=" + owner.server());
    }

    /** Removes what dead servers of this machine have left. Returns how many. */
    static int sweep(Docker docker, Owner us, Duration patience) {
        var list = docker.call(
                patience,
                "ps",
                "--all",
                "--filter",
                "label=" + MACHINE + "=" + us.machine(),
                "--format",
                "{{.ID}} {{.Label \"" + SERVER + "\"}}");
        if (!list.well()) return 0;
        int swept = 0;
        for (var line : list.output().lines().toList()) {
            var fields = line.split(" ", 2);
            if (fields.length != 2 || !new Owner(us.machine(), fields[1]).isDead()) continue;
            if (docker.call(patience, "rm", "--force", "--volumes", fields[0]).well()) swept++;
        }
        return swept;
    }
}
