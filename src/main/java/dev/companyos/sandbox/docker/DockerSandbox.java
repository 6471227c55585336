package dev.companyos.sandbox.docker;

import dev.companyos.kernel.CompanyException;
import dev.companyos.sandbox.Sandbox;
import dev.companyos.sandbox.process.Launcher;
import dev.companyos.sandbox.process.Launcher.Command;
import dev.companyos.sandbox.process.Owner;
import dev.companyos.sandbox.process.Portable;
import dev.companyos.sandbox.process.Relay;
import dev.companyos.sandbox.process.Users;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Confines with Docker: one container a job, made, run and removed. The tools are the image's, not this machine's, so that
 * it is the same on every system that has Docker.
 */
public final class DockerSandbox implements Sandbox {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Limits TRIAL = new Limits(Duration.ofSeconds(30), 64L << 20, 32, 1 << 20, 1 << 14);

    private static final String TRIED =
            "echo yes > it-works || exit 1; command -v perl >/dev/null || { echo the image has no perl; exit 1; }";

    private final Docker docker;
    private final Containers containers;
    private final boolean root;
    private final Launcher launcher = new Launcher();

    private DockerSandbox(Docker docker, Containers containers, boolean root) {
        this.docker = docker;
        this.containers = containers;
        this.root = root;
    }

    /** What trying it out has shown. */
    public sealed interface Probe {
        record Works(DockerSandbox sandbox, String detail) implements Probe {}

        record Fails(String reason, String doThis) implements Probe {}
    }

    /**
     * Runs a command in it that writes into a workspace, and removes what dead servers have left.
     *
     * @param image what containers are made of; it is never pulled by itself
     * @param home {@code $COMPANY_HOME}: engines in a virtual machine see the founder's own folders only
     * @param environment of this process
     */
    public static Probe probe(String image, Path home, Map<String, String> environment) {
        var found = Docker.find(environment);
        if (found.isEmpty())
            return new Probe.Fails("Docker is missing.", "Install it from https://docs.docker.com/get-docker/");
        var docker = found.get();
        var info = docker.call(PATIENCE, "info", "--format", "{{.OSType}} {{.NCPU}} {{json .SecurityOptions}}");
        if (!info.well() || !info.output().startsWith("linux "))
            return new Probe.Fails(
                    "Docker is there, and its engine does not answer: " + info.said(),
                    "Start Docker (`systemctl start docker`, or Docker Desktop)");
        if (!docker.call(PATIENCE, "image", "inspect", "--format", "{{.Id}}", image)
                .well())
            return new Probe.Fails(
                    "Docker works, and the image %s is not there.".formatted(image),
                    image.equals(Image.NAME)
                            ? "Make it with `company sandbox build`"
                            : "Get it with `docker pull %s`".formatted(image));
        var owner = Owner.us();
        Leftovers.sweep(docker, owner, PATIENCE);
        int cpus = Integer.parseInt(info.output().split(" ")[1]);
        boolean rootless = info.output().contains("name=rootless");
        Path workspace = null;
        try {
            workspace = Files.createTempDirectory(Files.createDirectories(home), "sandbox-probe");
            boolean root = !rootless && Users.own() == 0;
            var containers = new Containers(
                    image,
                    rootless || Users.own() < 0 ? "0:0" : Users.own() + ":" + Users.ownGroup(),
                    Math.min(2, cpus),
                    Leftovers.labels(owner),
                    new Portable(home));
            return tried(new DockerSandbox(docker, containers, root), workspace);
        } catch (IOException e) {
            return fails(String.valueOf(e.getMessage()));
        } finally {
            if (workspace != null) {
                workspace.resolve("it-works").toFile().delete();
                workspace.toFile().delete();
            }
        }
    }

    private static Probe tried(DockerSandbox sandbox, Path workspace) {
        try {
            var command = List.of("/bin/sh", "-c", TRIED);
            return switch (sandbox.run(new Job(workspace, List.of(), command, Map.of(), Network.NONE, TRIAL))) {
                case Run.Exited it
                when it.code() == 0 && Files.isRegularFile(workspace.resolve("it-works")) ->
                    new Probe.Works(sandbox, "Docker, image " + sandbox.containers.image());
                case Run.Exited it when it.code() == 0 -> fails("the engine does not see " + workspace.getParent());
                case Run.Exited it ->
                    fails("exit code %d, %s".formatted(it.code(), it.output().strip()));
                case Run.Killed it -> fails("killed past its limit of " + it.limit());
            };
        } catch (CompanyException e) {
            return fails(e.why());
        }
    }

    private static Probe fails(String why) {
        return new Probe.Fails(
                "Docker is there but does not work here: " + why, "See what `docker run --rm hello-world` says");
    }

    @Override
    public String name() {
        return "docker";
    }

    @Override
    public boolean confines() {
        return true;
    }

    @Override
    public Run run(Job job) {
        try (var container = create(job)) {
            var run = launcher.run(start(container.name()), job.limits(), Optional::empty);
            return run instanceof Run.Exited exited && exited.code() != 0 ? explained(job, container, exited) : run;
        }
    }

    /** A failure of the command, of a limit, or of the engine. */
    private Run explained(Job job, Container container, Run.Exited exited) {
        var state = docker.call(
                PATIENCE,
                "inspect",
                "--format",
                "{{.State.Running}} {{.State.OOMKilled}} {{.State.StartedAt}}",
                container.name());
        var fields = state.output().strip().split(" ");
        if (!state.well() || fields.length != 3 || fields[0].equals("true"))
            throw unavailable("The engine went away while it ran: " + state.said());
        if (fields[2].startsWith("0001-")) throw unavailable(exited.output().strip());
        return fields[1].equals("true")
                ? new Run.Killed("memory (%d MB)".formatted(job.limits().memoryBytes() >> 20), exited.output())
                : exited;
    }

    @Override
    public Service start(Job job, Path log) {
        var container = create(job);
        try {
            return new ContainerService(launcher.service(start(container.name()), log, container::close), container);
        } catch (CompanyException e) {
            container.close();
            throw e;
        }
    }

    /** @param process the command line that is attached to it */
    private record ContainerService(Service process, Container container) implements Service {
        @Override
        public boolean alive() {
            return process.alive();
        }

        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public void stop() {
            container.close();
            process.stop();
        }

        @Override
        public void onExit(Runnable action) {
            process.onExit(action);
        }
    }

    private Command start(String name) {
        return new Command(
                docker.words(List.of("start", "--attach", "--interactive", name)),
                Path.of("/"),
                docker.environment(),
                "",
                true);
    }

    /** One that was made; closing kills it with all that is in it, and removes it. */
    private record Container(Docker docker, String name, Optional<Relay> relay) implements AutoCloseable {
        @Override
        public void close() {
            relay.ifPresent(Relay::close);
            docker.call(PATIENCE, "rm", "--force", "--volumes", name);
        }
    }

    private Container create(Job job) {
        var name = "company-" + UUID.randomUUID();
        try {
            if (job.network() instanceof Network.Reaches)
                throw unavailable(
                        "With Docker a command reaches no network, and this one needs the one of its registries.");
            String user = containers.user();
            if (root) {
                int own = Users.of(job.workspace());
                Users.give(job.workspace(), own);
                user = own + ":" + own;
            }
            var made = docker.call(PATIENCE, containers.create(job, name, user));
            if (!made.well()) {
                docker.call(PATIENCE, "rm", "--force", "--volumes", name);
                throw unavailable(made.said());
            }
            return new Container(docker, name, relay(job, name));
        } catch (IOException e) {
            docker.call(PATIENCE, "rm", "--force", "--volumes", name);
            throw Launcher.unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    private Optional<Relay> relay(Job job, String name) throws IOException {
        return job.network() instanceof Network.Serves(int port)
                ? Optional.of(new Relay(
                        port,
                        (program, at) -> docker.start(
                                List.of("exec", "--interactive", name, "perl", "-e", program, String.valueOf(at)))))
                : Optional.empty();
    }

    private static CompanyException unavailable(String why) {
        return Launcher.unavailable(why, new IOException(why));
    }
}
