package dev.companyos.repo.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.companyos.duties.Provenance;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.Slug;
import dev.companyos.repo.Origin;
import dev.companyos.repo.Repository.Message;
import dev.companyos.repo.Signatures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitAdoptionsTest {
    private static final Slug SHOP = new Slug("shop");

    @TempDir
    Path temp;

    private Path theirs;
    private Path products;
    private GitAdoptions adoptions;

    @BeforeEach
    void a_repository_of_somebody() throws Exception {
        theirs = Files.createDirectories(temp.resolve("their shop"));
        products = temp.resolve("products");
        adoptions = adoptions(GitAdoptions.Bounds.USUAL);
        git("init", "-q", "-b", "trunk");
        write("requirements.txt", "fastapi\n");
        commit("First");
        write("app/main.py", "print(1)\n");
        commit("Second\n\nOrigin: templates");
    }

    @Test
    void its_default_branch_becomes_main_with_its_whole_history() throws Exception {
        try (var copy = adoptions.copy(adoptions.origin(theirs.toString()))) {
            assertThat(copy.branch()).isEqualTo("trunk");
            assertThat(copy.files()).containsExactly("app/main.py", "requirements.txt");
            assertThat(copy.text("requirements.txt")).isEqualTo("fastapi\n");
            assertThat(copy.text("nothing")).isEmpty();
            copy.become(SHOP);
        }
        var signatures = Signatures.fresh();
        var repository = new GitRepositories(products, Clock.systemUTC(), signatures).open(SHOP);

        assertThat(repository.log(10)).extracting(it -> it.subject()).containsExactly("Second", "First");
        assertThat(repository.directory().resolve("app/main.py")).hasContent("print(1)");
        assertThat(Provenance.ours(repository)).isFalse();
        assertThat(adoptions.originOf(SHOP)).contains(theirs.toRealPath().toString());
        assertThat(left()).containsExactly("shop");

        var workspace = temp.resolve("work");
        repository.export(repository.main().orElseThrow(), workspace);
        Files.writeString(workspace.resolve("new.txt"), "x");
        var ours = repository
                .commit(workspace, "agent/1", repository.main(), new Message("Third", "", "backend_1", List.of()))
                .orElseThrow();
        assertThat(repository.advance(repository.main(), ours)).isTrue();
        assertThat(repository.log(3)).extracting(it -> it.signed()).containsExactly(true, false, false);
    }

    @Test
    void the_original_stays_as_it_is_and_none_of_its_traps_spring() throws Exception {
        var marker = temp.resolve("marker");
        var script = temp.resolve("script");
        Files.writeString(script, "#!/bin/sh\ntouch '" + marker + "'\ncat\n");
        script.toFile().setExecutable(true);
        write(".gitattributes", "* filter=evil\n");
        commit("Filters");
        for (var hook : List.of("post-checkout", "post-merge", "pre-upload-pack", "reference-transaction"))
            Files.copy(script, theirs.resolve(".git/hooks/" + hook), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        git("config", "uploadpack.packObjectsHook", script.toString());
        git("config", "core.fsmonitor", script.toString());
        git("config", "filter.evil.smudge", script.toString());
        Files.deleteIfExists(marker);
        var before = contents(theirs);

        adopt(theirs.toString());
        new GitRepositories(products, Clock.systemUTC(), Signatures.fresh()).open(SHOP);

        assertThat(marker).doesNotExist();
        assertThat(contents(theirs)).isEqualTo(before);
        assertThat(products.resolve("shop/app/main.py")).hasContent("print(1)");
        assertThat(Files.readString(products.resolve("shop/.git/config"))).doesNotContain("evil", "Hook");
    }

    @Test
    void bare_repositories_detached_heads_and_work_trees_are_taken() throws Exception {
        var bare = temp.resolve("bare.git");
        run(temp, "git", "clone", "-q", "--bare", theirs.toString(), bare.toString());
        adopt(bare.toString());
        Origin.of(bare.toString(), Origin.SCHEMES);
        assertThat(adoptions.origin(bare.toString()).name()).isEqualTo("bare");

        var tree = temp.resolve("tree");
        git("worktree", "add", "-q", "--detach", tree.toString(), "HEAD");
        try (var copy = adoptions.copy(adoptions.origin(tree.toString()))) {
            assertThat(copy.branch()).isEqualTo("HEAD");
            assertThat(copy.files()).hasSize(2);
        }
    }

    @Test
    void what_is_no_repository_is_refused_before_git_is_asked() throws Exception {
        var plain = Files.createDirectory(temp.resolve("plain"));
        for (var bad : List.of(
                "",
                "shop",
                "../shop",
                "-x",
                "--upload-pack=touch x",
                temp.resolve("nowhere").toString(),
                plain.toString(),
                theirs.resolve("requirements.txt").toString(),
                theirs.resolve("app").toString(),
                "/tmp/a\0b",
                "https://user:secret@example.invalid/a/b",
                "https://example.invalid/",
                "https://example.invalid/a?b=c",
                "https:///a",
                "https://exa mple/a",
                "http://example.invalid/a/b",
                "file://" + theirs,
                "ssh://git@example.invalid/a",
                "git@example.invalid:a/b.git",
                "ext::sh -c touch% x",
                "javascript:alert(1)")) refused(() -> adoptions.origin(bad), "cannot be adopted");
        assertThatThrownBy(() -> adoptions.origin("https://user:secret@example.invalid/a"))
                .hasMessageNotContaining("secret");
        assertThat(left()).isEmpty();
    }

    @Test
    void an_empty_repository_is_refused() throws Exception {
        var empty = Files.createDirectory(temp.resolve("empty"));
        run(empty, "git", "init", "-q");
        refused(() -> adopt(empty.toString()), "no commit");

        git("rm", "-rq", ".");
        commit("Nothing is left");
        refused(() -> adopt(theirs.toString()), "no file");
    }

    @Test
    void a_shallow_clone_is_refused() throws Exception {
        var shallow = temp.resolve("shallow");
        run(temp, "git", "clone", "-q", "--depth", "1", "file://" + theirs, shallow.toString());
        refused(() -> adopt(shallow.toString()), "part of its history");
    }

    @Test
    void links_that_lead_out_submodules_and_odd_names_are_refused() throws Exception {
        Files.createSymbolicLink(theirs.resolve("inner"), Path.of("app/main.py"));
        commit("A link that is fine");
        adopt(theirs.toString());

        Files.createSymbolicLink(theirs.resolve("outer"), Path.of("/etc/passwd"));
        commit("A link that is not");
        refused(() -> adopt(theirs.toString()), "lead out of it: outer");
        git("rm", "-q", "outer");

        var sha = run(theirs, "git", "rev-parse", "HEAD").strip();
        git("update-index", "--add", "--cacheinfo", "160000," + sha + ",vendor");
        run(theirs, "git", "-c", "user.name=x", "-c", "user.email=x@y", "commit", "-qm", "Submodule");
        refused(() -> adopt(theirs.toString()), "submodules");
        git("update-index", "--force-remove", "vendor");

        write("a\nb", "x");
        commit("A name");
        refused(() -> adopt(theirs.toString()), "control characters");
    }

    @Test
    void what_is_too_large_is_refused() throws Exception {
        adoptions = adoptions(new GitAdoptions.Bounds(1 << 20, 2, Duration.ofMinutes(1)));
        write("one.txt", "1");
        commit("Three files");
        refused(() -> adopt(theirs.toString()), "It has 3 files");

        git("rm", "-q", "one.txt");
        write("app/main.py", "x".repeat(3 << 20));
        commit("Large, and small when packed");
        refused(() -> adopt(theirs.toString()), "larger than 1 MB");

        var noise = new byte[3 << 20];
        new java.util.Random(1).nextBytes(noise);
        Files.write(theirs.resolve("app/main.py"), noise);
        commit("Large when packed");
        refused(() -> adopt(theirs.toString()), "larger than 1 MB");
    }

    @Test
    void a_product_of_this_home_and_a_taken_folder_are_refused() throws Exception {
        adopt(theirs.toString());
        refused(() -> adoptions.origin(products.resolve("shop").toString()), "product of this home already");
        assertThatThrownBy(() -> {
                    try (var copy = adoptions.copy(adoptions.origin(theirs.toString()))) {
                        copy.become(SHOP);
                    }
                })
                .isInstanceOfSatisfying(
                        CompanyException.class, it -> assertThat(it.code()).isEqualTo("conflict.repository"));
        assertThat(left()).containsExactly("shop");
    }

    @Test
    void over_http_a_private_repository_is_read_with_the_token_and_refused_without() throws Exception {
        var bare = temp.resolve("served/acme/shop.git");
        run(temp, "git", "clone", "-q", "--bare", theirs.toString(), bare.toString());
        run(bare, "git", "update-server-info");
        var asked = new CopyOnWriteArrayList<String>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var right =
                "Basic " + Base64.getEncoder().encodeToString("x-access-token:t0ken".getBytes(StandardCharsets.UTF_8));
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            var file = temp.resolve("served")
                    .resolve("." + exchange.getRequestURI().getPath());
            boolean known = right.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            if (!known) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"x\"");
                exchange.sendResponseHeaders(401, -1);
            } else if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(Files.readAllBytes(file));
            }
            exchange.close();
        });
        server.start();
        try {
            var host = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            var place = host + "/acme/shop.git";
            refused(() -> adopt(with(host, Optional.empty()), place), "private, or it is not there");
            refused(() -> adopt(with(host, Optional.of("wrong")), place), "GITHUB_TOKEN was refused");
            refused(() -> adopt(with(host, Optional.of("t0ken")), host + "/acme/other.git"), "no such repository");
            adopt(with(host, Optional.of("t0ken")), place);

            assertThat(asked).allMatch(it -> !it.contains("t0ken"));
            assertThat(contents(products.resolve("shop/.git")).toString()).doesNotContain("t0ken");
            assertThat(adoptions.originOf(SHOP)).contains(place);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_server_that_is_not_there_is_no_fault_of_the_founder() {
        var host = URI.create("http://127.0.0.1:1");
        assertThatThrownBy(() -> adopt(with(host, Optional.of("t0ken")), host + "/acme/shop.git"))
                .isInstanceOfSatisfying(CompanyException.class, it -> {
                    assertThat(it.code()).isEqualTo("unavailable.origin");
                    assertThat(it.getMessage()).doesNotContain("t0ken");
                });
        assertThat(left()).isEmpty();
    }

    private GitAdoptions adoptions(GitAdoptions.Bounds bounds) {
        var access = new RemoteAccess(Origin.SCHEMES, URI.create("https://github.com"), Optional.empty());
        return new GitAdoptions(products, access, bounds);
    }

    private GitAdoptions with(URI host, Optional<String> token) {
        return new GitAdoptions(products, new RemoteAccess(Set.of("http"), host, token), GitAdoptions.Bounds.USUAL);
    }

    private void adopt(String place) {
        adopt(adoptions, place);
    }

    private static void adopt(GitAdoptions adoptions, String place) {
        try (var copy = adoptions.copy(adoptions.origin(place))) {
            copy.become(SHOP);
        }
    }

    private void refused(ThrowingCallable what, String why) {
        assertThatThrownBy(what).isInstanceOfSatisfying(CompanyException.class, it -> {
            assertThat(it.code()).isEqualTo("invalid.adopt");
            assertThat(it.getMessage()).contains(why);
        });
    }

    private List<String> left() {
        try (var all = Files.exists(products) ? Files.list(products) : java.util.stream.Stream.<Path>empty()) {
            return all.map(it -> it.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static TreeMap<String, String> contents(Path folder) throws IOException {
        var all = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files::iterator)
                all.put(
                        folder.relativize(file).toString(),
                        Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                                ? Files.getLastModifiedTime(file)
                                        + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                                : "");
        }
        return all;
    }

    private void write(String path, String text) throws IOException {
        var file = theirs.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void commit(String message) throws Exception {
        git("add", "-A");
        git("-c", "user.name=company-os", "-c", "user.email=x@y", "commit", "-q", "--allow-empty", "-m", message);
    }

    private String git(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return run(theirs, command.toArray(String[]::new));
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
