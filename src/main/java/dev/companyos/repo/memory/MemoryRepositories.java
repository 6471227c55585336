package dev.companyos.repo.memory;

import dev.companyos.kernel.Slug;
import dev.companyos.repo.Repositories;
import dev.companyos.repo.Repository;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;

/** Histories live as long as this object; the product's folders are real. */
public final class MemoryRepositories implements Repositories {
    private final Path base;
    private final Clock clock;
    private final ConcurrentHashMap<Slug, Repository> repositories = new ConcurrentHashMap<>();

    public MemoryRepositories(Path base, Clock clock) {
        this.base = base;
        this.clock = clock;
    }

    @Override
    public Repository open(Slug product) {
        return repositories.computeIfAbsent(product, it -> new MemoryRepository(base.resolve(it.value()), clock));
    }
}
