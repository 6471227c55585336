package dev.companyos.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.hosting.Hosting.Outcome;
import dev.companyos.hosting.Hosting.Running;
import dev.companyos.kernel.ReleaseId;
import dev.companyos.kernel.Slug;
import dev.companyos.stacks.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link Hosting} keeps to. */
@Timeout(90)
public abstract class HostingContract {
    protected static final Slug PRODUCT = new Slug("waitlist");

    @TempDir
    protected Path temp;

    protected abstract Hosting hosting();

    @Test
    void a_release_goes_up_and_runs() throws IOException {
        var release = ReleaseId.fresh();
        var up = up(hosting().deploy(PRODUCT, release, product("one"), stack()));
        assertThat(up.release()).isEqualTo(release);
        assertThat(hosting().running(PRODUCT)).contains(up);
        assertThat(hosting().running(new Slug("other"))).isEmpty();
    }

    @Test
    void the_same_release_is_not_deployed_twice() throws IOException {
        var release = ReleaseId.fresh();
        var first = up(hosting().deploy(PRODUCT, release, product("one"), stack()));
        assertThat(up(hosting().deploy(PRODUCT, release, product("one"), stack())))
                .isEqualTo(first);
    }

    @Test
    void a_new_release_takes_the_place_of_the_old_one() throws IOException {
        hosting().deploy(PRODUCT, ReleaseId.fresh(), product("one"), stack());
        var second = up(hosting().deploy(PRODUCT, ReleaseId.fresh(), product("two"), stack()));
        assertThat(hosting().running(PRODUCT)).contains(second);
    }

    @Test
    void a_release_that_does_not_start_leaves_the_old_one_running() throws IOException {
        var first = up(hosting().deploy(PRODUCT, ReleaseId.fresh(), product("one"), stack()));
        var empty = Files.createDirectory(temp.resolve("empty"));
        var outcome = hosting().deploy(PRODUCT, ReleaseId.fresh(), empty, stack());
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Down.class, it -> assertThat(it.reason())
                .isNotBlank());
        assertThat(hosting().running(PRODUCT)).contains(first);
    }

    @Test
    void a_stopped_product_is_not_running() throws IOException {
        hosting().deploy(PRODUCT, ReleaseId.fresh(), product("one"), stack());
        hosting().stop(PRODUCT);
        assertThat(hosting().running(PRODUCT)).isEmpty();
        hosting().stop(PRODUCT);
        hosting().stop(new Slug("never-there"));
    }

    protected static Running up(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Up up -> up.running();
            case Outcome.Down down -> throw new AssertionError(down.reason());
        };
    }

    /** A small server in Perl, which is wherever git is: / says its version, /count counts, /crash ends it. */
    protected Path product(String version) throws IOException {
        var folder = Files.createTempDirectory(temp, "product");
        Files.writeString(folder.resolve("version.txt"), version);
        Files.writeString(folder.resolve("server.pl"), """
                use IO::Socket::INET;
                my $server = IO::Socket::INET->new(
                    LocalAddr => '127.0.0.1', LocalPort => $ARGV[0], Listen => 20, ReuseAddr => 1) or die "no port: $!";
                $| = 1;
                print "listening\\n";
                while (my $client = $server->accept) {
                    my $line = <$client> // '';
                    my ($path) = $line =~ m{^GET (\\S+)};
                    if ($path eq '/crash') { print "crashing\\n"; exit 1 }
                    open my $f, '<', 'version.txt'; my $body = <$f>; close $f;
                    if ($path eq '/count') {
                        open my $c, '>>', "$ENV{DATA_DIR}/count"; print $c "x"; close $c;
                        $body = -s "$ENV{DATA_DIR}/count";
                    }
                    $body = join ',', sort keys %ENV if $path eq '/env';
                    print $client "HTTP/1.1 200 OK\\r\\nContent-Length: " . length($body) . "\\r\\nConnection: close\\r\\n\\r\\n$body";
                    close $client;
                }
                """);
        return folder;
    }

    protected static Stack stack() {
        return new Stack(
                "perl",
                "",
                "",
                Map.of(),
                List.of(),
                List.of(),
                new Stack.Tests(List.of("true"), "", ""),
                java.util.Optional.empty(),
                List.of("/usr/bin/perl", "server.pl", "{{port}}"),
                List.of("/health"),
                List.of(),
                Map.of());
    }
}
