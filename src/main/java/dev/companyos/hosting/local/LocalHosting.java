package dev.companyos.hosting.local;

import dev.companyos.dependencies.Installations;
import dev.companyos.hosting.Hosting;
import dev.companyos.hosting.Prober;
import dev.companyos.kernel.ReleaseId;
import dev.companyos.kernel.Slug;
import dev.companyos.sandbox.Sandbox;
import dev.companyos.sandbox.Sandbox.Service;
import dev.companyos.sandbox.process.ProcessTree;
import dev.companyos.stacks.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Each product is a process of the sandbox on 127.0.0.1. A new release starts beside the old one, takes its place when it
 * answers, and leaves it where it was when not. What dies by itself is started again, a bounded number of times.
 */
public final class LocalHosting implements Hosting, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LocalHosting.class.getName());

    private final Sandbox sandbox;
    private final Predicate<Slug> ours;
    private final ProductProcess processes;
    private final Path base;
    private final Clock clock;
    private final Timing timing;
    private final ConcurrentHashMap<Slug, Place> places = new ConcurrentHashMap<>();
    private final ScheduledExecutorService restarts = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("hosting-restarts").factory());

    /** One product; every change happens under its lock. */
    private static final class Place {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile @Nullable Instance instance;
        private List<Instant> deaths = List.of();
    }

    private record Instance(ReleaseId release, Stack stack, int port, Service service) {
        Running running() {
            return new Running(release, ProductProcess.url(port));
        }
    }

    /** What runs a product, brings what it is built on, and looks whether it answers. */
    public record Means(Sandbox sandbox, Installations installations, Prober prober) {}

    /**
     * Stops what a killed server left running under {@code base}.
     *
     * @param ours whether everything in a product was written by our own code; nothing else runs without a sandbox
     */
    public LocalHosting(Means means, Path base, Clock clock, Timing timing, Predicate<Slug> ours) {
        this.sandbox = means.sandbox();
        this.ours = ours;
        this.processes = new ProductProcess(means, timing.start());
        this.base = base.toAbsolutePath().normalize();
        this.clock = clock;
        this.timing = timing;
        stopOrphans();
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public void admit(Slug product) {
        sandbox.admit(ours.test(product));
    }

    @Override
    public Outcome deploy(Slug product, ReleaseId release, Path source, Stack stack) {
        admit(product);
        return locked(product, place -> {
            var now = place.instance;
            if (now != null && now.release().equals(release) && now.service().alive())
                return new Outcome.Up(now.running());
            var folder = ProductFolder.of(base, product);
            folder.lay(release, source);
            int port = freePort(0);
            var trouble = processes.build(folder, release, stack, port);
            if (trouble.isPresent()) return new Outcome.Down(trouble.get());
            place.deaths = List.of();
            return begin(product, place, release, stack, port);
        });
    }

    /**
     * Starts a release that was laid down before the server's last end, on its old port if that is free.
     *
     * @return down, with the reason, when that release is not there any more
     */
    public Outcome resume(Slug product, ReleaseId release, Stack stack) {
        admit(product);
        return locked(product, place -> {
            var now = place.instance;
            if (now != null && now.release().equals(release) && now.service().alive())
                return new Outcome.Up(now.running());
            var folder = ProductFolder.of(base, product);
            if (!Files.isDirectory(folder.release(release)))
                return new Outcome.Down("%s is not on this machine any more.".formatted(release));
            int before = folder.remembered().map(ProductFolder.Started::port).orElse(0);
            return begin(product, place, release, stack, freePort(before));
        });
    }

    @Override
    public Optional<Running> running(Slug product) {
        var place = places.get(product);
        var instance = place == null ? null : place.instance;
        return instance != null && instance.service().alive() ? Optional.of(instance.running()) : Optional.empty();
    }

    @Override
    public void stop(Slug product) {
        locked(product, place -> {
            end(place);
            ProductFolder.of(base, product).forget();
            return true;
        });
    }

    /** Takes every product down and remembers where each one was, for {@link #resume}. */
    @Override
    public void close() {
        restarts.shutdownNow();
        for (var product : places.keySet())
            locked(product, place -> {
                end(place);
                return true;
            });
    }

    private Outcome begin(Slug product, Place place, ReleaseId release, Stack stack, int port) throws IOException {
        var folder = ProductFolder.of(base, product);
        return switch (processes.start(folder, release, stack, port)) {
            case ProductProcess.Start.Fails fails -> new Outcome.Down(fails.reason());
            case ProductProcess.Start.Answers answers -> {
                var instance = new Instance(release, stack, port, answers.service());
                end(place);
                place.instance = instance;
                folder.remember(ProductFolder.Started.of(
                        release, port, instance.service().pid()));
                instance.service().onExit(() -> died(product, place, instance));
                yield new Outcome.Up(instance.running());
            }
        };
    }

    private static void end(Place place) {
        var instance = place.instance;
        place.instance = null;
        if (instance != null) instance.service().stop();
    }

    /** Called for every end; only one that nobody asked for finds its instance still in place. */
    private void died(Slug product, Place place, Instance instance) {
        place.lock.lock();
        try {
            if (place.instance != instance || restarts.isShutdown()) return;
            var now = clock.instant();
            var deaths = new ArrayList<>(place.deaths);
            deaths.removeIf(it -> it.isBefore(now.minus(timing.window())));
            deaths.add(now);
            place.deaths = List.copyOf(deaths);
            if (deaths.size() > timing.restarts()) {
                LOG.log(System.Logger.Level.ERROR, "{0} keeps ending and is left down.", product);
                place.instance = null;
                return;
            }
            long wait = timing.backoff().toMillis() << Math.min(10, deaths.size() - 1);
            LOG.log(System.Logger.Level.WARNING, "{0} ended by itself; it starts again in {1} ms.", product, wait);
            restarts.schedule(
                    () -> Thread.startVirtualThread(() -> again(product, place, instance)),
                    wait,
                    TimeUnit.MILLISECONDS);
        } finally {
            place.lock.unlock();
        }
    }

    private void again(Slug product, Place place, Instance dead) {
        locked(product, it -> {
            if (place.instance != dead || restarts.isShutdown()) return false;
            var outcome = begin(product, place, dead.release(), dead.stack(), freePort(dead.port()));
            if (outcome instanceof Outcome.Down down) {
                LOG.log(System.Logger.Level.WARNING, "{0} did not start again: {1}", product, down.reason());
                died(product, place, dead);
            }
            return true;
        });
    }

    private void stopOrphans() {
        if (!Files.isDirectory(base)) return;
        try (var folders = Files.list(base)) {
            for (var folder : folders.toList()) {
                var left = new ProductFolder(folder).remembered();
                if (left.isEmpty()) continue;
                ProcessHandle.of(left.get().pid()).filter(left.get()::is).ifPresent(it -> ProcessTree.kill(it, ""));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param wanted taken if it is free; 0 for any */
    private static int freePort(int wanted) throws IOException {
        try (var socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            if (wanted == 0) throw e;
            return freePort(0);
        }
    }

    private interface Change<T> {
        T on(Place place) throws IOException;
    }

    private <T> T locked(Slug product, Change<T> change) {
        var place = places.computeIfAbsent(product, it -> new Place());
        place.lock.lock();
        try {
            return change.on(place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            place.lock.unlock();
        }
    }
}
