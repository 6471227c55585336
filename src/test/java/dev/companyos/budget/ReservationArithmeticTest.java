package dev.companyos.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.budget.Budgets.Answer;
import dev.companyos.budget.Budgets.State;
import dev.companyos.budget.memory.MemoryBudgets;
import dev.companyos.budget.postgres.PostgresBudgets;
import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.TaskId;
import dev.companyos.kernel.Usd;
import dev.companyos.testing.TestDatabase;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Any sequence of reservations, settlements, releases, deaths and new caps, against books that are kept another way: a
 * list of all that ever happened, added up anew for each question. A failure names the seed that finds it again.
 */
class ReservationArithmeticTest {
    private static final Instant START = Instant.parse("2026-11-29T20:00:00Z");
    private static final Usd DEFAULT_CAP = new Usd(1_000);

    @Test
    void the_twin_adds_up() {
        for (long seed = 1; seed <= 400; seed++) new Trial(seed, new MemoryBudgets(DEFAULT_CAP)).run(150);
    }

    @Test
    void postgres_adds_up() {
        var budgets = new PostgresBudgets(TestDatabase.fresh().sql(), DEFAULT_CAP);
        for (long seed = 1_001; seed <= 1_008; seed++) new Trial(seed, budgets).run(150);
    }

    /** One reservation and what became of it: {@code spent} is null while the money is set aside. */
    private static final class Entry {
        final UUID id = UUID.randomUUID();
        final Payer payer;
        String worker;
        final long amount;
        final Instant at;
        Long spent;

        Entry(Payer payer, String worker, long amount, Instant at) {
            this.payer = payer;
            this.worker = worker;
            this.amount = amount;
            this.at = at;
        }
    }

    private static final class Trial {
        private final long seed;
        private final Random random;
        private final Budgets budgets;
        private final List<Payer> payers = new ArrayList<>();
        private final String[] workers;
        private final List<Entry> history = new ArrayList<>();
        private final Map<CompanyId, Map<Scope, Usd>> caps = new HashMap<>();
        private Instant now = START;

        Trial(long seed, Budgets budgets) {
            this.seed = seed;
            this.random = new Random(seed);
            this.budgets = budgets;
            this.workers = new String[] {"w" + UUID.randomUUID(), "w" + UUID.randomUUID(), "w" + UUID.randomUUID()};
            for (int company = 0; company < 2; company++) {
                var id = CompanyId.fresh();
                payers.add(Payer.of(id));
                for (int agent = 1; agent <= 2; agent++)
                    for (int task = 0; task < 2; task++)
                        payers.add(new Payer(
                                id,
                                Optional.of(new AgentId("backend_" + agent)),
                                Optional.of(TaskId.of(id + "/" + task))));
            }
        }

        void run(int steps) {
            for (int step = 1; step <= steps; step++) {
                String what = act();
                for (Payer payer : payers)
                    assertThat(budgets.states(payer, now))
                            .as("seed %d, step %d, after %s", seed, step, what)
                            .isEqualTo(expected(payer));
            }
            for (String worker : workers) budgets.releaseAllOf(worker);
            for (Entry it : history) if (it.worker.isEmpty()) budgets.release(it.payer.company(), it.id);
            for (Payer payer : payers)
                assertThat(budgets.states(payer, now).values())
                        .as("seed %d, in the end", seed)
                        .extracting(State::reserved)
                        .containsOnly(Usd.ZERO);
        }

        private String act() {
            return switch (random.nextInt(20)) {
                case 0 -> cap();
                case 1 -> death();
                case 2 -> keep();
                case 3 -> {
                    now = now.plus(Duration.ofHours(random.nextInt(30)));
                    yield "time went by";
                }
                case 4, 5, 6, 7, 8 -> end();
                default -> reserve();
            };
        }

        private String reserve() {
            var payer = payers.get(random.nextInt(payers.size()));
            var before = expected(payer);
            long room = before.values().stream()
                    .mapToLong(it -> it.free().micros())
                    .min()
                    .orElseThrow();
            long amount =
                    switch (random.nextInt(8)) {
                        case 0 -> Math.max(0, room);
                        case 1 -> Math.max(0, room + 1);
                        case 2 -> 0;
                        case 3 -> Long.MAX_VALUE;
                        default -> random.nextLong(400);
                    };
            var entry = new Entry(payer, workers[random.nextInt(workers.length)], amount, now);
            var answer = budgets.reserve(payer, entry.id, entry.worker, new Usd(amount), now);
            Answer expected = new Answer.Reserved();
            for (Scope scope : Scope.values()) {
                var state = before.get(scope);
                if (!(expected instanceof Answer.Reserved) || state == null) continue;
                var after = BigInteger.valueOf(state.spent().micros())
                        .add(BigInteger.valueOf(state.reserved().micros()))
                        .add(BigInteger.valueOf(amount));
                if (after.compareTo(BigInteger.valueOf(state.cap().micros())) > 0)
                    expected = new Answer.Refused(scope, state);
            }
            assertThat(answer).as("seed %d, reserve %d", seed, amount).isEqualTo(expected);
            if (answer instanceof Answer.Reserved) history.add(entry);
            return "reserve " + amount;
        }

        /** Settles or releases any reservation that ever was, also one that is settled, and at times for a stranger. */
        private String end() {
            if (history.isEmpty()) return "nothing";
            var entry = history.get(random.nextInt(history.size()));
            var company = random.nextInt(10) == 0
                    ? payers.get(random.nextInt(payers.size())).company()
                    : entry.payer.company();
            long real =
                    switch (random.nextInt(6)) {
                        case 0 -> -random.nextLong(100);
                        case 1 -> entry.amount + random.nextLong(100);
                        case 2 -> Long.MAX_VALUE;
                        case 3 -> 0;
                        default -> random.nextLong(entry.amount + 1);
                    };
            boolean back = random.nextInt(3) == 0;
            if (back) budgets.release(company, entry.id);
            else budgets.settle(company, entry.id, new Usd(real));
            if (entry.spent == null && company.equals(entry.payer.company()))
                entry.spent = back ? 0 : Math.max(0, Math.min(real, entry.amount));
            return back ? "a release" : "a settlement of " + real;
        }

        private String death() {
            String worker = workers[random.nextInt(workers.length)];
            var held = history.stream()
                    .filter(it -> it.spent == null && it.worker.equals(worker))
                    .toList();
            held.forEach(it -> it.spent = 0L);
            assertThat(budgets.releaseAllOf(worker)).as("seed %d, death", seed).isEqualTo(held.size());
            return "a death";
        }

        private String keep() {
            if (history.isEmpty()) return "nothing";
            var entry = history.get(random.nextInt(history.size()));
            budgets.keep(entry.payer.company(), entry.id);
            entry.worker = "";
            return "a reservation is kept";
        }

        private String cap() {
            var company = payers.get(random.nextInt(payers.size())).company();
            var scope = Scope.values()[random.nextInt(Scope.values().length)];
            var set = caps.computeIfAbsent(company, _ -> new HashMap<>());
            if (random.nextInt(3) == 0) {
                budgets.liftCap(company, scope);
                set.remove(scope);
                return "no cap for " + scope;
            }
            var cap = new Usd(random.nextLong(2_000));
            budgets.setCap(company, scope, cap);
            set.put(scope, cap);
            return "a cap of " + cap.micros() + " for " + scope;
        }

        private Map<Scope, State> expected(Payer payer) {
            var set = caps.getOrDefault(payer.company(), Map.of());
            var month = set.getOrDefault(Scope.MONTH, DEFAULT_CAP);
            var states = new HashMap<Scope, State>();
            payer.accounts(now).forEach((scope, account) -> {
                long spent = 0;
                long reserved = 0;
                for (Entry it : history) {
                    if (!it.payer.company().equals(payer.company())
                            || !account.equals(it.payer.accounts(it.at).get(scope))) continue;
                    if (it.spent == null) reserved += it.amount;
                    else spent += it.spent;
                }
                states.put(scope, new State(set.getOrDefault(scope, month), new Usd(spent), new Usd(reserved)));
            });
            return states;
        }
    }
}
