package dev.companyos.repo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/**
 * What of a workspace may become part of a commit. The workspace was written by code that nobody trusts: no link is
 * followed, nothing called {@code .git} is looked into, and only links that cannot lead out are kept.
 */
public final class WorkspaceWalk {
    private WorkspaceWalk() {}

    /** Which of {@code paths} (relative, {@code /} between names, folders end in one) the product ignores. */
    public interface Ignores {
        Set<String> of(List<String> paths);
    }

    public sealed interface Entry {
        record Plain(Path file, boolean executable) implements Entry {}

        record Link(String target) implements Entry {}
    }

    /** Left out whatever the product says: backups and what only git itself may write. */
    private static final Set<String> NEVER = Set.of(".git", "git~1", ".gitmodules", ".agent_backups");

    private static final int GITATTRIBUTES_LINE = 2048;

    /**
     * Every file to commit by its path, sorted.
     *
     * @param tracked paths of the parent commit, kept even where the product ignores them
     */
    public static TreeMap<String, Entry> of(Path workspace, Ignores ignores, Set<String> tracked) {
        var found = new TreeMap<String, Entry>();
        var level = List.of("");
        while (!level.isEmpty()) {
            var names = new ArrayList<String>();
            for (var folder : level) names.addAll(children(workspace, folder));
            var ignored = names.isEmpty() ? Set.<String>of() : ignores.of(names);
            var next = new ArrayList<String>();
            for (var name : names) {
                if (ignored.contains(name) && !keeps(tracked, name)) continue;
                if (name.endsWith("/")) next.add(name);
                else if (!ignored.contains(name) || tracked.contains(name)) add(found, workspace, name);
            }
            level = next;
        }
        return found;
    }

    private static boolean keeps(Set<String> tracked, String name) {
        if (!name.endsWith("/")) return tracked.contains(name);
        return tracked.stream().anyMatch(it -> it.startsWith(name));
    }

    private static List<String> children(Path workspace, String folder) {
        try (var entries = Files.newDirectoryStream(workspace.resolve(folder))) {
            var names = new ArrayList<String>();
            for (var entry : entries) {
                var name = entry.getFileName().toString();
                if (NEVER.contains(plain(name)) || name.indexOf('\n') >= 0) continue;
                var is = Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (is.isDirectory()) names.add(folder + name + "/");
                else if (is.isRegularFile() || is.isSymbolicLink()) names.add(folder + name);
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name as a file system that folds case or drops invisible characters sees it. */
    private static String plain(String name) {
        return name.replaceAll("\\p{Cf}", "").replaceAll("[. ]+$", "").toLowerCase(Locale.ROOT);
    }

    private static void add(TreeMap<String, Entry> found, Path workspace, String name) {
        var file = workspace.resolve(name);
        try {
            if (Files.isSymbolicLink(file)) {
                var target = Files.readSymbolicLink(file).toString();
                if (staysInside(name, target)) found.put(name, new Entry.Link(target));
            } else if (!unsoundAttributes(file)) {
                found.put(name, new Entry.Plain(file, Files.isExecutable(file) && ownerExecutes(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean ownerExecutes(Path file) throws IOException {
        return Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)
                .contains(java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE);
    }

    /**
     * A relative target that climbs only at its start, and no higher than the workspace. Such links stay inside even
     * when they lead to each other, in every combination a merge can make.
     */
    public static boolean staysInside(String link, String target) {
        if (target.isEmpty() || target.startsWith("/") || plain(lastName(link)).startsWith(".git")) return false;
        int depth = (int) link.chars().filter(c -> c == '/').count();
        boolean climbing = true;
        for (var part : target.split("/")) {
            if (part.equals("..")) {
                if (!climbing || --depth < 0) return false;
            } else if (!part.isEmpty() && !part.equals(".")) {
                climbing = false;
                if (plain(part).equals(".git")) return false;
            }
        }
        return true;
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Attribute files with lines that git refuses would make every later {@code git fsck} complain. */
    private static boolean unsoundAttributes(Path file) throws IOException {
        if (!plain(lastName(file.toString())).equals(".gitattributes")) return false;
        if (Files.size(file) > 1 << 20) return true;
        int line = 0;
        for (byte b : Files.readAllBytes(file)) {
            line = b == '\n' ? 0 : line + 1;
            if (line >= GITATTRIBUTES_LINE) return true;
        }
        return false;
    }
}
