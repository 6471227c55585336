package dev.companyos.duties.build;

import dev.companyos.kernel.CompanyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What somebody changed in a workspace, as texts. Links, and files that are no text or too large, are left where they are,
 * for the checks to find.
 *
 * @param written by path
 */
record ChangedFiles(Map<String, String> written, List<String> deleted) {
    private static final long FILE = 1 << 20;
    private static final long ALL = 16 << 20;
    private static final int FILES = 20_000;

    /** The hash of each regular file, by path. */
    static Map<String, String> hashes(Path workspace) {
        var hashes = new TreeMap<String, String>();
        try {
            Files.walkFileTree(workspace, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return folder.getFileName().toString().equals(".git")
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (!attributes.isRegularFile()) return FileVisitResult.CONTINUE;
                    if (hashes.size() == FILES) throw tooMuch("%d files".formatted(FILES));
                    String path = workspace.relativize(file).toString();
                    hashes.put(path, attributes.size() > FILE ? "size " + attributes.size() : sha256(file));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return hashes;
    }

    static ChangedFiles since(Map<String, String> before, Path workspace) {
        var after = hashes(workspace);
        var written = new TreeMap<String, String>();
        long all = 0;
        for (var it : after.entrySet()) {
            if (it.getValue().equals(before.get(it.getKey())) || it.getValue().startsWith("size ")) continue;
            try {
                String text = Files.readString(workspace.resolve(it.getKey()));
                all += text.length();
                if (all > ALL) throw tooMuch("%d MB of text".formatted(ALL >> 20));
                written.put(it.getKey(), text);
            } catch (CharacterCodingException notText) {
                continue;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        var deleted = new ArrayList<>(before.keySet());
        deleted.removeAll(after.keySet());
        return new ChangedFiles(written, deleted);
    }

    /** Does the same to another copy of the workspace as it was before; where it is done already nothing happens. */
    void apply(Path workspace) {
        try {
            for (var it : written.entrySet()) {
                Path file = inside(workspace, it.getKey());
                if (Files.isRegularFile(file) && Files.readString(file).equals(it.getValue())) continue;
                Files.createDirectories(file.getParent());
                Files.writeString(file, it.getValue());
            }
            for (String path : deleted) Files.deleteIfExists(inside(workspace, path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path inside(Path workspace, String path) {
        Path file = workspace.resolve(path).normalize();
        if (!file.startsWith(workspace)) throw new IllegalStateException(path + " lies outside the workspace");
        return file;
    }

    private static CompanyException tooMuch(String what) {
        return CompanyException.invalid(
                "change",
                "The coding agent changed too much.",
                "More than %s is not kept.".formatted(what),
                "Plan the task in smaller pieces.");
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
