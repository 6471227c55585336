package dev.companyos.hosting.memory;

import dev.companyos.hosting.Hosting;
import dev.companyos.kernel.ReleaseId;
import dev.companyos.kernel.Slug;
import dev.companyos.stacks.Stack;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Every tree with something in it runs; an empty one does not. */
public final class MemoryHosting implements Hosting {
    private final Map<Slug, Running> running = new HashMap<>();
    private int deployments;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public synchronized Outcome deploy(Slug product, ReleaseId release, Path source, Stack stack) {
        var now = running.get(product);
        if (now != null && now.release().equals(release)) return new Outcome.Up(now);
        var files = source.toFile().list();
        if (files == null || files.length == 0) return new Outcome.Down("There is nothing to run in " + source);
        var up = new Running(release, "http://%s.invalid/%d".formatted(product, ++deployments));
        running.put(product, up);
        return new Outcome.Up(up);
    }

    @Override
    public synchronized Optional<Running> running(Slug product) {
        return Optional.ofNullable(running.get(product));
    }

    @Override
    public synchronized void stop(Slug product) {
        running.remove(product);
    }
}
