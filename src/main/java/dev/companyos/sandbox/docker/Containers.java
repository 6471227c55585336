package dev.companyos.sandbox.docker;

import dev.companyos.sandbox.Sandbox.Job;
import dev.companyos.sandbox.process.Environments;
import dev.companyos.sandbox.process.Portable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The words that make a container: nothing of the host but the workspace, no network card, no capability, no way to more
 * rights, an image that cannot be written, and a bound on everything that can be bounded.
 *
 * @param user as whom commands run, as in {@code 1000:1000}
 * @param cpus how many a job may keep busy
 * @param owner labels by which the containers of a server are known again
 */
record Containers(String image, String user, int cpus, List<String> owner, Portable portable) {
    /** Room for the two shells that watch over the command, and for one relay. */
    private static final int OURS = 8;

    private static final long OPEN_FILES = 4096;
    private static final String TMP = "/tmp:rw,exec,nosuid,nodev,size=1g,mode=1777";

    /**
     * The first process. Its input stays open for as long as the server lives; when that ends, so does everything here.
     * The command gets neither that input nor a way to its end.
     */
    private static final String FIRST = """
            exec 3<&0
            "$@" </dev/null 3<&- &
            command=$!
            (while read -r _ <&3; do :; done; kill -9 -1) >/dev/null 2>&1 &
            exec 3<&-
            wait $command
            exit $?
            """;

    List<String> create(Job job, String name, String user) {
        var limits = job.limits();
        var workspace = job.workspace().toAbsolutePath().normalize();
        var words = new ArrayList<>(List.of("create", "--name", name, "--interactive", "--pull", "never"));
        owner.forEach(it -> words.addAll(List.of("--label", it)));
        words.addAll(List.of("--network", "none", "--hostname", "sandbox", "--user", user));
        words.addAll(List.of("--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges"));
        words.addAll(List.of("--log-driver", "none", "--no-healthcheck", "--restart", "no"));
        words.addAll(List.of("--pids-limit", "" + (limits.processes() + OURS), "--cpus", "" + cpus));
        words.addAll(List.of("--memory", limits.memoryBytes() + "b", "--memory-swap", limits.memoryBytes() + "b"));
        words.addAll(List.of("--ulimit", "fsize=%1$d:%1$d".formatted(limits.fileBytes()), "--ulimit", "core=0:0"));
        words.addAll(List.of("--ulimit", "nofile=%1$d:%1$d".formatted(OPEN_FILES), "--tmpfs", TMP));
        words.addAll(List.of("--mount", mount(job.workspace(), workspace, false)));
        for (var it : portable.mounts(job))
            words.addAll(List.of(
                    "--mount", mount(it.folder(), it.at().toAbsolutePath().normalize(), true)));
        words.addAll(List.of("--workdir", "" + workspace, "--entrypoint", "/bin/sh", image, "-c", FIRST, "job"));
        // an image brings variables of its own; a job sees what the job says
        words.addAll(List.of("/usr/bin/env", "-i"));
        Environments.of(job.environment()).forEach((key, value) -> words.add(key + "=" + value));
        words.addAll(portable.words(job));
        return words;
    }

    /** Its fields are comma-separated values, quoted as those are. */
    private static String mount(Path from, Path at, boolean readOnly) {
        return "type=bind,%s,%s%s"
                .formatted(
                        quoted("source=" + from.toAbsolutePath().normalize()),
                        quoted("target=" + at),
                        readOnly ? ",readonly" : "");
    }

    private static String quoted(String field) {
        return field.contains(",") || field.contains("\"") ? "\"" + field.replace("\"", "\"\"") + "\"" : field;
    }
}
