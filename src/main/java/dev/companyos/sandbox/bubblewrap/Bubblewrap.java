package dev.companyos.sandbox.bubblewrap;

import dev.companyos.kernel.CompanyException;
import dev.companyos.sandbox.Processes;
import dev.companyos.sandbox.Sandbox;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * New user, process, network, IPC and host-name namespaces; the system's programs read-only; a private /tmp, /proc and
 * /dev; the workspace as the only writable place. Never falls back to less: what cannot be confined is not run.
 */
public final class Bubblewrap implements Sandbox {
    private static final List<String> SYSTEM = List.of("/bin", "/sbin", "/lib", "/lib32", "/lib64");
    /** Only what programs need to start; no passwords, keys or host names. */
    private static final List<String> ETC = List.of(
            "/etc/alternatives",
            "/etc/ld.so.cache",
            "/etc/ld.so.conf",
            "/etc/ld.so.conf.d",
            "/etc/localtime",
            "/etc/mime.types",
            "/etc/nsswitch.conf",
            "/etc/python3",
            "/etc/python3.11",
            "/etc/ssl/certs");

    private final Processes processes;
    private final boolean root = "root".equals(System.getProperty("user.name"));

    public Bubblewrap(Processes processes) {
        this.processes = processes;
    }

    /** Whether it works on this machine: it is tried. */
    public static boolean works(Processes processes) {
        try {
            var job = new Job(
                    Path.of("/tmp").toRealPath(),
                    List.of(),
                    List.of("/bin/true"),
                    Map.of(),
                    false,
                    new Limits(java.time.Duration.ofSeconds(10), 1L << 30, 64, 1L << 20, 4_096));
            return new Bubblewrap(processes).run(job) instanceof Run.Exited(int code, var _, var _) && code == 0;
        } catch (CompanyException | java.io.IOException e) {
            return false;
        }
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
        var group = Cgroup.make(job.limits());
        try {
            return processes.await(start(job, group, ProcessBuilder.Redirect.PIPE), job.limits());
        } finally {
            group.remove();
        }
    }

    @Override
    public Service start(Job job, Path log) {
        var group = Cgroup.make(job.limits());
        var service = Processes.service(start(job, group, ProcessBuilder.Redirect.appendTo(log.toFile())));
        service.onExit(group::remove);
        return service;
    }

    private Process start(Job job, Cgroup group, ProcessBuilder.Redirect output) {
        var command = new ArrayList<String>(List.of("/bin/sh", "-c", script(job, group), "sh", "bwrap"));
        command.addAll(confinement(job));
        command.add("--");
        command.addAll(job.command());
        try {
            return processes.start(command, job.workspace(), Map.of("PATH", "/usr/local/bin:/usr/bin:/bin"), output);
        } catch (UncheckedIOException e) {
            throw CompanyException.unavailable(
                    "sandbox",
                    "No sandbox could be started; nothing was run.",
                    String.valueOf(e.getMessage()),
                    "Run `company doctor` to see what is missing.");
        }
    }

    /** Limits that a process keeps through exec. Address space is not limited: a JVM reserves far more than it uses. */
    private String script(Job job, Cgroup group) {
        long blocks = Math.max(1, job.limits().fileBytes() / 512);
        // dash counts file size in blocks of 512 bytes; root is not bound by a process limit, its cgroup is
        String processLimit = root
                ? ""
                : "ulimit -p %d 2>/dev/null; "
                        .formatted(Math.max(512, job.limits().processes()));
        return group.enter() + "ulimit -c 0; ulimit -f %d; %sexec \"$@\"".formatted(blocks, processLimit);
    }

    private static List<String> confinement(Job job) {
        var args = new ArrayList<>(List.of(
                "--unshare-user",
                "--unshare-pid",
                "--unshare-ipc",
                "--unshare-uts",
                "--unshare-cgroup-try",
                "--die-with-parent",
                "--new-session",
                "--clearenv",
                "--cap-drop",
                "ALL",
                "--uid",
                "65534",
                "--gid",
                "65534",
                "--hostname",
                "sandbox",
                "--ro-bind",
                "/usr",
                "/usr"));
        if (!job.network()) args.add("--unshare-net");
        for (String path : SYSTEM) system(args, Path.of(path));
        for (String path : ETC) args.addAll(List.of("--ro-bind-try", path, path));
        args.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"));
        for (Path path : job.readable()) args.addAll(List.of("--ro-bind-try", path.toString(), path.toString()));
        String workspace = job.workspace().toString();
        args.addAll(List.of("--bind", workspace, workspace, "--chdir", workspace));
        var environment = new TreeMap<>(job.environment());
        environment.putIfAbsent("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.putIfAbsent("HOME", "/tmp");
        environment.putIfAbsent("LC_ALL", "C.UTF-8");
        environment.forEach((key, value) -> args.addAll(List.of("--setenv", key, value)));
        return args;
    }

    private static void system(List<String> args, Path path) {
        try {
            if (Files.isSymbolicLink(path))
                args.addAll(List.of("--symlink", Files.readSymbolicLink(path).toString(), path.toString()));
            else if (Files.isDirectory(path)) args.addAll(List.of("--ro-bind", path.toString(), path.toString()));
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
