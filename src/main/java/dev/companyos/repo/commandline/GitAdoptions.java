package dev.companyos.repo.commandline;

import dev.companyos.kernel.Commit;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.Slug;
import dev.companyos.repo.Folders;
import dev.companyos.repo.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes a copy of somebody's repository: one branch with its whole history, no submodules, no hooks, no filters. The
 * original is only read.
 */
public final class GitAdoptions {
    private static final String STAGING = ".adopting-";
    private static final List<String> BENIGN = List.of(
            "zeroPaddedFilemode", "missingSpaceBeforeDate", "badTimezone", "missingNameBeforeEmail", "badEmail");

    private final Path products;
    private final RemoteAccess access;
    private final Bounds bounds;

    /** @param bytes of the copy, and of all its files together */
    public record Bounds(long bytes, int files, Duration time) {
        public static final Bounds USUAL = new Bounds(1L << 30, 50_000, Duration.ofMinutes(5));
    }

    public GitAdoptions(Path products, RemoteAccess access, Bounds bounds) {
        this.products = products.toAbsolutePath().normalize();
        this.access = access;
        this.bounds = bounds;
    }

    /** @throws CompanyException {@code invalid.adopt} */
    public Origin origin(String text) {
        var origin = Origin.of(text, access.schemes());
        if (origin instanceof Origin.Folder(var path) && path.startsWith(real(products)))
            throw Origin.refused(text, "It is a product of this home already.");
        return origin;
    }

    /** Where the product came from; empty for one that was begun here. */
    public Optional<String> originOf(Slug product) {
        var directory = products.resolve(product.value()).resolve(".git");
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) return Optional.empty();
        var found = new Git(GitRepositories.executable(), directory)
                .call("config", "--file", directory.resolve("config").toString(), "--get", "remote.origin.url")
                .attempt();
        return found.code() == 0 ? Optional.of(found.line()) : Optional.empty();
    }

    /**
     * Copies the default branch to a place of its own, where nobody looks for a product.
     *
     * @throws CompanyException {@code invalid.adopt}, {@code unavailable.origin}; nothing is left then
     */
    public Candidate copy(Origin origin) {
        dropOldStagings();
        var place = place();
        try {
            var git = new Git(GitRepositories.executable(), place.resolve(".git"));
            new GitDirectory(git, place).prepare();
            var branch = defaultBranch(git, origin);
            fetch(git, origin, place);
            var fetched = git.call("rev-parse", "--verify", "--quiet", "refs/heads/main^{commit}")
                    .attempt();
            if (fetched.code() != 0)
                throw Origin.refused(
                        origin.place(),
                        "It has only a part of its history (a shallow clone); `git fetch --unshallow` there first.");
            var tip = new Commit(fetched.line());
            var files = new ForeignTree(git, bounds).check(origin, tip);
            git.call("config", "--file", place.resolve(".git/config").toString(), "remote.origin.url", origin.place())
                    .run();
            return new Candidate(git, place, branch, tip, files);
        } catch (RuntimeException e) {
            Folders.delete(place);
            throw e;
        }
    }

    /** A copy that is not a product yet. Closing removes it, unless it has become one. */
    public final class Candidate implements AutoCloseable {
        private final Git git;
        private final Path place;
        private final String branch;
        private final Commit tip;
        private final List<String> files;

        private Candidate(Git git, Path place, String branch, Commit tip, List<String> files) {
            this.git = git;
            this.place = place;
            this.branch = branch;
            this.tip = tip;
            this.files = files;
        }

        /** What its default branch is called where it came from. */
        public String branch() {
            return branch;
        }

        public Commit tip() {
            return tip;
        }

        public List<String> files() {
            return files;
        }

        /** The text of a file; "" for one that is not there. */
        public String text(String path) {
            if (!files.contains(path)) return "";
            return git.call("cat-file", "blob", tip.sha() + ":" + path).run().text();
        }

        /** @throws CompanyException {@code conflict.repository} when that product has a folder */
        public void become(Slug product) {
            var target = products.resolve(product.value());
            try {
                if (Files.exists(target, LinkOption.NOFOLLOW_LINKS))
                    throw new FileAlreadyExistsException(target.toString());
                Files.move(place, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException e) {
                throw CompanyException.conflict(
                        "repository",
                        "There is a folder %s already.".formatted(target),
                        "The product would lie there.",
                        "Move it away, or say the mission in other words.");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            Folders.delete(place);
        }
    }

    private String defaultBranch(Git git, Origin origin) {
        var asked = access.open(git.call("ls-remote", "--symref", "--", origin.place(), "HEAD"), origin.place())
                .within(Duration.ofSeconds(60), () -> false)
                .attempt();
        if (asked.code() != 0) throw RemoteTrouble.of(asked.errors(), origin, access);
        if (asked.line().isEmpty()) throw Origin.refused(origin.place(), "It has no commit on its default branch.");
        return asked.text()
                .lines()
                .filter(it -> it.startsWith("ref: refs/heads/"))
                .map(it -> it.substring("ref: refs/heads/".length()).replaceAll("\\s+HEAD$", ""))
                .findFirst()
                .orElse("HEAD");
    }

    private void fetch(Git git, Origin origin, Path place) {
        var command = new java.util.ArrayList<>(List.of("-c", "fetch.fsckObjects=true", "-c", "fetch.unpackLimit=1"));
        BENIGN.forEach(it -> command.addAll(List.of("-c", "fetch.fsck." + it + "=ignore")));
        command.addAll(List.of(
                "fetch",
                "--quiet",
                "--no-tags",
                "--no-recurse-submodules",
                "--no-write-fetch-head",
                "--update-head-ok",
                "--",
                origin.place(),
                "+HEAD:refs/heads/main"));
        var fetched = access.open(git.call(command.toArray(String[]::new)), origin.place())
                .within(bounds.time(), () -> size(place) > bounds.bytes())
                .attempt();
        if (size(place) > bounds.bytes())
            throw Origin.refused(
                    origin.place(), "It is larger than %,d MB.".formatted(Math.max(1, bounds.bytes() >> 20)));
        if (fetched.code() == 137 || fetched.code() == 143)
            throw Origin.refused(
                    origin.place(),
                    "It could not be copied in %d seconds."
                            .formatted(bounds.time().toSeconds()));
        if (fetched.code() != 0) throw RemoteTrouble.of(fetched.errors(), origin, access);
    }

    private Path place() {
        try {
            return Files.createTempDirectory(Files.createDirectories(products), STAGING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that was killed in the middle leaves its copy behind. */
    private void dropOldStagings() {
        if (!Files.isDirectory(products)) return;
        var old = Instant.ofEpochMilli(System.currentTimeMillis()).minus(Duration.ofHours(1));
        try (var stagings = Files.newDirectoryStream(products, STAGING + "*")) {
            for (var it : stagings)
                if (Files.getLastModifiedTime(it, LinkOption.NOFOLLOW_LINKS)
                        .toInstant()
                        .isBefore(old)) Folders.delete(it);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path real(Path folder) {
        try {
            return Files.exists(folder) ? folder.toRealPath() : folder;
        } catch (IOException e) {
            return folder;
        }
    }

    private static long size(Path folder) {
        long size = 0;
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files::iterator)
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) size += Files.size(file);
        } catch (IOException | UncheckedIOException e) {
            return size; // git moves its files about meanwhile; there is a next look
        }
        return size;
    }
}
