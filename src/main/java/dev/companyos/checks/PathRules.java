package dev.companyos.checks;

import dev.companyos.checks.Checks.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where a path given by a model may lead: to a plain file inside the workspace, on every file system alike. */
final class PathRules {
    private static final int PATH_BYTES = 512;
    private static final int NAME_BYTES = 200;
    private static final int DEPTH = 24;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\uFE00-\\uFE0F]");
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");
    private static final Pattern SHORT_NAME = Pattern.compile("(?i)git~[0-9]+");
    private static final Set<String> RESERVED = Set.of(".git", ".agent_backups", ".gitmodules");
    private static final String REPAIR = "Use a path relative to the workspace, such as `src/app.py`.";

    private PathRules() {}

    static Place place(Path workspace, String path) {
        var wrong = wrong(path);
        if (wrong.isPresent()) return refused(path, wrong.get());
        Path file;
        try {
            file = workspace.resolve(path).normalize();
        } catch (InvalidPathException e) {
            return refused(path, "The path cannot be a file name on this machine.");
        }
        if (!file.startsWith(workspace.normalize()) || file.equals(workspace.normalize()))
            return refused(path, "The path leads out of the workspace.");
        return onDisk(workspace, path, file);
    }

    /** What is wrong with the text itself, whatever is on the disk. */
    private static Optional<String> wrong(String path) {
        if (path.isBlank()) return Optional.of("The path is empty.");
        if (CONTROL.matcher(path).find()) return Optional.of("The path holds a control character.");
        if (INVISIBLE.matcher(path).find()) return Optional.of("The path holds an invisible character.");
        if (path.indexOf('\\') >= 0) return Optional.of("The path holds a backslash.");
        if (path.startsWith("/") || path.startsWith("~")) return Optional.of("The path is not relative.");
        if (path.indexOf(':') >= 0) return Optional.of("The path holds a colon: a drive or a stream elsewhere.");
        if (path.endsWith("/")) return Optional.of("The path names a folder.");
        if (path.getBytes(StandardCharsets.UTF_8).length > PATH_BYTES)
            return Optional.of("The path is longer than %d bytes.".formatted(PATH_BYTES));
        var names = path.split("/", -1);
        if (names.length > DEPTH) return Optional.of("The path is more than %d folders deep.".formatted(DEPTH));
        for (var name : names) {
            var wrong = wrongName(name);
            if (wrong.isPresent()) return wrong;
        }
        return Optional.empty();
    }

    private static Optional<String> wrongName(String name) {
        if (name.isEmpty()) return Optional.of("The path holds an empty name.");
        if (name.equals(".") || name.equals("..")) return Optional.of("The path holds `%s`.".formatted(name));
        if (name.endsWith(".") || name.endsWith(" ") || name.startsWith(" "))
            return Optional.of("A name in the path ends in a dot or a space, or starts with a space.");
        if (name.getBytes(StandardCharsets.UTF_8).length > NAME_BYTES)
            return Optional.of("A name in the path is longer than %d bytes.".formatted(NAME_BYTES));
        var plain = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        if (RESERVED.contains(plain) || SHORT_NAME.matcher(plain).matches())
            return Optional.of("`%s` is kept for the company itself.".formatted(plain));
        if (DEVICE.matcher(plain).matches()) return Optional.of("`%s` is a device on some machines.".formatted(plain));
        return Optional.empty();
    }

    /** No link on the way, nothing but a plain file at the end. */
    private static Place onDisk(Path workspace, String path, Path file) {
        try {
            var root = workspace.normalize();
            var at = root;
            for (var name : root.relativize(file)) {
                at = at.resolve(name);
                if (Files.isSymbolicLink(at)) return refused(path, "The path leads through a link.");
                if (!Files.exists(at, LinkOption.NOFOLLOW_LINKS)) break;
                if (at.equals(file) && !Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS))
                    return refused(path, "There is a folder or a device of that name.");
                if (!at.equals(file) && !Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS))
                    return refused(path, "`%s` on the way is a file, not a folder.".formatted(root.relativize(at)));
                if (at.equals(file) && hardLinked(at)) return refused(path, "The file has a second name elsewhere.");
                if (!at.toRealPath().startsWith(root.toRealPath()))
                    return refused(path, "The path leads out of the workspace.");
            }
            return new Place.Inside(file);
        } catch (IOException e) {
            return refused(
                    path,
                    "The path cannot be looked at: %s.".formatted(e.getClass().getSimpleName()));
        }
    }

    private static boolean hardLinked(Path file) throws IOException {
        return Files.getFileStore(file).supportsFileAttributeView("unix")
                && Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) instanceof Integer links
                && links > 1;
    }

    static Place refused(String path, String problem) {
        return new Place.Refused(new Finding(shown(path), 0, problem, REPAIR));
    }

    /** The path as it may be printed. */
    static String shown(String path) {
        var line = INVISIBLE.matcher(CONTROL.matcher(path).replaceAll("?")).replaceAll("?");
        return line.length() > 120 ? line.substring(0, 120) + "…" : line;
    }
}
