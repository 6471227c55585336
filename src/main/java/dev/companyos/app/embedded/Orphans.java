package dev.companyos.app.embedded;

import dev.companyos.kernel.CompanyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Services whose server was killed: they still hold the data, and are ended before new ones start on it. */
final class Orphans {
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);
    private static final int SECONDS = 20;

    private Orphans() {}

    /**
     * Ends the Redis whose id is in {@code pidFile}, if that process still is one of {@code program}: an id may have been
     * given to somebody else since. Redis does not read the file, so it is always removed.
     */
    static void endRedis(Path pidFile, Path program) {
        try {
            var process = process(pidFile, program);
            if (process.isPresent()) {
                say("Redis", process.get());
                process.get().destroy();
                if (!ended(process.get())) process.get().destroyForcibly();
                ended(process.get());
            }
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            LOG.warn("{} could not be cleared away: {}", pidFile, e.toString());
        }
    }

    /**
     * Ends the PostgreSQL that still runs on {@code data}: fast, then at once, but never by SIGKILL, which would leave its
     * backends behind. {@code postmaster.pid} is PostgreSQL's own: with it, the next one finds out whether anybody still uses
     * the shared memory, and recovers from a crash. It is removed only when it names no process or a stranger, and no process
     * of this installation is left: PostgreSQL would take the stranger for itself, and refuse to start.
     *
     * @param program where this home's PostgreSQL is unpacked
     * @throws CompanyException {@code unavailable.postgres} when it does not end
     */
    static void endPostgres(Path data, Path program) {
        Path pidFile = data.resolve("postmaster.pid");
        try {
            var process = process(pidFile, program);
            if (process.isPresent()) endPostgres(process.get(), data);
            // backends whose postmaster was killed notice it and end by themselves
            boolean quiet = processes(program).allMatch(Orphans::ended);
            boolean stranger =
                    process.isEmpty() && id(pidFile).flatMap(ProcessHandle::of).isPresent();
            if (stranger && quiet) Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            LOG.warn("{} could not be looked at: {}", pidFile, e.toString());
        }
    }

    private static void endPostgres(ProcessHandle process, Path data) throws IOException {
        say("PostgreSQL", process);
        for (String signal : List.of("-INT", "-QUIT")) {
            signal(signal, process);
            if (ended(process)) return;
        }
        throw CompanyException.unavailable(
                "postgres",
                "The PostgreSQL of a server that was killed does not end.",
                "Process %d still runs on %s.".formatted(process.pid(), data),
                "Look what it does, and end it with `kill -INT`, not with `kill -9`.");
    }

    private static void say(String service, ProcessHandle process) {
        LOG.info("A {} of a server that was killed still runs (process {}); it is stopped.", service, process.pid());
    }

    private static Optional<ProcessHandle> process(Path pidFile, Path program) throws IOException {
        var id = id(pidFile);
        return id.isEmpty()
                ? Optional.empty()
                : processes(program).filter(it -> it.pid() == id.get()).findFirst();
    }

    private static Stream<ProcessHandle> processes(Path program) throws IOException {
        if (!Files.isDirectory(program)) return Stream.empty();
        Path folder = program.toRealPath();
        return ProcessHandle.allProcesses().filter(it -> it.info()
                .command()
                .filter(command -> Path.of(command).startsWith(folder))
                .isPresent());
    }

    private static Optional<Long> id(Path pidFile) throws IOException {
        if (!Files.isRegularFile(pidFile)) return Optional.empty();
        String first = Files.readString(pidFile).lines().findFirst().orElse("").strip();
        return first.matches("\\d{1,9}") ? Optional.of(Long.parseLong(first)) : Optional.empty();
    }

    /** Java can send SIGTERM and SIGKILL only; PostgreSQL waits at the one for its clients, and cannot tidy up at the other. */
    private static void signal(String signal, ProcessHandle process) throws IOException {
        try {
            new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean ended(ProcessHandle process) {
        try {
            process.onExit().get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !process.isAlive();
    }
}
