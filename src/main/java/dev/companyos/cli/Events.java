package dev.companyos.cli;

import dev.companyos.bus.FactCodec;
import dev.companyos.facts.Fact;
import dev.companyos.kernel.CompanyException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The live events of a company, in order. A broken stream is taken up again where it broke. */
final class Events {
    private static final Duration GONE = Duration.ofSeconds(10);

    private final Api api;
    private final String company;
    private final FactCodec codec = new FactCodec();
    private final LinkedBlockingQueue<Fact> facts = new LinkedBlockingQueue<>();
    private volatile String cursor;
    /** On the nano clock; null while it flows. Only {@link #loop} writes it. */
    private volatile @Nullable Long brokenSince;

    private Events(Api api, String company, String after) {
        this.api = api;
        this.company = company;
        this.cursor = after;
    }

    static Events open(Api api, String company, String after) {
        var events = new Events(api, company, after);
        Thread.ofVirtual().name("events").start(events::loop);
        return events;
    }

    /** The next one, or empty when there was none for {@code atMost}. */
    Optional<Fact> next(Duration atMost) throws InterruptedException {
        return Optional.ofNullable(facts.poll(Math.max(1, atMost.toMillis()), TimeUnit.MILLISECONDS));
    }

    /** @throws Failed when the stream has been broken for so long that nobody will take it up again */
    void refuseIfGone() {
        Long since = brokenSince;
        if (since == null || System.nanoTime() - since < GONE.toNanos()) return;
        throw new Failed(
                Failed.UNAVAILABLE,
                "The server has gone.",
                "It has not answered for %d s: it was stopped, or has died.".formatted(GONE.toSeconds()),
                "Start it again with `./company start`; what it was doing goes on there.");
    }

    private void loop() {
        while (!Thread.currentThread().isInterrupted()) {
            try (var reader =
                    new BufferedReader(new InputStreamReader(api.events(company, cursor), StandardCharsets.UTF_8))) {
                read(reader);
                broken();
                Thread.sleep(200);
            } catch (IOException e) {
                broken();
                try {
                    Thread.sleep(1_000); // the server is away: perhaps it comes back
                } catch (InterruptedException _) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void broken() {
        if (brokenSince == null) brokenSince = System.nanoTime();
    }

    private void read(BufferedReader reader) throws IOException {
        String id = "";
        String type = "";
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            brokenSince = null;
            if (line.startsWith("id: ")) id = line.substring(4);
            if (line.startsWith("event: ")) type = line.substring(7);
            if (!line.startsWith("data: ")) continue;
            try {
                facts.add(codec.decode(type, line.substring(6)));
            } catch (CompanyException e) {
                continue; // a newer server's fact: nothing that this version can show
            }
            cursor = id;
        }
    }
}
