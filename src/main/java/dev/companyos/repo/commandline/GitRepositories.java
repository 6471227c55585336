package dev.companyos.repo.commandline;

import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.Slug;
import dev.companyos.repo.Repositories;
import dev.companyos.repo.Repository;
import dev.companyos.repo.Signatures;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;

/** Drives the git that is installed (2.38 or newer, for merges without a folder). */
public final class GitRepositories implements Repositories {
    private final Path base;
    private final Clock clock;
    private final Signatures signatures;
    private final ConcurrentHashMap<Slug, Repository> open = new ConcurrentHashMap<>();

    /** @param productsBaseDir made when missing; one folder a product */
    public GitRepositories(Path productsBaseDir, Clock clock, Signatures signatures) {
        this.base = productsBaseDir.toAbsolutePath().normalize();
        this.clock = clock;
        this.signatures = signatures;
    }

    /** Also finishes what a killed server left half done in the folder. */
    @Override
    public Repository open(Slug product) {
        return open.computeIfAbsent(product, it -> {
            var directory = base.resolve(it.value());
            var git = new Git(executable(), directory.resolve(".git"));
            new GitDirectory(git, directory).prepare();
            var repository = new GitRepository(git, directory, clock, signatures);
            repository.repair();
            return repository;
        });
    }

    static String executable() {
        var path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/bin";
        for (var folder : path.split(File.pathSeparator)) {
            if (folder.isBlank()) continue;
            var git = Path.of(folder, "git");
            if (git.isAbsolute() && Files.isExecutable(git)) return git.toString();
        }
        throw CompanyException.unavailable(
                "git",
                "There is no git on this machine.",
                "Products are git repositories.",
                "Install it, such as with `apt-get install git` or `brew install git`.");
    }
}
