package dev.companyos.app;

import dev.companyos.bus.redis.StreamRelay;
import dev.companyos.bus.redis.StreamTraffic;
import dev.companyos.company.Companies;
import dev.companyos.shift.Leases;
import dev.companyos.shift.Recovery;
import dev.companyos.shift.Resumption;
import dev.companyos.shift.StandingShift;
import dev.companyos.shift.TaskHands;
import dev.companyos.shift.Watchdog;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The order in which a server begins and ends its work. */
final class Life {
    private static final Logger LOG = LoggerFactory.getLogger(Life.class);
    private static final int ROUND_SECONDS = 5;
    private static final int LOOK_SECONDS = 20;
    private static final int DRAIN_SECONDS = 10;
    /** What a turn may use to come to its end by itself; after it, the turn is journaled and goes on at the next start. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Moving moving;
    private final Recovery recovery;
    private final Companies companies;
    private final Opening opening;
    private final Runnable connect;
    private final Watchdog watchdog;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("watchdog").daemon().factory());

    /** Apart from the rounds: to look takes seconds where an engine does not answer. */
    private final ScheduledExecutorService lookings = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("sandbox-watch").daemon().factory());

    /** What moves by itself once it is started. */
    record Moving(
            StreamRelay relay,
            StreamTraffic traffic,
            StandingShift standing,
            TaskHands hands,
            Leases leases,
            Resumption resumption) {}

    Life(Moving moving, Recovery recovery, Companies companies, Opening opening, Runnable connect, Watchdog watchdog) {
        this.moving = moving;
        this.recovery = recovery;
        this.companies = companies;
        this.opening = opening;
        this.connect = connect;
        this.watchdog = watchdog;
    }

    void begin() {
        connect.run();
        recovery.freeWhatWasHeld();
        moving.relay().start();
        for (var company : companies.all()) {
            opening.open(company);
            Thread.ofVirtual().name("resume-" + company.slug()).start(() -> recovery.resumeProduct(company));
        }
        moving.standing().start();
        rounds.scheduleWithFixedDelay(watchdog::round, ROUND_SECONDS, ROUND_SECONDS, TimeUnit.SECONDS);
        lookings.scheduleWithFixedDelay(this::lookForSandbox, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** Who waited for a sandbox goes on when there is one. */
    private void lookForSandbox() {
        try {
            moving.resumption().round().forEach(moving.traffic()::nudge);
            moving.standing().wake();
        } catch (RuntimeException e) {
            LOG.warn("It could not be seen who waits for a sandbox.", e);
        }
    }

    /** No new work; what is under way gets a while, then gives its tasks back. */
    void end() {
        rounds.shutdownNow();
        lookings.shutdownNow();
        moving.hands().drain();
        moving.standing().stop();
        if (!moving.leases().awaitIdle(GRACE)) moving.leases().interruptAll();
        moving.traffic().stop(DRAIN_SECONDS);
        moving.relay().close();
    }
}
