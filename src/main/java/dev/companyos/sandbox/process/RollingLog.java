package dev.companyos.sandbox.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A log file that never grows past twice its bound: when full it becomes {@code <name>.1} and starts again. */
public final class RollingLog implements AutoCloseable {
    private static final long BYTES = 5L << 20;

    private final Path file;
    private OutputStream out;
    private long written;

    public RollingLog(Path file) throws IOException {
        this.file = file;
        var folder = file.toAbsolutePath().getParent();
        if (folder != null) Files.createDirectories(folder);
        this.out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        this.written = Files.size(file);
    }

    public void add(byte[] bytes, int length) throws IOException {
        if (written > BYTES) {
            out.close();
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            written = 0;
        }
        out.write(bytes, 0, length);
        written += length;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
