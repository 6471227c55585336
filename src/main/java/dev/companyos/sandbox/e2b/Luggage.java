package dev.companyos.sandbox.e2b;

import dev.companyos.sandbox.Sandbox.Job;
import dev.companyos.sandbox.Sandbox.Mount;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Carries a workspace to where its command runs, and what has changed back. What comes back was written by code that
 * nobody trusts: nothing of it lands outside the workspace, and no link is ever followed.
 *
 * @param bytes the most that is carried either way, unpacked
 * @param files the most entries
 */
record Luggage(long bytes, int files) {
    static final Luggage USUAL = new Luggage(512L << 20, 100_000);

    /** More than may be carried. */
    static final class TooMuch extends IOException {
        TooMuch(String what) {
            super(what);
        }
    }

    /** Packs the workspace and the mounts at their own paths, from the root on; links as links. */
    void pack(Job job, List<Mount> mounts, Path into) throws IOException {
        try (var out = new GZIPOutputStream(Files.newOutputStream(into), 1 << 16)) {
            var load = new Load(out);
            load.add(job.workspace(), job.workspace().toAbsolutePath().normalize());
            for (var mount : mounts)
                load.add(mount.folder(), mount.at().toAbsolutePath().normalize());
            Tar.end(out);
        }
    }

    private final class Load {
        private final OutputStream out;
        private long bytes;
        private int files;

        Load(OutputStream out) {
            this.out = out;
        }

        void add(Path folder, Path at) throws IOException {
            var from = folder.toRealPath();
            Files.walkFileTree(from, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                    entry(Tar.Kind.FOLDER, path, "", 0, false);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                    if (attributes.isSymbolicLink())
                        entry(Tar.Kind.LINK, path, Files.readSymbolicLink(path).toString(), 0, false);
                    else if (attributes.isRegularFile()) {
                        long size = attributes.size();
                        entry(Tar.Kind.FILE, path, "", size, Files.isExecutable(path));
                        try (var in = Files.newInputStream(path)) {
                            long copied = copy(in, out, size);
                            if (copied < size) throw new IOException(path + " became shorter while it was read.");
                        }
                        Tar.pad(out, size);
                    }
                    return FileVisitResult.CONTINUE;
                }

                private void entry(Tar.Kind kind, Path path, String target, long size, boolean executable)
                        throws IOException {
                    count(size);
                    var name = at.resolve(from.relativize(path).toString())
                            .toString()
                            .substring(1);
                    Tar.header(out, new Tar.Entry(kind, name, target, size, executable));
                }
            });
        }

        private void count(long size) throws TooMuch {
            bytes += size;
            files++;
            if (bytes > Luggage.this.bytes || files > Luggage.this.files)
                throw new TooMuch("The workspace has more than %d MB or %d files."
                        .formatted(Luggage.this.bytes >> 20, Luggage.this.files));
        }
    }

    /**
     * Brings the workspace to where the sandbox has left it.
     *
     * @param present every path in it now, from the workspace on; what is not there is deleted
     * @param kept folders in the workspace that did not travel
     * @param fileBytes the largest file
     */
    void unpack(InputStream changed, Set<String> present, Path workspace, List<Path> kept, long fileBytes)
            throws IOException {
        var root = workspace.toRealPath();
        delete(root, present, kept);
        var links = new LinkedHashMap<Path, String>();
        long bytes = 0;
        int files = 0;
        try (var in = new GZIPInputStream(changed, 1 << 16)) {
            for (var entry = Tar.next(in); entry != null; entry = Tar.next(in)) {
                bytes += entry.size();
                if (++files > this.files || bytes > this.bytes || entry.size() > fileBytes)
                    throw new TooMuch("What came back has more than %d MB, %d files, or %d MB in one of them."
                            .formatted(this.bytes >> 20, this.files, fileBytes >> 20));
                var path = within(root, entry.name());
                switch (entry.kind()) {
                    case FOLDER -> folder(root, path);
                    case LINK -> links.put(path, entry.target());
                    case OTHER -> Tar.skip(in, entry.size());
                    case FILE -> {
                        folder(root, parent(root, path));
                        remove(path);
                        try (var out = Files.newOutputStream(path, java.nio.file.StandardOpenOption.CREATE_NEW)) {
                            if (copy(in, out, entry.size()) < entry.size())
                                throw new IOException("The archive ends in the middle.");
                        }
                        Tar.skipPadding(in, entry.size());
                        if (entry.executable()) path.toFile().setExecutable(true, false);
                    }
                }
            }
        }
        // last, so that nothing is written through them
        for (Map.Entry<Path, String> link : links.entrySet()) {
            folder(root, parent(root, link.getKey()));
            remove(link.getKey());
            Files.createSymbolicLink(link.getKey(), Path.of(link.getValue()));
        }
    }

    private static Path within(Path root, String name) throws IOException {
        var plain = name.startsWith("./") ? name.substring(2) : name;
        if (plain.indexOf('\0') >= 0
                || plain.startsWith("/")
                || List.of(plain.split("/")).contains(".."))
            throw new IOException("What came back has a path that leads out: " + plain);
        var path = root.resolve(plain).normalize();
        if (!path.startsWith(root) || path.equals(root))
            throw new IOException("What came back has a path that leads out: " + plain);
        return path;
    }

    private static Path parent(Path root, Path path) {
        var parent = path.getParent();
        return parent == null ? root : parent;
    }

    /** Makes it a folder all the way down from the root, in the place of whatever is there. */
    private static void folder(Path root, Path folder) throws IOException {
        var at = root;
        for (var name : root.relativize(folder)) {
            if (name.toString().isEmpty()) continue;
            at = at.resolve(name);
            if (Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) continue;
            Files.deleteIfExists(at);
            Files.createDirectory(at);
        }
    }

    private static void delete(Path root, Set<String> present, List<Path> kept) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                if (kept.contains(path)) return FileVisitResult.SKIP_SUBTREE;
                if (path.equals(root) || isPresent(path) || kept.stream().anyMatch(it -> it.startsWith(path)))
                    return FileVisitResult.CONTINUE;
                remove(path);
                return FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                if (!isPresent(path)) Files.delete(path);
                return FileVisitResult.CONTINUE;
            }

            private boolean isPresent(Path path) {
                return present.contains(root.relativize(path).toString());
            }
        });
    }

    private static void remove(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) return;
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path folder, java.io.@org.jspecify.annotations.Nullable IOException e) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static long copy(InputStream in, OutputStream out, long size) throws IOException {
        var buffer = new byte[1 << 16];
        long left = size;
        while (left > 0) {
            int length = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (length < 0) break;
            out.write(buffer, 0, length);
            left -= length;
        }
        return size - left;
    }
}
