package dev.companyos.dependencies;

import dev.companyos.kernel.CompanyException;
import dev.companyos.repo.Folders;
import dev.companyos.sandbox.Sandbox;
import dev.companyos.sandbox.Sandbox.Job;
import dev.companyos.sandbox.Sandbox.Limits;
import dev.companyos.sandbox.Sandbox.Mount;
import dev.companyos.sandbox.Sandbox.Run;
import dev.companyos.stacks.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/**
 * Installs a product's dependencies in the sandbox, with no network but their registries, once for each text of their
 * manifests, and hands them out to be read. Many workspaces and releases share one installation. Safe to use from many
 * threads; processes that share the folder do at worst the same work twice.
 */
public final class Installations {
    private static final Limits INSTALL = new Limits(Duration.ofMinutes(10), 3L << 30, 512, 1L << 30, 128 << 10);
    private static final Duration FAILURE_KEPT = Duration.ofMinutes(2);
    private static final Duration UNUSED_KEPT = Duration.ofDays(30);
    private static final int SAID = 3_000;
    private static final Pattern UNREACHABLE = Pattern.compile(
            "(?i)ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ECONNRESET|Unknown host|UnknownHostException"
                    + "|Connection refused|Connection timed out|Network is unreachable|No route to host"
                    + "|Temporary failure in name resolution|NewConnectionError|Name or service not known"
                    + "|Failed to establish a new connection");

    private final Sandbox sandbox;
    private final Path home;
    private final Registries registries;
    private final Clock clock;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();
    private final java.util.Set<Path> handedOut = ConcurrentHashMap.newKeySet();

    /** @param all installations of the same kind */
    private record Place(Path all, String key) {
        Path folder() {
            return all.resolve(key);
        }

        Path kept() {
            return folder().resolve("kept");
        }
    }

    private record Failure(String reason, Instant at) {}

    /** @param home kept from one start of the server to the next */
    public Installations(Sandbox sandbox, Path home, Registries registries, Clock clock) {
        this.sandbox = sandbox;
        this.home = home.toAbsolutePath().normalize();
        this.registries = registries;
        this.clock = clock;
    }

    public sealed interface Outcome {
        /** @param stack with the names of its dependencies filled @param readable what a job in that tree reads */
        record Ready(Stack stack, List<Mount> readable) implements Outcome {}

        /** The manifest asks for what cannot be installed. @param reason with the last words of the tool */
        record Failed(String reason) implements Outcome {}
    }

    /**
     * Everything that the manifests in {@code tree} ask for.
     *
     * @throws CompanyException {@code unavailable.registry} when a registry cannot be reached: nobody's mistake, and worth
     *     another try later
     */
    public Outcome of(Path tree, Stack stack) {
        var readable = new ArrayList<>(Mount.all(stack.readable()));
        var values = new HashMap<String, String>();
        for (var dependencies : stack.dependencies()) {
            var manifests = manifests(tree, dependencies);
            if (manifests.isEmpty()) continue;
            String key = key(stack, dependencies, manifests);
            var place = new Place(home.resolve(stack.name()).resolve(dependencies.name()), key);
            var kept = place.kept();
            var failed = ensure(stack, dependencies, manifests, place);
            if (failed.isPresent()) return new Outcome.Failed(failed.get());
            values.put(dependencies.name(), kept.toString());
            readable.add(
                    dependencies.at().isEmpty()
                            ? Mount.of(kept)
                            : new Mount(kept, tree.toAbsolutePath().normalize().resolve(dependencies.at())));
        }
        return new Outcome.Ready(stack.with(values), List.copyOf(readable));
    }

    private Optional<String> ensure(
            Stack stack, Stack.Dependencies dependencies, Map<String, String> manifests, Place place) {
        String key = place.key();
        var lock = locks.computeIfAbsent(key, _ -> new ReentrantLock());
        lock.lock();
        try {
            if (Files.isDirectory(place.kept())) {
                use(place.folder());
                return Optional.empty();
            }
            var before = failures.get(key);
            if (before != null && clock.instant().isBefore(before.at().plus(FAILURE_KEPT)))
                return Optional.of(before.reason());
            var failed = install(stack, dependencies, manifests, place);
            failed.ifPresentOrElse(
                    it -> failures.put(key, new Failure(it, clock.instant())), () -> failures.remove(key));
            if (failed.isEmpty()) use(place.folder());
            return failed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    private Optional<String> install(
            Stack stack, Stack.Dependencies dependencies, Map<String, String> manifests, Place place)
            throws IOException {
        prune(place.all());
        Path work = Files.createTempDirectory(Files.createDirectories(home.resolve("installing")), "install");
        try {
            for (var it : manifests.entrySet()) {
                Path file = work.resolve(it.getKey());
                Files.createDirectories(file.getParent());
                Files.writeString(file, it.getValue());
            }
            var environment = new HashMap<>(stack.environment());
            environment.putAll(registries.tell(dependencies.registries(), work));
            for (var command : dependencies.install()) {
                var job = new Job(
                        work,
                        Mount.all(stack.readable()),
                        command,
                        environment,
                        registries.network(dependencies.registries()),
                        INSTALL);
                var wrong = wrong(dependencies, sandbox.run(job));
                if (wrong.isPresent()) return wrong;
            }
            Path made = work.resolve(dependencies.folder());
            if (!Files.isDirectory(made, LinkOption.NOFOLLOW_LINKS)) Files.createDirectories(made);
            Files.createDirectories(place.folder());
            try {
                Files.move(made, place.kept(), StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (!Files.isDirectory(place.kept())) throw e; // another process was first
            }
            return Optional.empty();
        } finally {
            Folders.delete(work);
        }
    }

    private static Optional<String> wrong(Stack.Dependencies dependencies, Run run) {
        return switch (run) {
            case Run.Killed it ->
                Optional.of("Installing %s went past its limit of %s.%n%s"
                        .formatted(dependencies.manifests(), it.limit(), tail(it.output())));
            case Run.Exited it -> {
                if (it.code() == 0) yield Optional.empty();
                if (UNREACHABLE.matcher(it.output()).find())
                    throw CompanyException.unavailable(
                            "registry",
                            "The packages of %s were not installed.".formatted(dependencies.manifests()),
                            "A package registry (%s) cannot be reached from here. %s"
                                    .formatted(String.join(", ", dependencies.registries()), tail(it.output())),
                            "See that this machine reaches it, then `company resume`; `company doctor` tries it.");
                yield Optional.of("The packages of %s could not be installed (exit code %d).%n%s"
                        .formatted(dependencies.manifests(), it.code(), tail(it.output())));
            }
        };
    }

    /** What nobody has used for a month makes room; what this process has handed out stays. */
    private void prune(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return;
        var old = clock.instant().minus(UNUSED_KEPT);
        try (var all = Files.list(folder)) {
            for (var one : all.toList())
                if (!handedOut.contains(one)
                        && Files.getLastModifiedTime(one).toInstant().isBefore(old)) Folders.delete(one);
        }
    }

    private void use(Path folder) throws IOException {
        if (handedOut.add(folder)) Files.setLastModifiedTime(folder, FileTime.from(clock.instant()));
    }

    private static Map<String, String> manifests(Path tree, Stack.Dependencies dependencies) {
        var found = new java.util.TreeMap<String, String>();
        for (var name : dependencies.manifests()) {
            Path file = tree.resolve(name);
            try {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) found.put(name, Files.readString(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private static String key(Stack stack, Stack.Dependencies dependencies, Map<String, String> manifests) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            String all = stack.name() + '\0' + dependencies.install() + '\0' + dependencies.folder() + '\0' + manifests;
            return HexFormat.of().formatHex(digest.digest(all.getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String tail(String text) {
        String plain = text.strip();
        return plain.length() > SAID ? plain.substring(plain.length() - SAID) : plain;
    }
}
