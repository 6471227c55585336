package dev.companyos.repo.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.kernel.CompanyException;
import dev.companyos.repo.Repositories;
import dev.companyos.repo.RepositoriesContract;
import dev.companyos.repo.Repository;
import dev.companyos.repo.Signatures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GitRepositoriesTest extends RepositoriesContract {
    private final Signatures signatures = Signatures.fresh();

    @Override
    protected Repositories repositories(Path base, Clock clock) {
        return new GitRepositories(base, clock, signatures);
    }

    private Repository reopened() {
        return repositories(temp.resolve("products"), Clock.fixed(NOW, ZoneOffset.UTC))
                .open(PRODUCT);
    }

    @Test
    void the_folder_is_a_plain_repository_for_its_founder() throws Exception {
        var base = first("a.txt", "1");
        land(change(base, "task/1", "a.txt", "2"));

        assertThat(git("log", "--oneline", "--first-parent").lines()).hasSize(2);
        assertThat(git("status", "--porcelain")).isEmpty();
        assertThat(git("branch", "--show-current").strip()).isEqualTo("main");
        assertThat(git("fsck", "--strict", "--no-dangling")).isEmpty();
    }

    @Test
    void a_workspace_full_of_traps_runs_nothing() throws Exception {
        var marker = temp.resolve("marker");
        var script = script(marker);
        var base = first("a.txt", "1");
        var workspace = workspaceWith(base, "a.txt", "2");
        write(workspace, ".gitattributes", "* filter=evil diff=evil merge=evil\na.txt text eol=crlf ident\n");
        write(workspace, "hostile.evil", "$Id$\n");
        for (var place : List.of(".git", "nested/.git", "nested/deep/.git")) trap(workspace.resolve(place), script);
        write(workspace, "nested/kept.txt", "kept");
        write(workspace, ".gitmodules", "[submodule \"x\"]\n\tpath = nested\n\turl = ext::" + script + "\n");
        write(workspace, ".gitconfig", "[core]\n\tfsmonitor = " + script + "\n");
        write(workspace, "gitfile/.GIT", "gitdir: " + workspace.resolve(".git"));

        var commit = commit(workspace, "task/1", base, message("Traps")).orElseThrow();
        var merged = land(commit);
        var into = temp.resolve("export");
        repository.export(merged, into);
        reopened().log(10);

        assertThat(marker).doesNotExist();
        assertThat(into.resolve("a.txt")).hasBinaryContent("2".getBytes(StandardCharsets.UTF_8));
        assertThat(into.resolve("nested/kept.txt")).hasContent("kept");
        assertThat(into.resolve("nested/.git")).doesNotExist();
        assertThat(into.resolve(".gitmodules")).doesNotExist();
        assertThat(git("fsck", "--strict", "--no-dangling")).isEmpty();
        assertThat(git("ls-tree", "-r", "HEAD")).doesNotContain("160000");
    }

    @Test
    void traps_in_the_git_directory_run_nothing_and_leave_its_settings() throws Exception {
        var marker = temp.resolve("marker");
        var script = script(marker);
        var base = first("a.txt", "1", ".gitattributes", "* filter=evil diff=evil merge=evil\n");
        var gitDirectory = repository.directory().resolve(".git");
        trap(gitDirectory, script);
        git("config", "user.name", "Founder");
        git("config", "remote.origin.url", "https://example.invalid/x.git");
        git("config", "remote.bad.url", "ext::" + script);

        repository = reopened();
        var merged = land(change(base, "task/1", "a.txt", "2"));
        repository.export(merged, temp.resolve("export"));
        repository.log(10);

        assertThat(marker).doesNotExist();
        var config = Files.readString(gitDirectory.resolve("config"));
        assertThat(config)
                .contains("Founder", "https://example.invalid/x.git")
                .doesNotContain(script.toString(), "ext::");
        assertThat(git("status", "--porcelain")).isEmpty();
    }

    @Test
    void our_own_environment_and_configuration_do_not_reach_git() throws IOException {
        var base = first("a.txt", "1");
        assertThat(repository.log(1).getFirst().commit()).isEqualTo(base);
        assertThatThrownBy(() -> new Git("/usr/bin/git", repository.directory().resolve(".git"))
                        .call("-c", "alias.x=!env", "nonsense")
                        .run())
                .isInstanceOf(CompanyException.class);
        var environment = new Git("/usr/bin/git", repository.directory().resolve(".git"))
                .call("-c", "alias.x=!env", "x")
                .run()
                .text();
        assertThat(environment).doesNotContain("HOME=", "JAVA_HOME", "USER=");
    }

    @Test
    void what_somebody_else_committed_is_not_signed_whatever_its_message_says() throws Exception {
        var task = dev.companyos.kernel.TaskId.fresh();
        first("a.txt", "1");
        var ours = git("log", "-1", "--format=%B").strip();
        write(repository.directory(), "a.txt", "2");
        git("-c", "user.name=backend_1", "-c", "user.email=x@y", "commit", "-qam", ours);
        git(
                "-c",
                "user.name=company-os",
                "-c",
                "user.email=x@y",
                "commit",
                "-q",
                "--allow-empty",
                "-m",
                "Mine",
                "-m",
                "Task: " + task.value() + "\nStack: java\nOrigin: templates");

        assertThat(repository.log(3)).extracting(it -> it.signed()).containsExactly(false, false, true);
        assertThat(repository.mergedFor(task)).isEmpty();
        assertThat(dev.companyos.duties.Provenance.ours(repository)).isFalse();
    }

    @Test
    void a_move_cut_off_before_the_folder_followed_is_finished_on_opening() throws Exception {
        var base = first("a.txt", "1", "gone.txt", "1");
        var workspace = workspaceWith(base, "a.txt", "2");
        Files.delete(workspace.resolve("gone.txt"));
        var tip = commit(workspace, "task/1", base, message("Change")).orElseThrow();
        var git = repository.directory().resolve(".git");
        git("update-ref", "refs/heads/main", tip.sha());
        Files.writeString(repository.directory().resolve("a.txt"), "half writ");
        for (var lock : List.of("index.lock", "HEAD.lock", "refs/heads/main.lock")) Files.createFile(git.resolve(lock));

        repository = reopened();

        assertThat(repository.directory().resolve("a.txt")).hasContent("2");
        assertThat(repository.directory().resolve("gone.txt")).doesNotExist();
        assertThat(git("status", "--porcelain")).isEmpty();
        assertThat(Files.readString(git.resolve("displaced/" + tip.abbreviated() + "/a.txt")))
                .isEqualTo("half writ");
        land(change(tip, "task/2", "a.txt", "3"));
        assertThat(repository.directory().resolve("a.txt")).hasContent("3");
    }

    @Test
    void a_founders_untracked_files_and_other_branch_are_left_alone() throws Exception {
        var base = first("a.txt", "1");
        write(repository.directory(), "notes.txt", "mine");
        var next = land(change(base, "task/1", "a.txt", "2"));
        assertThat(repository.directory().resolve("notes.txt")).hasContent("mine");

        git("checkout", "-q", "-b", "experiment");
        var last = land(change(next, "task/2", "a.txt", "3"));
        assertThat(repository.directory().resolve("a.txt")).hasContent("2");

        git("checkout", "-q", "main");
        repository = reopened();
        assertThat(repository.main()).contains(last);
        assertThat(repository.directory().resolve("a.txt")).hasContent("3");
    }

    @Test
    void a_repository_that_points_elsewhere_is_refused() throws IOException {
        var other = temp.resolve("others");
        var folder = Files.createDirectories(other.resolve(PRODUCT.value()));
        Files.writeString(folder.resolve(".git"), "gitdir: /tmp/elsewhere\n");
        assertThatThrownBy(() -> repositories(other, Clock.systemUTC()).open(PRODUCT))
                .isInstanceOfSatisfying(
                        CompanyException.class, it -> assertThat(it.code()).isEqualTo("conflict.repository"));
    }

    @Test
    void executable_files_inner_links_and_odd_names_survive() throws Exception {
        var base = first("a.txt", "1");
        var workspace = workspaceWith(base, "run.sh", "#!/bin/sh\n");
        Files.setPosixFilePermissions(workspace.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(workspace.resolve("link"), Path.of("a.txt"));
        write(workspace, "a b\t'quoted' \"x\" *?[1]$(id).txt", "odd");
        write(workspace, "-rf", "odd");

        var commit = commit(workspace, "task/1", base, message("Odd")).orElseThrow();

        var into = temp.resolve("export");
        repository.export(commit, into);
        assertThat(into.resolve("run.sh")).isExecutable();
        assertThat(Files.isExecutable(into.resolve("a.txt"))).isFalse();
        assertThat(Files.readSymbolicLink(into.resolve("link"))).isEqualTo(Path.of("a.txt"));
        assertThat(into.resolve("a b\t'quoted' \"x\" *?[1]$(id).txt")).hasContent("odd");
        assertThat(into.resolve("-rf")).hasContent("odd");
    }

    @Test
    void a_tracked_file_stays_even_where_it_is_ignored_later() throws IOException {
        var base = first("build/keep.txt", "1", "a.txt", "1");
        var workspace = workspaceWith(base, ".gitignore", "build/\n");
        write(workspace, "build/new.txt", "x");

        var commit = commit(workspace, "task/1", base, message("Ignore")).orElseThrow();

        repository.export(commit, temp.resolve("export"));
        assertThat(temp.resolve("export/build/keep.txt")).exists();
        assertThat(temp.resolve("export/build/new.txt")).doesNotExist();
    }

    @Test
    void tasks_that_edit_different_lines_of_one_file_merge() throws IOException {
        var base = first("a.txt", "1\n2\n3\n4\n5\n");
        var one = change(base, "task/1", "a.txt", "one\n2\n3\n4\n5\n");
        var two = change(base, "task/2", "a.txt", "1\n2\n3\n4\nfive\n");
        land(one);
        land(two);
        assertThat(repository.directory().resolve("a.txt")).hasContent("one\n2\n3\n4\nfive\n");
    }

    @Test
    void the_wrong_parent_leaves_no_trace_on_main() throws IOException {
        var base = first("a.txt", "1");
        var stranger = repository
                .commit(
                        Files.createDirectories(workspaceWith(base, "b.txt", "2")),
                        "task/stranger",
                        Optional.empty(),
                        message("Unrelated"))
                .orElseThrow();
        assertThatThrownBy(() -> repository.merge(stranger, message("Merge")))
                .isInstanceOfSatisfying(
                        CompanyException.class, it -> assertThat(it.code()).isEqualTo("conflict.merge"));
        assertThat(repository.main()).contains(base);
    }

    private Path script(Path marker) throws IOException {
        var script = temp.resolve("evil.sh");
        Files.writeString(script, "#!/bin/sh\ntouch " + marker + "\ncat\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }

    /** Everything in a git directory that can make git start a program. */
    private static void trap(Path gitDirectory, Path script) throws IOException {
        write(gitDirectory, "refs/heads/.keep", "");
        if (!Files.exists(gitDirectory.resolve("HEAD"))) write(gitDirectory, "HEAD", "ref: refs/heads/main\n");
        Files.createDirectories(gitDirectory.resolve("objects"));
        for (var hook : List.of(
                "pre-commit",
                "post-commit",
                "post-checkout",
                "reference-transaction",
                "post-index-change",
                "pre-merge-commit",
                "post-merge",
                "commit-msg",
                "prepare-commit-msg",
                "fsmonitor-watchman",
                "post-rewrite",
                "pre-push")) {
            write(gitDirectory, "hooks/" + hook, "");
            Files.copy(
                    script,
                    gitDirectory.resolve("hooks/" + hook),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                    java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
        write(gitDirectory, "info/attributes", "* filter=evil diff=evil merge=evil\n");
        Files.writeString(gitDirectory.resolve("config"), """
                [core]
                	repositoryformatversion = 0
                	bare = false
                	fsmonitor = %1$s
                	hooksPath = %2$s/hooks
                	sshCommand = %1$s
                	editor = %1$s
                	pager = %1$s
                	gitProxy = %1$s
                	alternateRefsCommand = %1$s
                [diff]
                	external = %1$s
                [diff "evil"]
                	textconv = %1$s
                	command = %1$s
                [filter "evil"]
                	clean = %1$s
                	smudge = %1$s
                	process = %1$s
                	required = true
                [merge "evil"]
                	driver = %1$s
                [gpg]
                	program = %1$s
                [commit]
                	gpgSign = true
                [credential]
                	helper = %1$s
                [include]
                	path = %2$s/more
                [extensions]
                	partialClone = origin
                """.formatted(script, gitDirectory));
    }

    /** As the founder would: plain git, in the folder. */
    private String git(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .directory(repository.directory().toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
