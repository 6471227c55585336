package dev.companyos.sandbox.bubblewrap;

import dev.companyos.sandbox.Sandbox.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Bounds for processes and memory that also hold for a sandbox started by root, whom the kernel's per-user limits do not
 * bind. Version 1 has a tree per controller, version 2 has one; where neither can be written, nothing is bounded here.
 */
final class Cgroup {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");

    private final List<Path> groups;

    private Cgroup(List<Path> groups) {
        this.groups = groups;
    }

    static Cgroup make(Limits limits) {
        var groups = new ArrayList<Path>();
        String name = "company-os-" + UUID.randomUUID();
        if (Files.isDirectory(ROOT.resolve("pids"))) {
            add(groups, ROOT.resolve("pids").resolve(name), "pids.max", limits.processes());
            add(groups, ROOT.resolve("memory").resolve(name), "memory.limit_in_bytes", limits.memoryBytes());
        } else if (Files.isRegularFile(ROOT.resolve("cgroup.controllers"))) {
            add(groups, ROOT.resolve(name), "pids.max", limits.processes());
            if (!groups.isEmpty()) write(groups.getFirst().resolve("memory.max"), limits.memoryBytes());
        }
        return new Cgroup(groups);
    }

    private static void add(List<Path> groups, Path group, String file, long limit) {
        try {
            Files.createDirectory(group);
            if (write(group.resolve(file), limit)) groups.add(group);
            else Files.deleteIfExists(group);
        } catch (IOException e) {
            return; // not ours to write: the sandbox's other bounds hold
        }
    }

    private static boolean write(Path file, long value) {
        try {
            Files.writeString(file, String.valueOf(value));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** A shell script's beginning that puts the shell, and so all that it starts, into the group. */
    String enter() {
        var script = new StringBuilder();
        groups.forEach(it -> script.append("echo $$ > '").append(it).append("/cgroup.procs'; "));
        return script.toString();
    }

    /** Removes the group; its processes are gone or about to be. */
    void remove() {
        for (var group : groups) {
            try {
                Files.deleteIfExists(group);
            } catch (IOException e) {
                Thread.ofVirtual().start(() -> removeLater(group));
            }
        }
    }

    private static void removeLater(Path group) {
        for (int i = 0; i < 20; i++) {
            try {
                Thread.sleep(250);
                Files.deleteIfExists(group);
                return;
            } catch (IOException e) {
                continue; // its last process is still ending
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
