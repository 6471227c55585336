package dev.companyos.sandbox.bubblewrap;

import dev.companyos.sandbox.Sandbox.Job;
import dev.companyos.sandbox.Sandbox.Mount;
import dev.companyos.sandbox.Sandbox.Network;
import dev.companyos.sandbox.process.Environments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The command line that confines a job: system folders read-only, a private {@code /tmp}, {@code /proc} and
 * {@code /dev}, the workspace writable at its own path, and nothing else.
 *
 * <p>As an ordinary user everything happens in a user namespace of its own. As root, bubblewrap mounts as root (our home
 * may be closed to others) and the command goes on as a user id of its own, one a workspace, with no capability left:
 * root itself would be beyond the process limit.
 */
final class Confinement {
    private static final List<String> SYSTEM = List.of("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32");
    private static final List<String> ETC = List.of(
            "alternatives",
            "ld.so.cache",
            "ld.so.conf",
            "ld.so.conf.d",
            "ssl",
            "ca-certificates",
            "pki",
            "localtime",
            "timezone",
            "mime.types",
            "fonts",
            "magic",
            "java-17-openjdk",
            "java-21-openjdk",
            "java-25-openjdk");
    private static final List<String> ETC_NETWORK = List.of("resolv.conf", "hosts", "nsswitch.conf", "services");
    private static final long TMP_BYTES = 1L << 30;

    private final Tools tools;
    private final Path etc;

    Confinement(Tools tools, Path etc) {
        this.tools = tools;
        this.etc = etc;
    }

    /**
     * @param user the user id that the command goes on as, when we are root
     * @param grouped whether a control group bounds memory; if not, each process's own data is bounded
     */
    List<String> words(Job job, int user, boolean grouped) throws IOException {
        var words = new ArrayList<String>();
        words.add(tools.bubblewrap());
        words.addAll(List.of("--die-with-parent", "--new-session", "--clearenv"));
        words.addAll(List.of("--unshare-ipc", "--unshare-pid", "--unshare-uts", "--unshare-cgroup-try"));
        boolean alone = !(job.network() instanceof Network.Reaches);
        if (alone) words.add("--unshare-net");
        if (tools.root()) {
            words.addAll(List.of("--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"));
        } else {
            words.add("--unshare-user");
            // what is served is reached through the one namespace, and a nested one would hide its network
            if (tools.can("--disable-userns") && !(job.network() instanceof Network.Serves))
                words.add("--disable-userns");
        }
        mounts(words, job, user);
        Environments.of(job.environment()).forEach((key, value) -> words.addAll(List.of("--setenv", key, value)));
        words.add("--");
        if (tools.root())
            words.addAll(List.of(
                    tools.setpriv(),
                    "--reuid=" + user,
                    "--regid=" + user,
                    "--clear-groups",
                    "--inh-caps=-all",
                    "--ambient-caps=-all",
                    "--"));
        // entered by the command's own user: bubblewrap, without its capabilities, may not enter another's closed
        // folder
        words.addAll(List.of(
                "/usr/bin/env", "--chdir=" + job.workspace().toAbsolutePath().normalize()));
        words.addAll(limits(job, grouped));
        words.addAll(job.command());
        return words;
    }

    private void mounts(List<String> words, Job job, int user) throws IOException {
        words.addAll(List.of("--ro-bind", "/usr", "/usr"));
        for (var folder : SYSTEM) {
            var path = Path.of(folder);
            if (Files.isSymbolicLink(path))
                words.addAll(List.of("--symlink", Files.readSymbolicLink(path).toString(), folder));
            else if (Files.isDirectory(path)) words.addAll(List.of("--ro-bind", folder, folder));
        }
        words.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
        if (tools.can("--size")) words.addAll(List.of("--size", "" + TMP_BYTES));
        if (tools.can("--perms")) words.addAll(List.of("--perms", "1777"));
        words.addAll(List.of("--tmpfs", "/tmp"));
        parents(words, Path.of("/etc/passwd"), new LinkedHashSet<>());
        for (var name : ETC) words.addAll(List.of("--ro-bind-try", "/etc/" + name, "/etc/" + name));
        if (job.network() instanceof Network.Serves) words.addAll(List.of("--ro-bind-try", "/etc/hosts", "/etc/hosts"));
        if (job.network() instanceof Network.Reaches)
            for (var name : ETC_NETWORK) {
                var file = Path.of("/etc", name);
                if (Files.exists(file)) words.addAll(List.of("--ro-bind", "" + file.toRealPath(), "" + file));
            }
        words.addAll(List.of("--ro-bind", "" + passwd(user), "/etc/passwd"));
        words.addAll(List.of("--ro-bind", "" + group(user), "/etc/group"));
        var made = new LinkedHashSet<Path>();
        var workspace = job.workspace().toAbsolutePath().normalize();
        for (var mount : job.readable()) if (!at(mount).startsWith(workspace)) readable(words, mount, made);
        parents(words, workspace, made);
        words.addAll(List.of("--bind", "" + workspace.toRealPath(), "" + workspace));
        for (var mount : job.readable()) if (at(mount).startsWith(workspace)) readable(words, mount, made);
    }

    private void readable(List<String> words, Mount mount, Set<Path> made) throws IOException {
        if (!Files.exists(mount.folder())) return;
        parents(words, at(mount), made);
        words.addAll(List.of("--ro-bind", "" + mount.folder().toRealPath(), "" + at(mount)));
    }

    private static Path at(Mount mount) {
        return mount.at().toAbsolutePath().normalize();
    }

    /** Folders on the way, open to the user that the command goes on as. */
    private void parents(List<String> words, Path path, Set<Path> made) {
        for (int names = 1; names < path.getNameCount(); names++) {
            var parent = Path.of("/").resolve(path.subpath(0, names));
            boolean there = parent.startsWith("/usr")
                    || parent.startsWith("/proc")
                    || parent.startsWith("/dev")
                    || parent.equals(Path.of("/tmp"))
                    || SYSTEM.stream().anyMatch(parent::startsWith);
            if (there || !made.add(parent)) continue;
            if (tools.can("--perms")) words.addAll(List.of("--perms", "0755"));
            words.addAll(List.of("--dir", "" + parent));
        }
    }

    private List<String> limits(Job job, boolean grouped) {
        var limits = job.limits();
        int processes = limits.processes() + tools.othersCounted();
        var words = new ArrayList<>(List.of(
                tools.prlimit(),
                "--nproc=%1$d:%1$d".formatted(processes),
                "--fsize=%1$d:%1$d".formatted(limits.fileBytes()),
                "--core=0:0"));
        // not the address space: a JVM and node reserve far more of it than they use
        if (!grouped) words.add("--data=%1$d:%1$d".formatted(limits.memoryBytes()));
        words.add("--");
        return words;
    }

    private Path passwd(int user) throws IOException {
        return etcFile("passwd-" + user, "sandbox:x:%1$d:%1$d:sandbox:/tmp:/bin/sh\n".formatted(user));
    }

    private Path group(int user) throws IOException {
        return etcFile("group-" + user, "sandbox:x:%d:\n".formatted(user));
    }

    private Path etcFile(String name, String content) throws IOException {
        var file = etc.resolve(name);
        if (!Files.exists(file)) {
            var fresh = Files.createTempFile(etc, name, ".new");
            Files.writeString(fresh, content);
            Files.setPosixFilePermissions(fresh, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            file.toFile().deleteOnExit();
        }
        return file;
    }
}
