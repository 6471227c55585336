package dev.companyos.hosting.local;

import dev.companyos.kernel.ReleaseId;
import dev.companyos.kernel.Slug;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A product's place on the disk. {@code app} is all that its process may write: {@code app/data}, which outlives
 * releases, and {@code app/releases}. The log and {@code running.json} lie outside, where the product cannot forge them.
 */
record ProductFolder(Path root) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int TAIL = 4_000;

    static ProductFolder of(Path base, Slug product) {
        return new ProductFolder(base.resolve(product.value()));
    }

    /** @param started start of the process {@code pid}, so that a later process of that number is not taken for it */
    record Started(String release, int port, long pid, long started) {
        boolean is(ProcessHandle process) {
            return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L) == started;
        }

        static Started of(ReleaseId release, int port, long pid) {
            long started = ProcessHandle.of(pid)
                    .flatMap(it -> it.info().startInstant())
                    .map(Instant::toEpochMilli)
                    .orElse(0L);
            return new Started(release.value().toString(), port, pid, started);
        }
    }

    Path app() {
        return root.resolve("app");
    }

    Path data() throws IOException {
        return Files.createDirectories(app().resolve("data"));
    }

    Path release(ReleaseId release) {
        return app().resolve("releases").resolve(release.value().toString());
    }

    Path log() {
        return root.resolve("product.log");
    }

    void remember(Started started) throws IOException {
        var fresh = root.resolve("running.json.new");
        Files.writeString(fresh, JSON.writeValueAsString(started));
        Files.move(
                fresh,
                root.resolve("running.json"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    Optional<Started> remembered() {
        try {
            return Optional.of(JSON.readValue(Files.readString(root.resolve("running.json")), Started.class));
        } catch (IOException | JacksonException e) {
            return Optional.empty(); // none, or cut off by a crash: then there is nothing to resume
        }
    }

    void forget() throws IOException {
        Files.deleteIfExists(root.resolve("running.json"));
    }

    /** Plain files only: a link in a release could lead its reader anywhere. */
    void lay(ReleaseId release, Path source) throws IOException {
        var target = release(release);
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                if (dir.startsWith(root)
                        || (!dir.equals(source) && dir.getFileName().toString().equals(".git")))
                    return FileVisitResult.SKIP_SUBTREE;
                Files.createDirectories(target.resolve(source.relativize(dir).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile())
                    Files.copy(
                            file,
                            target.resolve(source.relativize(file).toString()),
                            StandardCopyOption.REPLACE_EXISTING,
                            StandardCopyOption.COPY_ATTRIBUTES,
                            LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** The end of what the product said since {@code from}; reads no more than that. */
    String tail(long from) {
        try (var file = new RandomAccessFile(log().toFile(), "r")) {
            long length = file.length();
            long start = Math.max(from > length ? 0 : from, length - TAIL);
            var bytes = new byte[(int) (length - start)];
            file.seek(start);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "(its log cannot be read: %s)".formatted(e.getMessage());
        }
    }

    long logged() {
        return log().toFile().length();
    }
}
