package dev.companyos.release.memory;

import dev.companyos.release.Releases;
import dev.companyos.release.ReleasesContract;

class MemoryReleasesTest extends ReleasesContract {
    @Override
    protected Releases releases() {
        return new MemoryReleases();
    }
}
