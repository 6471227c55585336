package dev.companyos.duties;

import dev.companyos.hosting.Hosting;
import dev.companyos.hosting.Prober;
import dev.companyos.hosting.Prober.Probe;
import dev.companyos.kernel.Commit;
import dev.companyos.kernel.ReleaseId;
import dev.companyos.kernel.Slug;
import dev.companyos.repo.Repositories;
import dev.companyos.repo.Repository;
import dev.companyos.stacks.Stack;
import dev.companyos.stacks.Stacks;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The way of one commit to where users are. */
public final class Launch {
    private final Repositories repositories;
    private final Stacks stacks;
    private final Hosting hosting;
    private final Prober prober;
    private final Path exports;

    /** @param exports where trees are laid out for the hosting to take */
    public Launch(Repositories repositories, Stacks stacks, Hosting hosting, Prober prober, Path exports) {
        this.repositories = repositories;
        this.stacks = stacks;
        this.hosting = hosting;
        this.prober = prober;
        this.exports = exports;
    }

    Repository repository(Slug product) {
        return repositories.open(product);
    }

    Stack stack(String name) {
        return stacks.choose(name).stack();
    }

    Hosting hosting() {
        return hosting;
    }

    /** Deploys one commit; the same release twice is one deployment. */
    public Hosting.Outcome put(Slug product, ReleaseId release, Commit commit, Stack stack) {
        Path tree = export(product, commit, "release-" + release.value());
        return hosting.deploy(product, release, tree, stack);
    }

    Path export(Slug product, Commit commit, String name) {
        Path tree = exports.resolve(product.value()).resolve(name);
        repository(product).export(commit, tree);
        return tree;
    }

    List<Probe> verify(String url, Stack stack) {
        return prober.probe(url, stack.probes());
    }

    static String describe(List<Probe> probes) {
        return probes.stream()
                .map(it -> "probe %s %s: status %d after %d ms %s"
                        .formatted(it.path(), it.passed() ? "passed" : "failed", it.status(), it.millis(), it.detail()))
                .collect(Collectors.joining("\n"));
    }
}
