package dev.companyos.dependencies.memory;

import dev.companyos.checks.PackageIndex;
import dev.companyos.checks.PackageIndex.Ecosystem;
import dev.companyos.dependencies.PackageIndexContract;

class MemoryPackagesTest extends PackageIndexContract {
    private final MemoryPackages packages = new MemoryPackages()
            .with(Ecosystem.NPM, "react", "@types/node")
            .with(Ecosystem.PYPI, "fastapi")
            .with(Ecosystem.MAVEN, "org.slf4j:slf4j-api");

    @Override
    protected PackageIndex index() {
        return packages;
    }

    @Override
    protected void away(Ecosystem ecosystem) {
        packages.away(ecosystem);
    }
}
