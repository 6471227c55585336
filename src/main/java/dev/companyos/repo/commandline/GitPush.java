package dev.companyos.repo.commandline;

import dev.companyos.kernel.Commit;
import dev.companyos.kernel.Slug;
import dev.companyos.repo.PublishingFailed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Brings commits of a product elsewhere. Nothing there is ever overwritten, and no hook of the product is run. */
public final class GitPush {
    private static final Duration TIME = Duration.ofMinutes(3);

    private final Path products;
    private final RemoteAccess access;

    public GitPush(Path products, RemoteAccess access) {
        this.products = products.toAbsolutePath().normalize();
        this.access = access;
    }

    /** Where {@code owner/name} lies. */
    public String place(String repository) {
        return access.host().toString().replaceAll("/+$", "") + "/" + repository + ".git";
    }

    /** {@code owner/name} of a place at the host of the token; empty for any other. */
    public Optional<String> repositoryAt(String place) {
        var base = access.host().toString().replaceAll("/+$", "") + "/";
        if (!place.startsWith(base)) return Optional.empty();
        var name = place.substring(base.length()).replaceAll("/+$", "").replaceAll("\\.git$", "");
        return name.matches("[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+") ? Optional.of(name) : Optional.empty();
    }

    public List<Commit> parents(Slug product, Commit commit) {
        var line = git(product)
                .call("rev-list", "--parents", "--max-count=1", commit.sha())
                .run()
                .line();
        return Stream.of(line.split(" ")).skip(1).map(Commit::new).toList();
    }

    /** The name of the task's own branch. */
    public String branch(Slug product, Commit tip) {
        var named = git(product)
                .call("for-each-ref", "--points-at", tip.sha(), "--format=%(refname:short)", "refs/heads/agent/")
                .run();
        return named.text().lines().findFirst().orElse("agent/" + tip.abbreviated());
    }

    /** Where {@code branch} is there; empty where there is no such branch. */
    public Optional<Commit> there(Slug product, String place, String branch) {
        var found = remote(product, place, "ls-remote", "--", place, "refs/heads/" + branch);
        if (found.code() != 0) throw failed(found.errors());
        return found.line().isEmpty()
                ? Optional.empty()
                : Optional.of(new Commit(found.line().split("\\s")[0]));
    }

    /** Whether {@code commit} is a part of the history of {@code of}; false where {@code of} is not known here. */
    public boolean holds(Slug product, Commit of, Commit commit) {
        return git(product)
                        .call("merge-base", "--is-ancestor", commit.sha(), of.sha())
                        .attempt()
                        .code()
                == 0;
    }

    /** @throws PublishingFailed where {@code branch} there holds something else, or nothing can be written */
    public void push(Slug product, String place, Commit commit, String branch) {
        var pushed = remote(
                product,
                place,
                "push",
                "--porcelain",
                "--no-verify",
                "--no-follow-tags",
                "--",
                place,
                commit.sha() + ":refs/heads/" + branch);
        if (pushed.code() != 0) throw failed(pushed.text() + "\n" + pushed.errors());
    }

    private Git git(Slug product) {
        return new Git(
                GitRepositories.executable(), products.resolve(product.value()).resolve(".git"));
    }

    private Git.Result remote(Slug product, String place, String... command) {
        return access.open(git(product).call(command), place)
                .within(TIME, () -> false)
                .attempt();
    }

    private static PublishingFailed failed(String output) {
        var text = output.toLowerCase(Locale.ROOT);
        var said = output.strip()
                .lines()
                .filter(it -> !it.isBlank())
                .reduce((_, it) -> it)
                .orElse("git gave no reason");
        said = said.length() > 300 ? said.substring(0, 300) + "…" : said;
        if (text.contains("authentication failed") || text.contains("could not read username") || text.contains("401"))
            return founder("GITHUB_TOKEN was refused.", said, "Make a new token with access to contents.");
        if (text.contains("protected branch") || text.contains("gh006") || text.contains("gh013"))
            return founder(
                    "The branch on GitHub is protected.", said, "Let the token's owner push to it, or lift the rule.");
        if (text.contains("fetch first") || text.contains("non-fast-forward") || text.contains("[rejected]"))
            return founder(
                    "The branch on GitHub holds commits that the product does not.",
                    "Nothing there is overwritten.",
                    "Bring the two together by hand, or publish to another repository.");
        if (text.contains("workflow"))
            return founder("GITHUB_TOKEN may not change workflows.", said, "Give the token the scope `workflow`.");
        if (text.contains("403") || text.contains("permission") || text.contains("denied"))
            return founder("GITHUB_TOKEN may not write there.", said, "Give the token write access to contents.");
        if (text.contains("not found") || text.contains("does not appear to be a git repository"))
            return founder(
                    "There is no such repository, or GITHUB_TOKEN may not see it.", said, "See COMPANY_GITHUB_REPO.");
        return new PublishingFailed(
                "Nothing could be pushed to GitHub.", said, "It is tried again by itself.", true, Optional.empty());
    }

    private static PublishingFailed founder(String what, String why, String doThis) {
        return new PublishingFailed(what, why, doThis, false, Optional.empty());
    }
}
