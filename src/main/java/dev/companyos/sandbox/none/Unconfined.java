package dev.companyos.sandbox.none;

import dev.companyos.sandbox.Processes;
import dev.companyos.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Starts the process and bounds its time and output; nothing keeps it from the rest of the machine. */
public final class Unconfined implements Sandbox {
    private final Processes processes;

    public Unconfined(Processes processes) {
        this.processes = processes;
    }

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
        var process = processes.start(job.command(), job.workspace(), environment(job), ProcessBuilder.Redirect.PIPE);
        return processes.await(process, job.limits());
    }

    @Override
    public Service start(Job job, Path log) {
        return Processes.service(processes.start(
                job.command(), job.workspace(), environment(job), ProcessBuilder.Redirect.appendTo(log.toFile())));
    }

    private static Map<String, String> environment(Job job) {
        var environment = new TreeMap<>(job.environment());
        environment.putIfAbsent("PATH", "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin");
        environment.putIfAbsent("LC_ALL", "C.UTF-8");
        return environment;
    }
}
