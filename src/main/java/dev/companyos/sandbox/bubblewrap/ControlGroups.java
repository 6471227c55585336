package dev.companyos.sandbox.bubblewrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Limits on memory and processes for a whole tree of processes, where we may set them: version 1 hierarchies as root, or
 * a version 2 folder that was delegated to us. Groups are named after our process id; those of dead servers are swept.
 */
final class ControlGroups {
    private static final Path MOUNT = Path.of("/sys/fs/cgroup");
    private static final String PREFIX = "company-";

    private final Path memory;
    private final Path pids;
    private final boolean unified;

    private ControlGroups(Path memory, Path pids, boolean unified) {
        this.memory = memory;
        this.pids = pids;
        this.unified = unified;
    }

    /** Empty where we may not make groups: it is tried. */
    static Optional<ControlGroups> detect() {
        try (var lines = Files.lines(Path.of("/proc/self/cgroup"))) {
            var mine = lines.toList();
            var groups = Files.exists(MOUNT.resolve("cgroup.controllers"))
                    ? new ControlGroups(MOUNT.resolve(PREFIX + "os"), MOUNT.resolve(PREFIX + "os"), true)
                    : new ControlGroups(own("memory", mine), own("pids", mine), false);
            groups.prepare();
            groups.open(64 << 20, 16).close();
            return Optional.of(groups);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Path own(String controller, List<String> mine) {
        for (var line : mine) {
            var fields = line.split(":", 3);
            if (List.of(fields[1].split(",")).contains(controller))
                return MOUNT.resolve(controller).resolve(fields[2].substring(1));
        }
        throw new IllegalStateException("There is no " + controller + " controller.");
    }

    private void prepare() throws IOException {
        if (unified) {
            Files.writeString(MOUNT.resolve("cgroup.subtree_control"), "+memory +pids");
            Files.createDirectories(memory);
            Files.writeString(memory.resolve("cgroup.subtree_control"), "+memory +pids");
        }
        for (var root : List.of(memory, pids)) {
            var left = new ArrayList<Path>();
            try (Stream<Path> children = Files.list(root)) {
                children.filter(ControlGroups::ofDeadServer).forEach(left::add);
            }
            for (var group : left) remove(group);
        }
    }

    private static boolean ofDeadServer(Path group) {
        var name = group.getFileName().toString();
        if (!name.matches(PREFIX + "[0-9]+-.*")) return false;
        long pid = Long.parseLong(name.split("-")[1]);
        return ProcessHandle.of(pid).isEmpty();
    }

    Group open(long memoryBytes, int processes) throws IOException {
        var name = PREFIX + ProcessHandle.current().pid() + "-" + UUID.randomUUID();
        var group = new Group(memory.resolve(name), pids.resolve(name));
        try {
            Files.createDirectories(group.memory);
            Files.createDirectories(group.pids);
            Files.writeString(group.memory.resolve(unified ? "memory.max" : "memory.limit_in_bytes"), "" + memoryBytes);
            Files.writeString(group.pids.resolve("pids.max"), "" + processes);
            var swap = group.memory.resolve(unified ? "memory.swap.max" : "memory.memsw.limit_in_bytes");
            if (Files.exists(swap)) Files.writeString(swap, unified ? "0" : "" + memoryBytes);
            return group;
        } catch (IOException e) {
            group.close();
            throw e;
        }
    }

    final class Group implements AutoCloseable {
        private final Path memory;
        private final Path pids;

        private Group(Path memory, Path pids) {
            this.memory = memory;
            this.pids = pids;
        }

        /** Files into which a process writes {@code 0} to join. */
        List<Path> doors() {
            return Stream.of(memory, pids)
                    .distinct()
                    .map(it -> it.resolve("cgroup.procs"))
                    .toList();
        }

        /** Whether the system had to kill something in it for want of memory. */
        boolean ranOutOfMemory() {
            var file = memory.resolve(unified ? "memory.events" : "memory.oom_control");
            try (var lines = Files.lines(file)) {
                return lines.anyMatch(it -> it.matches("oom_kill [1-9].*"));
            } catch (IOException e) {
                return false;
            }
        }

        /** Kills what is left in it. */
        @Override
        public void close() {
            remove(memory);
            remove(pids);
        }
    }

    private static void remove(Path group) {
        for (int round = 0; round < 50 && Files.isDirectory(group); round++) {
            try (var lines = Files.lines(group.resolve("cgroup.procs"))) {
                for (var pid : lines.toList())
                    ProcessHandle.of(Long.parseLong(pid)).ifPresent(ControlGroups::kill);
                Files.delete(group);
            } catch (IOException e) {
                Thread.onSpinWait(); // still busy: what was killed takes a moment to go
            }
        }
    }

    private static void kill(ProcessHandle process) {
        process.destroyForcibly();
        try {
            process.onExit().get(200, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            Thread.onSpinWait();
        }
    }
}
