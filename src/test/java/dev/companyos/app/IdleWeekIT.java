package dev.companyos.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.api.Operations;
import dev.companyos.company.Directive;
import dev.companyos.company.Directives;
import dev.companyos.kernel.CompanyId;
import dev.companyos.llm.Ledger;
import dev.companyos.shift.StandingShift;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A whole server whose clock runs ahead: when the work is done, a week goes by and nobody asks a model for anything. */
class IdleWeekIT {
    @TempDir
    Path home;

    @Test
    void a_company_with_nothing_to_do_asks_no_model_for_a_week() throws Exception {
        var clock = new RunningClock();
        try (var server = Server.start(Settings.of(Optional.of(home), Map.of()), OptionalInt.empty(), clock)) {
            var company = server.part(Operations.class)
                    .found("A shelf of books that neighbours lend each other", "java")
                    .company()
                    .id();
            var directives = server.part(Directives.class);
            until(() -> directives.list(company, 9).stream().anyMatch(it -> it.status() == Directive.Status.CLOSED));
            var idle = new Idle(server, company, clock);
            // what was set off by the work itself, such as the report on what it cost
            for (int i = 0; i < 8 * 24; i++) idle.pass(Duration.ofHours(1));

            long before = idle.calls();
            for (int i = 0; i < 7 * 24 * 4; i++) idle.pass(Duration.ofMinutes(15));

            assertThat(idle.calls()).isEqualTo(before);
            assertThat(directives.list(company, 9)).hasSize(1);
        }
    }

    private record Idle(Server server, CompanyId company, RunningClock clock) {
        long calls() {
            return server.part(Ledger.class).total(company).calls();
        }

        /** Lets everybody who is due in that time look around. */
        void pass(Duration time) throws InterruptedException {
            clock.ahead = clock.ahead.plus(time);
            server.part(StandingShift.class).wake();
            until(() -> server.part(JdbcClient.class)
                            .sql("""
                                    select count(*) from agenda
                                    where company_id = :company and (lease_ends is not null or due_at <= :now)
                                    """)
                            .param("company", company.value())
                            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                            .query(Integer.class)
                            .single()
                    == 0);
        }
    }

    private static void until(BooleanSupplier done) throws InterruptedException {
        var never = new CountDownLatch(1);
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            assertThat(never.await(5, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    private static final class RunningClock extends Clock {
        volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
