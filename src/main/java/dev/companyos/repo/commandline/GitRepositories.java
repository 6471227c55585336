package dev.companyos.repo.commandline;

import dev.companyos.kernel.Slug;
import dev.companyos.repo.Repositories;
import dev.companyos.repo.Repository;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;

public final class GitRepositories implements Repositories {
    private final Path base;
    private final ConcurrentHashMap<Slug, GitRepository> open = new ConcurrentHashMap<>();

    /** @param base {@code PRODUCTS_BASE_DIR}; made on first use */
    public GitRepositories(Path base) {
        this.base = base;
    }

    @Override
    public Repository open(Slug product) {
        return open.computeIfAbsent(product, it -> GitRepository.open(base.resolve(it.value())));
    }
}
