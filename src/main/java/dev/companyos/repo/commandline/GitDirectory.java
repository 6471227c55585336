package dev.companyos.repo.commandline;

import dev.companyos.kernel.CompanyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A product's {@code .git} folder: made by us, configured by us. Settings in it that could make git start a program
 * are taken out; {@code info/attributes} outranks every {@code .gitattributes} of the product and makes them void.
 */
final class GitDirectory {
    private static final String ATTRIBUTES = "* -text -ident !filter !diff !merge !eol !working-tree-encoding\n";

    /** The settings that may be in a product's own configuration. */
    private static final Pattern HARMLESS = Pattern.compile(
            "core\\.(repositoryformatversion|filemode|bare|logallrefupdates|symlinks|ignorecase|precomposeunicode)"
                    + "|user\\.(name|email)|remote\\.[^\\n]+\\.(url|fetch|pushurl)|branch\\.[^\\n]+\\.(remote|merge)"
                    + "|init\\.defaultbranch");

    private static final Pattern RUNS_SOMETHING = Pattern.compile("^(ext::|-|.*::).*", Pattern.DOTALL);
    private static final Duration SURELY_STALE = Duration.ofMinutes(10);

    private final Git git;
    private final Path directory;
    private final Path gitDirectory;

    GitDirectory(Git git, Path directory) {
        this.git = git;
        this.directory = directory;
        this.gitDirectory = directory.resolve(".git");
    }

    void prepare() {
        try {
            if (Files.isSymbolicLink(directory)) throw notOurs();
            Files.createDirectories(directory);
            if (Files.exists(gitDirectory, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isDirectory(gitDirectory, LinkOption.NOFOLLOW_LINKS)) throw notOurs();
            Files.createDirectories(gitDirectory.resolve("info"));
            dropStaleLocks();
            if (!Files.exists(gitDirectory.resolve("HEAD"))) initialise();
            Files.writeString(gitDirectory.resolve("info/attributes"), ATTRIBUTES);
            dropDangerousSettings();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void initialise() {
        git.call("init", "--quiet", "--template=", "--initial-branch=main")
                .workTree(directory)
                .run();
        // made with a work tree named from outside; the founder's own git is to find it by itself
        git.call("config", "--file", config().toString(), "--unset-all", "core.worktree")
                .attempt();
        git.call("config", "--file", config().toString(), "core.bare", "false").run();
    }

    private CompanyException notOurs() {
        return CompanyException.conflict(
                "repository",
                "%s cannot be the product's repository.".formatted(directory),
                "The folder or its .git is a link or a file, so what git does there is decided elsewhere.",
                "Move it away; a new repository is made on the next use.");
    }

    private Path config() {
        return gitDirectory.resolve("config");
    }

    private void dropDangerousSettings() throws IOException {
        Files.deleteIfExists(gitDirectory.resolve("config.worktree"));
        var listed = git.call("config", "--file", config().toString(), "--no-includes", "--list", "--null")
                .attempt();
        var kept = new ArrayList<List<String>>();
        boolean dangerous = listed.code() != 0;
        for (var item : dangerous ? List.<String>of() : listed.items()) {
            var cut = item.indexOf('\n');
            var key = cut < 0 ? item : item.substring(0, cut);
            var value = cut < 0 ? "true" : item.substring(cut + 1);
            boolean harmless = HARMLESS.matcher(key.toLowerCase(Locale.ROOT)).matches()
                    && !(key.startsWith("remote.")
                            && RUNS_SOMETHING.matcher(value).matches());
            if (harmless) kept.add(List.of(key, value));
            else dangerous = true;
        }
        if (dangerous) rewrite(kept);
    }

    private void rewrite(List<List<String>> kept) throws IOException {
        Files.copy(config(), gitDirectory.resolve("config.refused"), StandardCopyOption.REPLACE_EXISTING);
        var fresh = gitDirectory.resolve("config.new");
        Files.writeString(fresh, "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n");
        for (var setting : kept)
            if (!setting.getFirst().startsWith("core."))
                git.call("config", "--file", fresh.toString(), "--add", setting.get(0), setting.get(1))
                        .run();
        Files.move(fresh, config(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Locks outlive a git that was killed and would refuse every later change. */
    private void dropStaleLocks() throws IOException {
        var locks = new ArrayList<Path>();
        try (var top = Files.newDirectoryStream(gitDirectory, "*.lock")) {
            top.forEach(locks::add);
        }
        if (Files.isDirectory(gitDirectory.resolve("refs")))
            try (var refs = Files.walk(gitDirectory.resolve("refs"))) {
                refs.filter(it -> it.toString().endsWith(".lock")).forEach(locks::add);
            }
        if (locks.isEmpty()) return;
        boolean gitAtWork = gitAtWork();
        for (var lock : locks) if (!gitAtWork || old(lock)) Files.deleteIfExists(lock);
    }

    private static boolean old(Path lock) throws IOException {
        return Files.getLastModifiedTime(lock)
                .toInstant()
                .isBefore(Instant.ofEpochMilli(System.currentTimeMillis()).minus(SURELY_STALE));
    }

    /** Whether some git works in this folder now; where the system does not say (no /proc), whether any git runs. */
    private boolean gitAtWork() {
        return ProcessHandle.allProcesses()
                .filter(it -> it.info().command().orElse("").endsWith("git"))
                .anyMatch(it -> {
                    try {
                        return Path.of("/proc", "" + it.pid(), "cwd")
                                .toRealPath()
                                .startsWith(directory.toRealPath());
                    } catch (IOException e) {
                        return it.isAlive() && !Files.isDirectory(Path.of("/proc/self"));
                    }
                });
    }
}
