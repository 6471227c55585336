package dev.companyos.budget.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.budget.Budgets.Answer;
import dev.companyos.budget.Budgets.State;
import dev.companyos.budget.Payer;
import dev.companyos.budget.Scope;
import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.TaskId;
import dev.companyos.kernel.Usd;
import dev.companyos.testing.AtOnce;
import dev.companyos.testing.TestDatabase;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/**
 * A hundred callers who set aside, spend, give back and die, on a real database that itself refuses any row past its
 * cap: a trigger sees every version of every row, also those between two looks. (A check on the table would not do: it is
 * also asked about the row that a statement computes before it finds that it has waited for a newer one.)
 */
class BudgetsUnderLoadTest {
    private static final int CALLERS = 100;
    private static final int ROUNDS = 25;
    private static final Map<Scope, Usd> CAPS = Map.of(
            Scope.MONTH, new Usd(20_000_001),
            Scope.DAY, new Usd(8_000_003),
            Scope.AGENT, new Usd(5_000_017),
            Scope.TASK, new Usd(3_000_029));
    /** The turn of a month, so that both a month and a day end in the middle. */
    private static final List<Instant> MOMENTS = List.of(
            Instant.parse("2026-11-29T23:59:59Z"),
            Instant.parse("2026-11-30T23:59:59Z"),
            Instant.parse("2026-12-01T00:00:00Z"));

    private final TestDatabase database = TestDatabase.fresh();
    private final PostgresBudgets budgets = new PostgresBudgets(database.sql(), Usd.ZERO);
    private final CompanyId company = CompanyId.fresh();
    private final List<Payer> payers = IntStream.range(0, 30)
            .mapToObj(it -> new Payer(
                    company,
                    Optional.of(new AgentId("backend_" + (1 + it % 5))),
                    Optional.of(TaskId.of(company + "/" + it % 6))))
            .toList();
    private final Map<String, Long> bills = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> dead = new ConcurrentLinkedQueue<>();
    /** Reservations for what goes on without its worker, with their accounts. */
    private final Map<UUID, Collection<String>> kept = new ConcurrentHashMap<>();

    /** Reservations of workers that were taken for dead and come back with a bill. */
    private final ConcurrentLinkedQueue<UUID> late = new ConcurrentLinkedQueue<>();

    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger killed = new AtomicInteger();
    private final AtomicInteger freed = new AtomicInteger();

    @BeforeEach
    void set_caps_that_the_database_itself_knows() {
        CAPS.forEach((scope, cap) -> budgets.setCap(company, scope, cap));
        String law = """
                create function refuse_past_cap() returns trigger language plpgsql as $$ begin
                    if new.spent_micros + new.reserved_micros > (case split_part(new.account, '/', 1)
                        when 'month' then %d when 'day' then %d when 'agent' then %d when 'task' then %d end)
                    then raise exception 'past its cap: %%', new; end if;
                    return null;
                end $$;
                create trigger past_cap after insert or update on budget
                for each row execute function refuse_past_cap()
                """;
        database.sql()
                .sql(law.formatted(
                        CAPS.get(Scope.MONTH).micros(),
                        CAPS.get(Scope.DAY).micros(),
                        CAPS.get(Scope.AGENT).micros(),
                        CAPS.get(Scope.TASK).micros()))
                .update();
    }

    @RepeatedTest(2)
    void a_hundred_callers_of_whom_many_die_never_pass_a_cap_and_leave_nothing_behind() {
        var number = new AtomicInteger();
        AtOnce.winners(CALLERS, () -> {
            int caller = number.incrementAndGet();
            var random = new Random(caller);
            for (int round = 0; round < ROUNDS; round++) call(random, "worker-" + caller + "-" + round);
            return true;
        });
        assertThat(killed.get()).isPositive();
        assertThat(refused.get()).isPositive();
        recover();
        late.forEach(it -> budgets.settle(company, it, new Usd(1)));
        assertThat(freed.get()).isEqualTo(killed.get());
        assertThat(kept).isNotEmpty();
        kept.forEach((id, accounts) -> {
            budgets.settle(company, id, new Usd(1));
            accounts.forEach(it -> bills.merge(it, 1L, Long::sum));
        });
        assertThat(database.sql()
                        .sql("select count(*) from reservation")
                        .query(Integer.class)
                        .single())
                .isZero();
        for (Instant now : MOMENTS) for (Payer payer : payers) settled(payer, now);
        for (Instant now : MOMENTS) for (Payer payer : payers) all_that_is_free_can_be_set_aside(payer, now);
    }

    /** One call to a model, which ends well, or not, or with its worker's death before or after it was paid for. */
    private void call(Random random, String worker) {
        var payer = payers.get(random.nextInt(payers.size()));
        var now = MOMENTS.get(random.nextInt(MOMENTS.size()));
        long amount = random.nextInt(4) == 0 ? random.nextLong(1, 2_000_000) : random.nextLong(1, 60_000);
        var id = UUID.randomUUID();
        boolean diesFirst = random.nextInt(15) == 0;
        if (!reserved(payer, id, worker, new Usd(amount), now, diesFirst)) return;
        look(payer, now);
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> {
                long real = random.nextLong(amount + 1) / 10;
                database.transactions().run(() -> budgets.settle(company, id, new Usd(real)));
                payer.accounts(now).values().forEach(it -> bills.merge(it, real, Long::sum));
            }
            case 4, 5 -> budgets.release(company, id);
            case 6 -> {
                budgets.keep(company, id);
                dead.add(worker);
                recover();
                kept.put(id, payer.accounts(now).values());
            }
            case 7, 8 -> {
                killed.incrementAndGet();
                dead.add(worker);
            }
            default -> {
                killed.incrementAndGet();
                dead.add(worker);
                recover();
                late.add(id);
            }
        }
        look(payer, now);
    }

    private boolean reserved(Payer payer, UUID id, String worker, Usd amount, Instant now, boolean diesFirst) {
        try {
            return database.transactions().call(() -> {
                var answer = budgets.reserve(payer, id, worker, amount, now);
                if (answer instanceof Answer.Refused) refused.incrementAndGet();
                if (diesFirst) throw new Killed();
                return answer instanceof Answer.Reserved;
            });
        } catch (Killed e) {
            return false;
        }
    }

    /** What a server does that takes over from the dead: several may do it at once. */
    private void recover() {
        for (String worker = dead.poll(); worker != null; worker = dead.poll())
            freed.addAndGet(budgets.releaseAllOf(worker));
    }

    private void look(Payer payer, Instant now) {
        assertThat(budgets.states(payer, now)).allSatisfy((scope, it) -> {
            assertThat(it.cap()).isEqualTo(CAPS.get(scope));
            assertThat(it.free()).isGreaterThanOrEqualTo(Usd.ZERO);
        });
    }

    private void settled(Payer payer, Instant now) {
        var accounts = payer.accounts(now);
        assertThat(budgets.states(payer, now)).allSatisfy((scope, it) -> assertThat(it)
                .isEqualTo(new State(CAPS.get(scope), new Usd(bills.getOrDefault(accounts.get(scope), 0L)), Usd.ZERO)));
    }

    private void all_that_is_free_can_be_set_aside(Payer payer, Instant now) {
        Usd free = budgets.states(payer, now).values().stream()
                .map(State::free)
                .min(Usd::compareTo)
                .orElseThrow();
        var id = UUID.randomUUID();
        assertThat(budgets.reserve(payer, id, "w", free.plus(new Usd(1)), now)).isInstanceOf(Answer.Refused.class);
        assertThat(budgets.reserve(payer, id, "w", free, now)).isEqualTo(new Answer.Reserved());
        budgets.release(company, id);
    }

    private static final class Killed extends RuntimeException {}
}
