package dev.companyos.hosting.local;

import dev.companyos.hosting.Hosting;
import dev.companyos.hosting.Prober;
import dev.companyos.kernel.ReleaseId;
import dev.companyos.kernel.Slug;
import dev.companyos.sandbox.Sandbox;
import dev.companyos.sandbox.Sandbox.Job;
import dev.companyos.sandbox.Sandbox.Limits;
import dev.companyos.stacks.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One supervised process for each product, on 127.0.0.1. A new release starts beside the old one and takes its place when
 * it answers; data lives in a folder of its own and outlives releases. A process that dies by itself is started again.
 */
public final class LocalHosting implements Hosting, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalHosting.class);
    private static final int START_PROBES = 200;
    private static final long PROBE_EVERY_MILLIS = 100;
    private static final int RESTARTS = 5;

    private final Sandbox sandbox;
    private final Prober prober;
    private final Path base;
    private final Map<Slug, Instance> running = new ConcurrentHashMap<>();
    private final Map<Slug, ReentrantLock> locks = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** @param base one folder for each product: {@code data}, {@code releases}, {@code product.log} */
    public LocalHosting(Sandbox sandbox, Prober prober, Path base) {
        this.sandbox = sandbox;
        this.prober = prober;
        this.base = base;
    }

    private record Instance(Running at, int port, Stack stack, Sandbox.Service service, int restarts) {}

    @Override
    public String name() {
        return "local";
    }

    @Override
    public Outcome deploy(Slug product, ReleaseId release, Path source, Stack stack) {
        var lock = locks.computeIfAbsent(product, _ -> new ReentrantLock());
        lock.lock();
        try {
            var before = running.get(product);
            if (before != null
                    && before.at().release().equals(release)
                    && before.service().alive()) return new Outcome.Up(before.at());
            Folders.copy(source, folder(product, release));
            var outcome = start(product, release, stack, port(product, before), 0);
            if (outcome instanceof Outcome.Up && before != null)
                before.service().stop();
            return outcome;
        } catch (IOException e) {
            return new Outcome.Down("The release could not be laid out: " + e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    private Outcome start(Slug product, ReleaseId release, Stack stack, int port, int restarts) throws IOException {
        Path home = base.resolve(product.value());
        Path data = Files.createDirectories(home.resolve("data"));
        Path log = home.resolve("product.log");
        if (!stack.setup().isEmpty()) {
            var setup = sandbox.run(job(home, release, stack, stack.setup(), data, port, Limits.TESTS));
            if (!(setup instanceof Sandbox.Run.Exited(int code, var _, var _) && code == 0))
                return new Outcome.Down("Setting up failed: " + setup);
        }
        long logged = Files.exists(log) ? Files.size(log) : 0;
        var service = sandbox.start(job(home, release, stack, stack.run(), data, port, Limits.SERVICE), log);
        String url = "http://127.0.0.1:" + port;
        for (int i = 0; i < START_PROBES && service.alive(); i++) {
            if (prober.probe(url, List.of(stack.probes().getFirst())).getFirst().passed()) {
                Files.writeString(home.resolve("port"), String.valueOf(port));
                var instance = new Instance(new Running(release, url), port, stack, service, restarts);
                running.put(product, instance);
                service.onExit(() -> Thread.ofVirtual().start(() -> revive(product, instance)));
                return new Outcome.Up(instance.at());
            }
            if (!pause()) break;
        }
        boolean died = !service.alive();
        service.stop();
        String why = died ? "The product ended while it started." : "The product did not answer its health check.";
        return new Outcome.Down(why + "\n" + Folders.tail(log, logged));
    }

    /** Started by the end of a process: if nobody meant it to end, it is started again. */
    private void revive(Slug product, Instance dead) {
        var lock = locks.computeIfAbsent(product, _ -> new ReentrantLock());
        lock.lock();
        try {
            if (closed || running.get(product) != dead) return;
            if (dead.restarts() >= RESTARTS) {
                LOG.error("{} has died {} times; it is left down until the next release.", product, RESTARTS);
                running.remove(product);
                return;
            }
            LOG.warn("{} died; it is started again.", product);
            var outcome = start(product, dead.at().release(), dead.stack(), dead.port(), dead.restarts() + 1);
            if (outcome instanceof Outcome.Down(String reason)) {
                LOG.error("{} did not start again: {}", product, reason);
                running.remove(product);
            }
        } catch (IOException e) {
            LOG.error("{} could not be started again.", product, e);
        } finally {
            lock.unlock();
        }
    }

    private Job job(
            Path home, ReleaseId release, Stack stack, List<String> command, Path data, int port, Limits limits) {
        var environment = new TreeMap<>(stack.environment());
        environment.put("DATA_DIR", data.toString());
        environment.put("DATABASE_PATH", data.resolve("app.db").toString());
        environment.put("PORT", String.valueOf(port));
        var words = new java.util.ArrayList<String>(
                List.of("/bin/sh", "-c", "cd \"$1\" && shift && exec \"$@\"", "sh", "releases/" + release.value()));
        command.forEach(it -> words.add(it.replace("{{port}}", String.valueOf(port))));
        return new Job(home, stack.readable(), List.copyOf(words), environment, true, limits);
    }

    private Path folder(Slug product, ReleaseId release) {
        return base.resolve(product.value())
                .resolve("releases")
                .resolve(release.value().toString());
    }

    /** The address it had before, if that is free: bookmarks go on working. */
    private int port(Slug product, @org.jspecify.annotations.Nullable Instance before) throws IOException {
        Path remembered = base.resolve(product.value()).resolve("port");
        if (before == null && Files.isRegularFile(remembered)) {
            String text = Files.readString(remembered).strip();
            if (text.matches("\\d{4,5}")) {
                try (var socket = new ServerSocket(Integer.parseInt(text), 1, InetAddress.getLoopbackAddress())) {
                    return socket.getLocalPort();
                } catch (IOException | IllegalArgumentException e) {
                    LOG.info("Port {} is taken; {} gets another.", text, product);
                }
            }
        }
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public Optional<Running> running(Slug product) {
        return Optional.ofNullable(running.get(product))
                .filter(it -> it.service().alive())
                .map(Instance::at);
    }

    @Override
    public void stop(Slug product) {
        var instance = running.remove(product);
        if (instance != null) instance.service().stop();
    }

    @Override
    public void close() {
        closed = true;
        running.keySet().forEach(this::stop);
    }

    private static boolean pause() {
        try {
            Thread.sleep(PROBE_EVERY_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Reading and copying folders. */
    private static final class Folders {
        static void copy(Path from, Path to) throws IOException {
            try (var files = Files.walk(from)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Path target = to.resolve(from.relativize(file).toString());
                    if (Files.isDirectory(file)) Files.createDirectories(target);
                    else if (Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                        Files.copy(
                                file,
                                target,
                                java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                                java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }

        static String tail(Path log, long from) {
            try {
                byte[] all = Files.readAllBytes(log);
                int start = (int) Math.clamp(from, Math.max(0, all.length - 4_000L), all.length);
                return new String(all, start, all.length - start, java.nio.charset.StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
