package dev.companyos.repo.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.kernel.Commit;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Slug;
import dev.companyos.kernel.TaskId;
import dev.companyos.repo.Origin;
import dev.companyos.repo.Publications.Publication;
import dev.companyos.repo.Repository;
import dev.companyos.repo.Repository.MergeResult;
import dev.companyos.repo.Repository.Message;
import dev.companyos.repo.Signatures;
import dev.companyos.repo.commandline.GitPush;
import dev.companyos.repo.commandline.GitRepositories;
import dev.companyos.repo.commandline.RemoteAccess;
import dev.companyos.repo.github.GitHubServer.Answer;
import dev.companyos.repo.memory.MemoryPublications;
import dev.companyos.testing.ManualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublisherTest {
    private static final Slug TEA = new Slug("tea");
    private static final String WHERE = "acme/tea";

    @TempDir
    Path temp;

    private final CompanyId company = CompanyId.fresh();
    private final ManualClock clock = new ManualClock();
    private final MemoryPublications publications = new MemoryPublications();
    private final List<String> told = new ArrayList<>();
    private GitHubServer hub;
    private Repository product;
    private Path remote;
    private int files;

    @BeforeEach
    void a_product_and_an_empty_repository_on_github() throws Exception {
        hub = new GitHubServer(temp.resolve("hub"));
        remote = temp.resolve("hub/acme/tea.git");
        run(temp, "git", "init", "-q", "--bare", "--initial-branch=trunk", remote.toString());
        product = new GitRepositories(temp.resolve("products"), clock, Signatures.fresh()).open(TEA);
        var first = commit(Optional.empty(), "scaffold");
        assertThat(product.advance(Optional.empty(), first)).isTrue();
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void a_merged_task_becomes_a_branch_a_pull_request_and_a_newer_main() throws Exception {
        var task = merged();

        publisher().round();

        assertThat(remote("rev-parse", "trunk"))
                .isEqualTo(product.main().orElseThrow().sha());
        assertThat(remote("for-each-ref", "--format=%(refname)"))
                .contains("refs/heads/agent/" + task.value() + "/keep");
        var progress = publications.list(company, 1).getFirst().progress();
        assertThat(progress.pullRequest()).contains(1);
        assertThat(progress.url()).endsWith("/pull/1");
        assertThat(progress.publishedAt()).contains(clock.instant());
        assertThat(told).containsExactly("well");
    }

    @Test
    void the_token_is_in_no_address_argument_or_file() throws Exception {
        merged();
        publisher().round();
        assertThat(hub.heard).isNotEmpty().noneMatch(it -> it.contains(GitHubServer.TOKEN));
        for (var folder : List.of(temp.resolve("products"), remote))
            try (var all = Files.walk(folder)) {
                for (var file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator)
                    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .as(file.toString())
                            .doesNotContain(GitHubServer.TOKEN);
            }
    }

    @Test
    void many_merges_are_published_in_their_order_each_with_its_pull_request() throws Exception {
        for (int i = 0; i < 3; i++) merged();
        publisher().round();
        assertThat(hub.pulls).hasSize(3);
        assertThat(remote("rev-parse", "trunk"))
                .isEqualTo(product.main().orElseThrow().sha());
        assertThat(publications.due(clock.instant().plus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    void however_often_a_round_is_cut_off_there_is_one_pull_request() throws Exception {
        merged();
        // the answer to the one that opened it is lost
        hub.instead = it -> {
            if (!it.getRequestMethod().equals("POST")
                    || !it.getRequestURI().getPath().endsWith("/pulls")) return Optional.empty();
            hub.pulls.put(
                    "agent/" + publications.list(company, 1).getFirst().task().value() + "/keep", 9);
            return Answer.of(502, "");
        };
        publisher().round();
        assertThat(publications.list(company, 1).getFirst().progress().publishedAt())
                .isEmpty();
        assertThat(told).isEmpty();

        hub.instead = _ -> Optional.empty();
        clock.pass(Duration.ofMinutes(1));
        publisher().round();
        assertThat(publications.list(company, 1).getFirst().progress().pullRequest())
                .contains(9);
        assertThat(hub.pulls).hasSize(1);

        // main was pushed, and the note of it lost
        var it = publications.list(company, 1).getFirst();
        var again = new MemoryPublications();
        again.add(Publication.of(company, it.task(), TEA, it.commit(), it.title(), it.author(), clock.instant()));
        long posts = hub.asked("POST /repos");
        publisher(again, GitHubServer.TOKEN).round();
        assertThat(again.list(company, 1).getFirst().progress().pullRequest()).contains(9);
        assertThat(again.list(company, 1).getFirst().progress().publishedAt()).isPresent();
        assertThat(hub.asked("POST /repos")).isEqualTo(posts);
    }

    @Test
    void a_pull_request_that_somebody_opened_in_between_is_taken() throws Exception {
        var task = merged();
        hub.instead = it -> {
            if (it.getRequestMethod().equals("POST")
                    && it.getRequestURI().getPath().endsWith("/pulls"))
                hub.pulls.put("agent/" + task.value() + "/keep", 4);
            return Optional.empty();
        };
        publisher().round();
        assertThat(publications.list(company, 1).getFirst().progress().pullRequest())
                .contains(4);
    }

    @Test
    void a_main_that_moved_on_there_is_never_overwritten() throws Exception {
        var other = temp.resolve("other");
        run(temp, "git", "init", "-q", "--initial-branch=trunk", other.toString());
        run(other, "git", "-c", "user.name=x", "-c", "user.email=x@y", "commit", "-q", "--allow-empty", "-m", "Mine");
        run(other, "git", "push", "-q", remote.toString(), "trunk");
        var theirs = remote("rev-parse", "trunk");
        merged();

        publisher().round();

        assertThat(remote("rev-parse", "trunk")).isEqualTo(theirs);
        assertThat(told).singleElement().asString().contains("holds commits that the product does not");
        assertThat(hub.pulls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "401, '{\"message\":\"Bad credentials\"}', was refused, 3600",
        "403, '{\"message\":\"Resource not accessible\"}', may not do that, 3600",
        "404, '{\"message\":\"Not Found\"}', no such repository, 3600",
        "301, '', no such repository, 3600",
        "422, '{\"message\":\"Validation Failed\",\"errors\":[{\"message\":\"base is odd\"}]}', base is odd, 3600",
        "200, 'no json', not understood, 30",
        "403, '{\"message\":\"API rate limit exceeded\"}', left alone, 30",
        "500, '', has trouble, 30"
    })
    void what_github_refuses_is_a_finding_and_is_tried_again(int status, String body, String finding, int seconds)
            throws Exception {
        merged();
        hub.instead =
                it -> it.getRequestURI().getPath().startsWith("/repos/") ? Answer.of(status, body) : Optional.empty();
        publisher().round();

        var progress = publications.list(company, 1).getFirst().progress();
        assertThat(progress.trouble()).contains(finding).doesNotContain(GitHubServer.TOKEN);
        assertThat(progress.dueAt()).isEqualTo(clock.instant().plusSeconds(seconds));
        assertThat(told).hasSize(seconds == 3600 ? 1 : 0);

        hub.instead = _ -> Optional.empty();
        clock.pass(Duration.ofHours(1));
        publisher().round();
        assertThat(publications.list(company, 1).getFirst().progress().publishedAt())
                .isPresent();
        assertThat(told).last().isEqualTo("well");
    }

    @Test
    void a_rate_limit_is_waited_for_as_long_as_github_says() throws Exception {
        merged();
        hub.instead = _ -> Optional.of(new Answer(429, "", Map.of("Retry-After", "120")));
        publisher().round();
        assertThat(publications.list(company, 1).getFirst().progress().dueAt())
                .isEqualTo(clock.instant().plusSeconds(120));
        var reset = Long.toString(clock.instant().plusSeconds(400).getEpochSecond());
        clock.pass(Duration.ofSeconds(120));
        hub.instead =
                _ -> Optional.of(new Answer(403, "", Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset)));
        publisher().round();
        assertThat(publications.list(company, 1).getFirst().progress().dueAt())
                .isEqualTo(clock.instant().plusSeconds(280));
    }

    @Test
    void a_wrong_token_is_refused_by_git_too() throws Exception {
        merged();
        hub.instead = it -> it.getRequestURI().getPath().startsWith("/repos/")
                ? Answer.of(200, "{\"default_branch\":\"trunk\"}")
                : Optional.empty();
        publisher(publications, "ghp_wrong").round();
        assertThat(told)
                .singleElement()
                .asString()
                .contains("GITHUB_TOKEN was refused")
                .doesNotContain("ghp_wrong");
    }

    private Publisher publisher() {
        return publisher(publications, GitHubServer.TOKEN);
    }

    private Publisher publisher(MemoryPublications notes, String token) {
        var access = new RemoteAccess(Origin.SCHEMES, hub.url(), Optional.of(token));
        return new Publisher(
                notes,
                new GitPush(temp.resolve("products"), access),
                new GitHub(hub.url(), token, clock),
                _ -> Optional.of(WHERE),
                new Publisher.Told() {
                    @Override
                    public void trouble(CompanyId company, CompanyException why, Instant at) {
                        told.add(String.valueOf(why.getMessage()));
                    }

                    @Override
                    public void well(CompanyId company, Instant at) {
                        told.add("well");
                    }
                },
                clock);
    }

    private TaskId merged() throws IOException {
        var task = TaskId.fresh();
        var tip = commit(product.main(), "agent/" + task.value() + "/keep");
        var merge = (MergeResult.Clean) product.merge(tip, new Message("Keep", "", "backend_1", List.of()));
        assertThat(product.advance(product.main(), merge.candidate())).isTrue();
        publications.add(Publication.of(company, task, TEA, merge.candidate(), "Keep", "backend_1", clock.instant()));
        return task;
    }

    private Commit commit(Optional<Commit> parent, String branch) throws IOException {
        var workspace = temp.resolve("work-" + files++);
        Files.createDirectories(workspace);
        parent.ifPresent(it -> product.export(it, workspace));
        Files.writeString(workspace.resolve("file-" + files), "x");
        return product.commit(workspace, branch, parent, new Message("Keep", "", "backend_1", List.of()))
                .orElseThrow();
    }

    private String remote(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return run(remote, command.toArray(String[]::new)).strip();
    }

    private static String run(Path folder, String... command) throws Exception {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
