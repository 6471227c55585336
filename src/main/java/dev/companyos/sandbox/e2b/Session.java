package dev.companyos.sandbox.e2b;

import dev.companyos.sandbox.Sandbox.Job;
import dev.companyos.sandbox.e2b.Cloud.Machine;
import dev.companyos.sandbox.process.BoundedOutput;
import dev.companyos.sandbox.process.Environments;
import dev.companyos.sandbox.process.Portable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One job in one machine: its workspace goes there at its own path, the command runs, what it has changed comes back. */
final class Session {
    private static final Duration CARRYING = Duration.ofMinutes(5);
    private static final int LONGEST_LIST = 32 << 20;
    private static final String OURS = "/root/.company";
    private static final String USER = "user";

    /** What changes after the mark was changed by the command: the kernel keeps that time, and nobody can set it back. */
    private static final String PREPARE = """
            set -e
            tar -xzf %1$s/in.tgz -C / --no-same-owner
            rm %1$s/in.tgz
            chown -R %2$s: "$1" 2>/dev/null || chmod -R a+rwX "$1"
            : > %1$s/mark
            sleep 0.05
            """.formatted(OURS, USER);

    private static final String COLLECT = """
            pkill -KILL -u %2$s 2>/dev/null
            cd "$1" && shift || exit 1
            find . -mindepth 1 "$@" -printf '%%P\\0' > %1$s/list || exit 1
            find . -mindepth 1 "$@" -cnewer %1$s/mark \\( -type f -o -type l -o -type d \\) -print0 |
              tar --null --no-recursion --hard-dereference --format=gnu -czf %1$s/out.tgz -T -
            """.formatted(OURS, USER);

    private final Envd envd;
    private final Machine machine;
    private final Job job;
    private final Portable portable;
    private final Luggage luggage;

    Session(Envd envd, Machine machine, Job job, Portable portable, Luggage luggage) {
        this.envd = envd;
        this.machine = machine;
        this.job = job;
        this.portable = portable;
        this.luggage = luggage;
    }

    Machine machine() {
        return machine;
    }

    Envd envd() {
        return envd;
    }

    private String workspace() {
        return job.workspace().toAbsolutePath().normalize().toString();
    }

    void carryIn() throws IOException, InterruptedException {
        var file = Files.createTempFile("workspace", ".tgz");
        try {
            luggage.pack(job, portable.mounts(job), file);
            envd.upload(file, OURS + "/in.tgz");
        } finally {
            Files.delete(file);
        }
        ours(List.of("/bin/sh", "-c", PREPARE, "prepare", workspace()));
    }

    /** @throws IOException when the machine would not start it */
    InputStream start() throws IOException, InterruptedException {
        var limits = job.limits();
        var words = new ArrayList<>(List.of(
                "/usr/bin/prlimit",
                "--nproc=%1$d:%1$d".formatted(limits.processes()),
                "--fsize=%1$d:%1$d".formatted(limits.fileBytes()),
                "--data=%1$d:%1$d".formatted(limits.memoryBytes()),
                "--core=0:0",
                "--",
                "/usr/bin/env",
                "-i"));
        Environments.of(job.environment()).forEach((key, value) -> words.add(key + "=" + value));
        words.addAll(portable.words(job));
        return envd.start(words, workspace(), USER);
    }

    /** @throws Luggage.TooMuch when it has written more than may come back; then nothing has */
    void carryBack() throws IOException, InterruptedException {
        var kept = portable.mounts(job).stream()
                .map(it -> it.at().toAbsolutePath().normalize())
                .filter(it -> it.startsWith(workspace()))
                .toList();
        var words = new ArrayList<>(List.of("/bin/sh", "-c", COLLECT, "collect", workspace(), "(", "-false"));
        for (var it : kept)
            words.addAll(List.of("-o", "-path", "./" + Path.of(workspace()).relativize(it)));
        words.addAll(List.of(")", "-prune", "-o"));
        ours(words);
        Set<String> present;
        try (var list = envd.download(OURS + "/list")) {
            var bytes = list.readNBytes(LONGEST_LIST);
            if (bytes.length == LONGEST_LIST) throw new Luggage.TooMuch("It has left too many files.");
            present = Set.of(new String(bytes, StandardCharsets.UTF_8).split("\0"));
        }
        var real = job.workspace().toRealPath();
        try (var changed = envd.download(OURS + "/out.tgz")) {
            luggage.unpack(
                    changed,
                    present,
                    job.workspace(),
                    kept.stream()
                            .map(it -> real.resolve(Path.of(workspace()).relativize(it)))
                            .toList(),
                    job.limits().fileBytes());
        }
    }

    /** Our own work in the machine, as its root. */
    private void ours(List<String> words) throws IOException, InterruptedException {
        var output = new BoundedOutput(2_000);
        var code = within(CARRYING, envd.start(words, "/", "root"), bytes -> output.add(bytes, bytes.length));
        if (code.isEmpty()) throw new IOException("the machine was lost");
        if (code.getAsInt() != 0) throw new IOException(output.text().strip());
    }

    /**
     * Listens for so long.
     *
     * @return empty when the machine was lost
     * @throws TimeLimit when it goes on
     */
    static OptionalInt within(Duration time, InputStream stream, Envd.Ear ear)
            throws IOException, InterruptedException {
        var end = new CompletableFuture<OptionalInt>();
        Thread.ofVirtual().start(() -> {
            try {
                end.complete(Envd.follow(stream, ear));
            } catch (IOException | RuntimeException e) {
                end.completeExceptionally(e);
            }
        });
        try (stream) {
            return end.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new TimeLimit();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) throw cause;
            throw new IOException(e.getCause());
        }
    }

    static final class TimeLimit extends IOException {}
}
