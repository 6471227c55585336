package dev.companyos.duties;

import dev.companyos.kernel.Slug;
import dev.companyos.repo.Repositories;
import dev.companyos.stacks.Stacks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** What there is of a product, in the words of a prompt. */
public final class ProductView {
    private static final int MOST_FILES = 400;
    private static final Set<String> SKIPPED =
            Set.of(".git", "node_modules", "build", "target", "__pycache__", "data", ".next", ".venv");

    private final Repositories repositories;
    private final Stacks stacks;

    public ProductView(Repositories repositories, Stacks stacks) {
        this.repositories = repositories;
        this.stacks = stacks;
    }

    public String stackSummary(String stack) {
        return stacks.all().stream()
                .filter(it -> it.name().equals(stack))
                .findFirst()
                .map(Stacks.Availability::summary)
                .orElse("not chosen yet");
    }

    public String fileList(String productSlug) {
        if (productSlug.isBlank()) return "There is no product yet.";
        var repository = repositories.open(new Slug(productSlug));
        if (repository.main().isEmpty())
            return "The repository is empty; the stack's scaffold is laid before the first task.";
        return String.join("\n", files(repository.directory()));
    }

    /** Relative paths, sorted, without what tools generate; at most {@value #MOST_FILES}. */
    public static List<String> files(Path root) {
        var found = allFiles(root);
        return found.size() > MOST_FILES ? List.copyOf(found.subList(0, MOST_FILES)) : found;
    }

    /** Relative paths, sorted, without what tools generate. */
    public static List<String> allFiles(Path root) {
        var found = new ArrayList<String>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                    boolean skip = !dir.equals(root)
                            && SKIPPED.contains(dir.getFileName().toString());
                    return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile())
                        found.add(root.relativize(file).toString());
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Collections.sort(found);
        return List.copyOf(found);
    }
}
