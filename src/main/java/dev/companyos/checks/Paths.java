package dev.companyos.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** Where a path that a model named may lead: into the workspace, and nowhere that git or the system reads meaning into. */
final class Paths {
    private static final int LONGEST = 240;
    private static final int DEEPEST = 12;

    private Paths() {}

    /** Why {@code path} must not be touched, or empty. */
    static Optional<String> objection(Path workspace, String path) {
        if (path.isBlank() || path.length() > LONGEST)
            return Optional.of("A path has 1 to %d characters.".formatted(LONGEST));
        if (path.chars().anyMatch(it -> it < 0x20 || it == 0x7f || Character.getType(it) == Character.FORMAT))
            return Optional.of("A path holds no control or invisible characters.");
        if (path.indexOf('\\') >= 0 || path.indexOf(':') >= 0)
            return Optional.of("A path's parts are separated by / alone, and hold no colon.");
        if (path.startsWith("/") || path.startsWith("~")) return Optional.of("A path is relative to the workspace.");
        var parts = path.split("/", -1);
        if (parts.length > DEEPEST) return Optional.of("A path is at most %d folders deep.".formatted(DEEPEST));
        for (String part : parts) {
            if (part.isEmpty() || part.equals(".") || part.equals(".."))
                return Optional.of("A path has no empty part and no . or .. in it.");
            if (part.endsWith(".") || part.endsWith(" ") || part.startsWith(" "))
                return Optional.of("No part of a path begins or ends with a space, or ends with a dot.");
            String plain = Normalizer.normalize(part, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
            if (plain.equals(".git")
                    || plain.matches("git~\\d+")
                    || plain.equals(".gitmodules")
                    || plain.equals(".agent_backups"))
                return Optional.of("`%s` belongs to the company, not to the product.".formatted(part));
        }
        return throughLink(workspace, path);
    }

    private static Optional<String> throughLink(Path workspace, String path) {
        try {
            Path root = workspace.toRealPath();
            Path at = root;
            for (Path part : Path.of(path)) {
                at = at.resolve(part);
                if (Files.isSymbolicLink(at))
                    return Optional.of("`%s` is a link; links are not followed.".formatted(root.relativize(at)));
                if (Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS)
                        && ((Number) Files.getAttribute(at, "unix:nlink", LinkOption.NOFOLLOW_LINKS)).intValue() > 1)
                    return Optional.of("`%s` has a second name elsewhere.".formatted(root.relativize(at)));
            }
            if (!at.normalize().startsWith(root)) return Optional.of("It leads out of the workspace.");
            if (Files.isDirectory(at)) return Optional.of("It is a folder, not a file.");
            return Optional.empty();
        } catch (InvalidPathException | IOException | UnsupportedOperationException e) {
            return Optional.of("It cannot be used here: " + e.getMessage());
        }
    }
}
