package dev.companyos.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The checks of this version: place, size, text, syntax. */
public final class FileChecks implements Checks {
    private static final int LARGEST = 1 << 20;
    private static final int MOST_FILES = 5_000;
    private static final Set<String> GENERATED =
            Set.of(".git", "node_modules", "build", "target", "__pycache__", "data", ".venv", ".pytest_cache");

    private final Syntax syntax;

    public FileChecks(Syntax syntax) {
        this.syntax = syntax;
    }

    @Override
    public List<Finding> write(Path workspace, String path, String content) {
        return switch (place(workspace, path)) {
            case Place.Refused it -> List.of(it.finding());
            case Place.Inside _ -> content(path, content);
        };
    }

    @Override
    public Place place(Path workspace, String path) {
        var objection = Paths.objection(workspace, path);
        if (objection.isEmpty()) return new Place.Inside(workspace.resolve(path));
        String shown = path.length() > 100 ? path.substring(0, 100) + "…" : path;
        return new Place.Refused(new Finding(
                shown.replaceAll("\\p{Cntrl}", "?"),
                0,
                objection.get(),
                "Name a file inside the workspace, such as app/main.py."));
    }

    private List<Finding> content(String path, String content) {
        if (content.length() > LARGEST)
            return List.of(new Finding(
                    path,
                    0,
                    "It is longer than %d characters.".formatted(LARGEST),
                    "Split it, or leave generated data out."));
        if (content.indexOf('\u0000') >= 0)
            return List.of(new Finding(path, 0, "It holds a NUL character.", "Write text only."));
        return syntax.check(path, content);
    }

    @Override
    public List<Finding> workspace(Path workspace) {
        var findings = new ArrayList<Finding>();
        var count = new int[1];
        try {
            Files.walkFileTree(workspace, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                    boolean skip = !dir.equals(workspace)
                            && GENERATED.contains(dir.getFileName().toString());
                    return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    String name = workspace.relativize(file).toString();
                    if (!attributes.isRegularFile())
                        findings.add(new Finding(name, 0, "It is no plain file.", "Delete it."));
                    else if (attributes.size() > LARGEST)
                        findings.add(new Finding(name, 0, "It is larger than 1 MB.", "Delete it, or make it smaller."));
                    else check(file, name, findings);
                    if (++count[0] <= MOST_FILES) return FileVisitResult.CONTINUE;
                    findings.add(new Finding(
                            ".",
                            0,
                            "There are more than %d files.".formatted(MOST_FILES),
                            "Delete what is generated."));
                    return FileVisitResult.TERMINATE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(findings);
    }

    private void check(Path file, String name, List<Finding> findings) throws IOException {
        try {
            findings.addAll(syntax.check(name, Files.readString(file, StandardCharsets.UTF_8)));
        } catch (CharacterCodingException e) {
            return; // not text: an image, say
        }
    }
}
