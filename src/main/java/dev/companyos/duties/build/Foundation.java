package dev.companyos.duties.build;

import dev.companyos.kernel.Commit;
import dev.companyos.kernel.Slug;
import dev.companyos.repo.Repositories;
import dev.companyos.repo.Repository;
import dev.companyos.stacks.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The first commit of a product: its stack's scaffold. */
public final class Foundation {
    private final Repositories repositories;
    private final Path workspaces;
    private final BiFunction<Stack, String, Map<String, String>> scaffold;

    /** @param scaffold the files of an empty product, for a stack and the product's name */
    public Foundation(
            Repositories repositories, Path workspaces, BiFunction<Stack, String, Map<String, String>> scaffold) {
        this.repositories = repositories;
        this.workspaces = workspaces;
        this.scaffold = scaffold;
    }

    /** The tip of the product's {@code main}, after laying the scaffold if there was none. Whoever is first lays it. */
    public Commit lay(Slug product, String productName, Stack stack) {
        var repository = repositories.open(product);
        var main = repository.main();
        if (main.isPresent()) return main.get();
        Path folder = workspaces
                .resolve(product.value())
                .resolve("scaffold-" + Thread.currentThread().threadId());
        try {
            for (var file : scaffold.apply(stack, productName).entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            var message = new Repository.Message(
                    "Lay the scaffold of the %s stack".formatted(stack.name()),
                    "",
                    "company-os",
                    List.of(new Repository.Trailer("Stack", stack.name())));
            repository
                    .commit(folder, "scaffold", Optional.empty(), message)
                    .ifPresent(it -> repository.advance(Optional.empty(), it));
            Workspaces.delete(folder);
            return repository.main().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
