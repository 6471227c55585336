package dev.companyos.repo.memory;

import dev.companyos.repo.Publications;
import dev.companyos.repo.PublicationsContract;

class MemoryPublicationsTest extends PublicationsContract {
    @Override
    protected Publications publications() {
        return new MemoryPublications();
    }
}
