package dev.companyos.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Path, content and syntax, in that order; the first that refuses is the answer. */
public final class FileChecks implements Checks {
    private static final int TEXT_BYTES = 1 << 20;
    private static final long ANY_BYTES = 20L << 20;
    private static final int FILES = 5_000;
    private static final int FINDINGS = 40;

    /** Made by tools, not written by anybody; what git ignores as a rule. */
    private static final Set<String> MADE = Set.of(
            ".git",
            ".agent_backups",
            "node_modules",
            ".venv",
            "venv",
            "__pycache__",
            ".pytest_cache",
            "target",
            ".next",
            "dist",
            "build",
            "out",
            ".gradle",
            ".mypy_cache",
            ".ruff_cache");

    private static final int CHANGE_FINDINGS = 60;
    private static final long ALL_TEXT = 64L << 20;

    private final Syntax syntax;
    private final List<ChangeRule> atOnce;
    private final List<ChangeRule> onTheWhole;

    public FileChecks(Syntax syntax) {
        this(syntax, List.of(), List.of());
    }

    /**
     * @param atOnce rules that need one file only: a text that they refuse is not written
     * @param onTheWhole rules that need all of a change
     */
    public FileChecks(Syntax syntax, List<ChangeRule> atOnce, List<ChangeRule> onTheWhole) {
        this.syntax = syntax;
        this.atOnce = List.copyOf(atOnce);
        this.onTheWhole = List.copyOf(onTheWhole);
    }

    @Override
    public Place place(Path workspace, String path) {
        return PathRules.place(workspace.toAbsolutePath(), path);
    }

    @Override
    public List<Finding> write(Path workspace, String path, String content) {
        return switch (place(workspace, path)) {
            case Place.Refused(var finding) -> List.of(finding);
            case Place.Inside(var file) -> {
                var findings = content(path, content);
                yield findings.isEmpty() && !atOnce.isEmpty() ? refused(path, file, content) : findings;
            }
        };
    }

    private List<Finding> refused(String path, Path file, String content) {
        var before = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? text(file).orElse("")
                : "";
        var change = ChangeSet.of(Map.of(path, before), Map.of(path, content), "");
        return found(atOnce, change).stream().filter(Finding::blocks).toList();
    }

    @Override
    public List<Finding> changes(ChangeSet changes) {
        var found = found(atOnce, changes);
        found.addAll(found(onTheWhole, changes));
        return found.stream()
                .distinct()
                .sorted(Comparator.comparing(Finding::severity)
                        .thenComparing(Finding::file)
                        .thenComparing(Finding::line))
                .limit(CHANGE_FINDINGS)
                .toList();
    }

    private static List<Finding> found(List<ChangeRule> rules, ChangeSet changes) {
        var found = new ArrayList<Finding>();
        rules.forEach(it -> found.addAll(it.look(changes)));
        return found;
    }

    @Override
    public SequencedMap<String, String> texts(Path workspace) {
        var root = workspace.toAbsolutePath().normalize();
        var texts = new TreeMap<String, String>();
        var room = new AtomicLong(ALL_TEXT);
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                    return !dir.equals(root) && MADE.contains(dir.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()
                            && attributes.size() <= TEXT_BYTES
                            && room.addAndGet(-attributes.size()) >= 0)
                        text(file)
                                .ifPresent(it -> texts.put(root.relativize(file).toString(), it));
                    return texts.size() >= FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    /** Empty for what is no text, or cannot be read. */
    private static Optional<String> text(Path file) {
        try {
            String text = Files.readString(file);
            return text.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(text);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private List<Finding> content(String path, String content) {
        if (content.length() > TEXT_BYTES || content.getBytes(StandardCharsets.UTF_8).length > TEXT_BYTES)
            return List.of(new Finding(path, 0, "The text is larger than 1 MB.", "Split it into smaller files."));
        int nul = content.indexOf('\0');
        if (nul >= 0)
            return List.of(
                    new Finding(path, line(content, nul), "The text holds a NUL character.", "Write text files only."));
        int surrogate = loneSurrogate(content);
        if (surrogate >= 0)
            return List.of(new Finding(
                    path, line(content, surrogate), "The text holds half of a character.", "Write that line again."));
        return syntax.check(path, content);
    }

    @Override
    public List<Finding> workspace(Path workspace) {
        var findings = new ArrayList<Finding>();
        var root = workspace.toAbsolutePath().normalize();
        try {
            Files.walkFileTree(root, new Visitor(root, findings));
        } catch (IOException e) {
            findings.add(new Finding(".", 0, "The workspace cannot be read: " + e.getMessage(), "Start it again."));
        }
        return findings.size() > FINDINGS ? List.copyOf(findings.subList(0, FINDINGS)) : List.copyOf(findings);
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<Finding> findings;
        private int files;

        Visitor(Path root, List<Finding> findings) {
            this.root = root;
            this.findings = findings;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return !dir.equals(root) && MADE.contains(dir.getFileName().toString())
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            var name = root.relativize(file).toString();
            if (++files > FILES) {
                findings.add(new Finding(
                        ".", 0, "There are more than %d files.".formatted(FILES), "Delete what a tool made."));
                return FileVisitResult.TERMINATE;
            }
            if (attributes.isSymbolicLink()) findings.addAll(link(file, name));
            else if (attributes.isRegularFile()) findings.addAll(file(file, name, attributes.size()));
            else findings.add(new Finding(name, 0, "This is no plain file.", "Delete it."));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            findings.add(new Finding(root.relativize(file).toString(), 0, "It cannot be read.", "Delete it."));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        private List<Finding> link(Path file, String name) {
            try {
                if (file.toRealPath().startsWith(root.toRealPath())) return List.of();
            } catch (IOException e) {
                return List.of(new Finding(name, 0, "The link leads nowhere.", "Delete it."));
            }
            return List.of(new Finding(name, 0, "The link leads out of the workspace.", "Delete it."));
        }

        private List<Finding> file(Path file, String name, long size) throws IOException {
            if (size > ANY_BYTES)
                return List.of(new Finding(name, 0, "The file is larger than 20 MB.", "Delete it or ignore it."));
            if (place(root, name) instanceof Place.Refused(var finding)) return List.of(finding);
            if (size > TEXT_BYTES) return List.of();
            try {
                var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file)));
                return text.toString().indexOf('\0') >= 0 ? List.of() : syntax.check(name, text.toString());
            } catch (CharacterCodingException e) {
                return isText(name)
                        ? List.of(new Finding(name, 0, "The file is not UTF-8 text.", "Write it again as UTF-8."))
                        : List.of(); // a picture or the like
            }
        }
    }

    private static boolean isText(String name) {
        return name.toLowerCase(Locale.ROOT)
                .matches(".*\\.(py|java|jsx?|mjs|cjs|tsx?|html?|css|json|ya?ml|md|txt|toml)");
    }

    private static int line(String content, int offset) {
        return 1
                + (int) content.substring(0, offset)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private static int loneSurrogate(String content) {
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < content.length()
                    && Character.isLowSurrogate(content.charAt(i + 1))) i++;
            else if (Character.isSurrogate(c)) return i;
        }
        return -1;
    }
}
