package dev.companyos.repo.memory;

import dev.companyos.repo.Repositories;
import dev.companyos.repo.RepositoriesContract;
import java.nio.file.Path;
import java.time.Clock;

class MemoryRepositoriesTest extends RepositoriesContract {
    @Override
    protected Repositories repositories(Path base, Clock clock) {
        return new MemoryRepositories(base, clock);
    }
}
