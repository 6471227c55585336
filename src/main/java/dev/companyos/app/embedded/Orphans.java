package dev.companyos.app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Services whose server was killed: they still hold the data, and are ended before new ones start on it. */
final class Orphans {
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

    private Orphans() {}

    /**
     * Ends the process whose id is the first line of {@code pidFile}, if its command still is {@code program}: a process id
     * may have been given to somebody else since.
     */
    static void end(Path pidFile, String program) {
        try {
            if (!Files.isRegularFile(pidFile)) return;
            String first =
                    Files.readString(pidFile).lines().findFirst().orElse("").strip();
            Optional<ProcessHandle> process =
                    first.matches("\\d{1,9}") ? ProcessHandle.of(Long.parseLong(first)) : Optional.empty();
            if (process.isPresent()
                    && process.get()
                            .info()
                            .command()
                            .filter(it -> it.contains(program))
                            .isPresent()) {
                LOG.info("A {} of a server that was killed still runs (process {}); it is stopped.", program, first);
                process.get().destroy();
                try {
                    process.get().onExit().get(10, TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    process.get().destroyForcibly();
                    process.get().onExit().get(10, TimeUnit.SECONDS);
                }
            }
            Files.deleteIfExists(pidFile);
        } catch (IOException | ExecutionException | TimeoutException e) {
            LOG.warn("{} could not be cleared away: {}", pidFile, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
