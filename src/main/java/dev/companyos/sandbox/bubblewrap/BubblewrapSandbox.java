package dev.companyos.sandbox.bubblewrap;

import dev.companyos.kernel.CompanyException;
import dev.companyos.sandbox.Sandbox;
import dev.companyos.sandbox.bubblewrap.ControlGroups.Group;
import dev.companyos.sandbox.process.Launcher;
import dev.companyos.sandbox.process.Launcher.Command;
import dev.companyos.sandbox.process.Users;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Confines with bubblewrap. Memory is bounded for the whole tree of processes where control groups can be had, and for
 * each process alone where not; the process limit needs no control group.
 */
public final class BubblewrapSandbox implements Sandbox {
    private static final String JOIN =
            "while [ \"$1\" != -- ]; do echo 0 > \"$1\" || exit 125; shift; done; shift; exec \"$@\"";
    private static final Limits TRIAL = new Limits(Duration.ofSeconds(20), 64L << 20, 32, 1 << 20, 1 << 14);

    private final Tools tools;
    private final Confinement confinement;
    private final @Nullable ControlGroups groups;
    private final Launcher launcher = new Launcher();

    private BubblewrapSandbox(Tools tools, Path etc) {
        this.tools = tools;
        this.confinement = new Confinement(tools, etc);
        this.groups = ControlGroups.detect().orElse(null);
    }

    /** What trying it out has shown. */
    public sealed interface Probe {
        record Works(BubblewrapSandbox sandbox, String detail) implements Probe {}

        record Fails(String reason) implements Probe {}
    }

    /** Runs {@code true} in it. */
    public static Probe probe() {
        var tools = Tools.find();
        if (tools.isEmpty())
            return new Probe.Fails(
                    "bubblewrap, util-linux or perl is missing (`apt-get install bubblewrap util-linux perl`); it exists for Linux only.");
        Path workspace = null;
        try {
            workspace = Files.createTempDirectory("company-probe");
            var etc = Files.createTempDirectory("company-sandbox");
            etc.toFile().deleteOnExit();
            var sandbox = new BubblewrapSandbox(tools.get(), etc);
            var run = sandbox.run(new Job(workspace, List.of(), List.of("true"), Map.of(), Network.NONE, TRIAL));
            if (run instanceof Run.Exited exited && exited.code() == 0)
                return new Probe.Works(sandbox, sandbox.detail());
            return new Probe.Fails("bubblewrap is there but does not work here: " + shown(run));
        } catch (IOException | CompanyException e) {
            return new Probe.Fails("bubblewrap is there but does not work here: " + e.getMessage());
        } finally {
            if (workspace != null) workspace.toFile().delete();
        }
    }

    private static String shown(Run run) {
        return switch (run) {
            case Run.Exited exited ->
                "exit code %d, %s".formatted(exited.code(), exited.output().strip());
            case Run.Killed killed -> "killed past its limit of " + killed.limit();
        };
    }

    private String detail() {
        return "bubblewrap, memory bounded by %s, commands run as %s"
                .formatted(
                        groups == null ? "process" : "control group",
                        tools.root() ? "a user of their own" : "this user in a namespace");
    }

    @Override
    public String name() {
        return "bubblewrap";
    }

    @Override
    public boolean confines() {
        return true;
    }

    @Override
    public Run run(Job job) {
        try (var group = group(job)) {
            var run = launcher.run(command(job, group), job.limits(), () -> broken(job, group));
            if (run instanceof Run.Exited exited && exited.code() != 0 && neverStarted(exited.output()))
                throw Launcher.unavailable(exited.output().strip(), new IOException(exited.output()));
            return run;
        } catch (IOException e) {
            throw Launcher.unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Service start(Job job, Path log) {
        var group = group(job);
        try {
            var service = launcher.service(command(job, group), log, group::close);
            return job.network() instanceof Network.Serves(int port) ? Served.on(port, service, tools) : service;
        } catch (IOException e) {
            group.close();
            throw Launcher.unavailable(String.valueOf(e.getMessage()), e);
        } catch (CompanyException e) {
            group.close();
            throw e;
        }
    }

    /** bubblewrap's own complaint, alone: once the command runs, limits and words come from other programs. */
    private static boolean neverStarted(String output) {
        return output.startsWith("bwrap: ") && output.strip().lines().count() == 1;
    }

    private static Optional<String> broken(Job job, Bounds group) {
        return group.ranOutOfMemory()
                ? Optional.of("memory (%d MB)".formatted(job.limits().memoryBytes() >> 20))
                : Optional.empty();
    }

    private Command command(Job job, Bounds group) throws IOException {
        int user = tools.root() ? Users.of(job.workspace()) : tools.userId();
        if (tools.root()) Users.give(job.workspace(), user);
        var words = new ArrayList<String>();
        if (!group.doors().isEmpty()) {
            words.addAll(List.of("/bin/sh", "-c", JOIN, "join"));
            group.doors().forEach(it -> words.add(it.toString()));
            words.add("--");
        }
        words.addAll(confinement.words(job, user, !group.doors().isEmpty()));
        return new Command(words, Path.of("/"), Map.of(), "");
    }

    /** A control group, or nothing in the place of one. */
    private record Bounds(@Nullable Group group) implements AutoCloseable {
        List<Path> doors() {
            return group == null ? List.of() : group.doors();
        }

        boolean ranOutOfMemory() {
            return group != null && group.ranOutOfMemory();
        }

        @Override
        public void close() {
            if (group != null) group.close();
        }
    }

    private Bounds group(Job job) {
        try {
            return new Bounds(
                    groups == null
                            ? null
                            : groups.open(
                                    job.limits().memoryBytes(), job.limits().processes()));
        } catch (IOException e) {
            throw Launcher.unavailable("Its control group could not be made: " + e.getMessage(), e);
        }
    }
}
