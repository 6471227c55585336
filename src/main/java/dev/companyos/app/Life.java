package dev.companyos.app;

import dev.companyos.bus.redis.StreamRelay;
import dev.companyos.bus.redis.StreamTraffic;
import dev.companyos.company.Companies;
import dev.companyos.shift.Leases;
import dev.companyos.shift.Recovery;
import dev.companyos.shift.StandingShift;
import dev.companyos.shift.TaskHands;
import dev.companyos.shift.Watchdog;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The order in which a server begins and ends its work. */
final class Life {
    private static final int ROUND_SECONDS = 5;
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

    /** What moves by itself once it is started. */
    record Moving(StreamRelay relay, StreamTraffic traffic, StandingShift standing, TaskHands hands, Leases leases) {}

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
    }

    /** No new work; what is under way gets a while, then gives its tasks back. */
    void end() {
        rounds.shutdownNow();
        moving.hands().drain();
        moving.standing().stop();
        if (!moving.leases().awaitIdle(GRACE)) moving.leases().interruptAll();
        moving.traffic().stop(DRAIN_SECONDS);
        moving.relay().close();
    }
}
