package dev.companyos.app.embedded;

import dev.companyos.kernel.CompanyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * One server for each home. The lock is the operating system's, so it ends with the process however that ends. The server
 * says where it is in {@code server.pid} and {@code server.url}.
 */
public final class HomeLock implements AutoCloseable {
    private final Path home;
    private final FileChannel channel;

    private HomeLock(Path home, FileChannel channel) {
        this.home = home;
        this.channel = channel;
    }

    /**
     * @throws CompanyException {@code unavailable.home} if it cannot be written, {@code conflict.home} if another server
     *     has it
     */
    public static HomeLock take(Path home) {
        try {
            Files.createDirectories(home);
            var channel =
                    FileChannel.open(home.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            boolean locked;
            try {
                locked = channel.tryLock() != null;
            } catch (OverlappingFileLockException e) {
                locked = false;
            }
            if (!locked) {
                channel.close();
                throw CompanyException.conflict(
                        "home",
                        "A server runs on %s already.".formatted(home),
                        "It has process id %s and answers at %s."
                                .formatted(read(home, "server.pid"), read(home, "server.url")),
                        "Use that one (`company status`), stop it (`company stop`), or name another home with --home.");
            }
            var lock = new HomeLock(home, channel);
            Files.deleteIfExists(home.resolve("server.url"));
            Files.writeString(
                    home.resolve("server.pid"),
                    String.valueOf(ProcessHandle.current().pid()));
            return lock;
        } catch (IOException e) {
            throw CompanyException.unavailable(
                    "home",
                    "The folder %s cannot be used.".formatted(home),
                    e.getClass().getSimpleName() + ": " + e.getMessage(),
                    "Make it writable, or name another with --home or COMPANY_HOME.");
        }
    }

    /** The same name in each life of this home. */
    public String workerId() {
        return secret("worker.id", 8);
    }

    /** What a client must show; made once, readable by the owner only. */
    public String token() {
        return secret("token", 32);
    }

    public void announce(String url) {
        write("server.url", url);
    }

    private String secret(String name, int bytes) {
        Path file = home.resolve(name);
        try {
            if (Files.isRegularFile(file) && Files.size(file) > 0)
                return Files.readString(file).strip();
            byte[] random = new byte[bytes];
            new SecureRandom().nextBytes(random);
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(random));
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String text) {
        try {
            Files.writeString(home.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path home, String name) {
        try {
            return Files.readString(home.resolve(name)).strip();
        } catch (IOException e) {
            return "(not known yet)";
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(home.resolve("server.pid"));
            Files.deleteIfExists(home.resolve("server.url"));
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
