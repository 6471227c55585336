package dev.companyos.sandbox.none;

import dev.companyos.sandbox.Sandbox;
import dev.companyos.sandbox.process.Environments;
import dev.companyos.sandbox.process.Launcher;
import dev.companyos.sandbox.process.Launcher.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps time and output in bounds and the environment clean; files, network, memory and the number of processes are the
 * command's own affair.
 */
public final class Unconfined implements Sandbox {
    private final Launcher launcher = new Launcher();

    @Override
    public String name() {
        return "none";
    }

    @Override
    public boolean confines() {
        return false;
    }

    @Override
    public Run run(Job job) {
        return launcher.run(command(job), job.limits(), Optional::empty);
    }

    @Override
    public Service start(Job job, Path log) {
        return launcher.service(command(job), log, () -> {});
    }

    /** A link, where a job looks for something elsewhere than where it is. */
    private static void lay(Mount mount) {
        try {
            if (mount.at().equals(mount.folder()) || Files.exists(mount.at(), LinkOption.NOFOLLOW_LINKS)) return;
            Files.createDirectories(mount.at().getParent());
            Files.createSymbolicLink(mount.at(), mount.folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Command command(Job job) {
        job.readable().forEach(Unconfined::lay);
        return new Command(
                job.command(),
                job.workspace(),
                Environments.of(job.environment()),
                UUID.randomUUID().toString());
    }
}
