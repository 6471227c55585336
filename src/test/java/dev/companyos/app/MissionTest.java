package dev.companyos.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissionTest {
    @TempDir
    Path home;

    @Test
    void scratch() throws Exception {
        long t0 = System.currentTimeMillis();
        var settings = Settings.of(Optional.of(home), Map.of());
        try (var server = Server.start(settings, OptionalInt.empty())) {
            System.out.println("UP " + (System.currentTimeMillis() - t0) + " " + server.url());
            var f = server.contextForTest()
                    .getBean(dev.companyos.api.Operations.class)
                    .found("A waitlist for a coffee subscription", System.getProperty("stack", ""));
            System.out.println(f);
            var history = server.contextForTest().getBean(dev.companyos.bus.History.class);
            String cursor = "";
            boolean done = false;
            while (!done && System.currentTimeMillis() - t0 < 90_000) {
                for (var e : history.after(f.company().id(), cursor, 100)) {
                    cursor = e.cursor();
                    String s = e.envelope().fact().toString();
                    System.out.println("FACT %6d %s %s"
                            .formatted(
                                    System.currentTimeMillis() - t0,
                                    e.envelope().channel().name(),
                                    s.length() > 260 ? s.substring(0, 260) : s));
                    if (e.envelope().fact() instanceof dev.companyos.facts.DirectiveFact.Closed) done = true;
                }
                if (!done) history.await(f.company().id(), cursor, java.time.Duration.ofSeconds(1));
            }
            System.out.println("END " + (System.currentTimeMillis() - t0));
        }
        System.out.println("CLOSED " + (System.currentTimeMillis() - t0));
        assertThat(home).isNotNull();
    }
}
