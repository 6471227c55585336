package dev.companyos.sandbox.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process and everything that it started, also what has detached itself from it where the system lets us see that. */
public final class ProcessTree {
    /** A variable by whose value detached processes are known again. */
    public static final String MARK = "COMPANY_RUN";

    private static final int ROUNDS = 50;

    private ProcessTree() {}

    /**
     * Kills until nothing is left, and returns when it is gone.
     *
     * @param mark the run's value of {@link #MARK}; "" for a process that takes all its own down with it
     */
    public static void kill(ProcessHandle root, String mark) {
        for (int round = 0; round < ROUNDS; round++) {
            var alive = new LinkedHashSet<ProcessHandle>();
            root.descendants().forEach(alive::add);
            if (root.isAlive()) alive.add(root);
            alive.addAll(marked(mark));
            alive.removeIf(it -> !it.isAlive());
            if (alive.isEmpty()) return;
            root.destroyForcibly();
            alive.forEach(ProcessHandle::destroyForcibly);
            alive.forEach(ProcessTree::await);
        }
    }

    private static void await(ProcessHandle process) {
        try {
            process.onExit().get(200, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            return; // the next round looks again
        }
    }

    private static Set<ProcessHandle> marked(String mark) {
        var found = new LinkedHashSet<ProcessHandle>();
        if (mark.isEmpty() || !Files.isDirectory(Path.of("/proc/self"))) return found;
        var text = MARK + "=" + mark + "\0";
        ProcessHandle.allProcesses().forEach(it -> {
            try {
                var environment = Files.readAllBytes(Path.of("/proc", "" + it.pid(), "environ"));
                if (new String(environment, StandardCharsets.ISO_8859_1).contains(text)) found.add(it);
            } catch (IOException e) {
                return; // not ours, or gone
            }
        });
        return found;
    }
}
