package dev.companyos.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.api.Operations;
import dev.companyos.company.Directive;
import dev.companyos.company.Directives;
import dev.companyos.company.Inbox;
import dev.companyos.llm.Ledger;
import dev.companyos.release.Releases;
import dev.companyos.testing.RehearsedAnthropic;
import dev.companyos.testing.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole mission over the wire of the Messages API: streams, tools, schemas, breakpoints and an overloaded provider. */
class AnthropicMissionIT {
    private static final String KEY = "sk-ant-canary-4f9c1d7b2e8a4c60b3d5";

    @TempDir
    Path home;

    @Test
    void a_mission_ships_over_the_wire_of_a_provider_that_is_strict_and_now_and_then_overloaded() throws Exception {
        Tools.require(
                "bubblewrap",
                () -> dev.companyos.sandbox.Sandboxes.best().sandbox().confines());
        try (var provider = new RehearsedAnthropic(40);
                var server = Server.start(
                        Settings.of(
                                Optional.of(home),
                                Map.of(
                                        "ANTHROPIC_API_KEY",
                                        KEY,
                                        "ANTHROPIC_BASE_URL",
                                        provider.url().toString(),
                                        "MODEL_CALLS_PER_MINUTE",
                                        "0")),
                        OptionalInt.empty())) {
            var company = server.part(Operations.class)
                    .found("A waitlist for a coffee subscription", "java")
                    .company()
                    .id();
            var directives = server.part(Directives.class);
            var inbox = server.part(Inbox.class);
            var never = new CountDownLatch(1);
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(6);
            while (directives.list(company, 1).stream().noneMatch(it -> it.status() == Directive.Status.CLOSED)) {
                assertThat(provider.complaints()).isEmpty();
                assertThat(inbox.list(company, true))
                        .filteredOn(it -> !it.kind().equals("report"))
                        .isEmpty();
                assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
                assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
            }

            var live = server.part(Releases.class).live(company).orElseThrow();
            assertThat(live.url()).startsWith("http://127.0.0.1:");
            var total = server.part(Ledger.class).total(company);
            assertThat(total.calls()).as("each try is a row").isGreaterThanOrEqualTo(provider.calls());
            assertThat(total.usage().cacheRead()).isPositive();
            assertThat(provider.complaints()).isEmpty();
        }
        assertThat(filesWith(KEY))
                .as("the key is in no row, log, prompt or commit")
                .isEmpty();
    }

    /** Everything that was ever stored: rows and their log, streams, server log, products. */
    private List<Path> filesWith(String secret) throws IOException {
        var spellings = List.of(
                secret, Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
        try (var files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .filter(it -> {
                        try {
                            String content = Files.readString(it, StandardCharsets.ISO_8859_1);
                            return spellings.stream().anyMatch(content::contains);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }
}
